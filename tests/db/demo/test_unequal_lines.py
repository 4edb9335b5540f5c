"""The demo's lines are unequal on purpose: the fair table sees the best team, the plain doesn't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from fractions import Fraction
from itertools import chain, combinations
from random import Random

import numpy as np
import pytest

from db.demo.department import DIFFICULTY, QUARTERS, DemoTeam, Department, make_department
from db.demo.seed import SEED
from db.demo.tickets import DemoTicket, TicketMaker
from gamify.handicap.fair import fair_average, fair_strength
from gamify.handicap.par import ParFit, WorkSums, fit_par
from gamify.ranking import competition_places
from gamify.ratings import StarCounts
from gamify.seasons import Calendar
from gamify.standings import Rules

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
#: Best first: how much less than usual its people lose on the same work, now.
TRUE_ORDER = [
    "Deep Dive",
    "Concierge",
    "Lighthouse",
    "Falcons",
    "Полярная звезда",
    "Night Owls",
    "Mobile Apps",
    "Integrations",
    "Kernel",
    "Northern Lights",
    "Payments & Billing",
]
NAMES = list(DIFFICULTY)
RULES = Rules()

Tables = tuple[dict[str, int], dict[str, int]]


@pytest.fixture(scope="module")
def department() -> Department:
    return make_department(Random(SEED), now=NOW, calendar=Calendar())


@pytest.fixture(scope="module")
def quarters() -> list[list[DemoTicket]]:
    """The rated tickets of each quarter."""
    rng = Random(SEED)
    department = make_department(rng, now=NOW, calendar=Calendar())
    maker = TicketMaker(department, rng, now=NOW, calendar=Calendar())
    return [[t for t in maker.quarter(index) if t.stars] for index in range(QUARTERS)]


def test_the_true_order_is_the_one_that_is_told(department: Department) -> None:
    settled = [team for team in department.teams if not team.is_new]

    order = sorted(settled, key=lambda team: losses(department, team))

    assert [team.name for team in order] == TRUE_ORDER


def test_the_third_line_has_the_hardest_work_and_the_truly_best_team(
    department: Department,
) -> None:
    lines = {team.line.name: team.line.categories for team in department.teams}

    hardness = {
        line: sum(share * DIFFICULTY[name] for name, share in mix.items()) / sum(mix.values())
        for line, mix in lines.items()
    }

    assert sorted(hardness, key=hardness.__getitem__) == [
        "First line", "Key accounts", "Second line", "Third line",
    ]  # fmt: skip
    assert hardness["Third line"] > 2.5 * hardness["Second line"]
    (best,) = [team for team in department.teams if team.name == TRUE_ORDER[0]]
    assert best.line.name == "Third line"


def test_every_line_shares_work_with_another(department: Department) -> None:
    mixes = {team.line.name: set(team.line.categories) for team in department.teams}

    shared = {
        line: any(mix & other for name, other in mixes.items() if name != line)
        for line, mix in mixes.items()
    }

    assert shared == dict.fromkeys(mixes, True)


def test_the_best_team_is_low_in_the_plain_table_and_leads_the_fair_one(
    quarters: list[list[DemoTicket]],
) -> None:
    plain, fair = tables(quarters)

    assert (plain["Deep Dive"], fair["Deep Dive"]) == (8, 1)
    assert swaps(fair) < swaps(plain)


def test_par_asks_more_of_the_hard_work(quarters: list[list[DemoTicket]]) -> None:
    par4 = par_of(quarters).par4

    known = {NAMES[stratum]: par for stratum, par in par4.items()}

    assert min(known["Defect"], known["Performance"]) > 2 * known["Synchronisation"]
    assert max(known["Password and access"], known["How-to question"]) < known["Synchronisation"]


def tables(quarters: list[list[DemoTicket]]) -> Tables:
    """Places in the running quarter by the plain and by the fair average (SCORING A1, B2)."""
    par = par_of(quarters)
    stars = [counted(tickets) for tickets in quarters[-4:]]
    dues = [due(tickets, par) for tickets in quarters[-4:]]
    strength = fair_strength(
        [[(one[team], each[team]) for team in one] for one, each in zip(stars, dues, strict=True)],
        g4=par.g4,
        default=RULES.k_default_team,
        bounds=(RULES.k_min_team, RULES.k_max_team),
    )
    now = {team: each for team, each in stars[-1].items() if team in TRUE_ORDER}
    fair = {
        team: fair_average(
            lost=each.lost,
            due=dues[-1][team],
            everyone_lost=sum(other.lost for other in now.values()),
            everyone_due=sum(dues[-1][other] for other in now),
            g4=par.g4,
            k=strength.k,
        )
        for team, each in now.items()
    }
    return places({team: each.average for team, each in now.items()}), places(fair)


def par_of(quarters: list[list[DemoTicket]]) -> ParFit:
    """The par of the four quarters before the running one, by category."""
    tickets = list(chain.from_iterable(quarters[-5:-1]))
    people = {name: at for at, name in enumerate({ticket.owner: 0 for ticket in tickets})}
    return fit_par(
        WorkSums(
            unit=np.array([people[ticket.owner] for ticket in tickets]),
            stratum=np.array([NAMES.index(ticket.category) for ticket in tickets]),
            n=np.ones(len(tickets), dtype=np.int64),
            lost=np.array([5 - ticket.stars for ticket in tickets]),
        )
    )


def counted(tickets: Iterable[DemoTicket]) -> dict[str, StarCounts]:
    """Whole ratings by team."""
    found: dict[str, Counter[int]] = {}
    for ticket in tickets:
        found.setdefault(ticket.team, Counter())[ticket.stars] += 1
    return {
        team: StarCounts(*(count[stars] for stars in (5, 4, 3, 2, 1)))
        for team, count in found.items()
    }


def due(tickets: Iterable[DemoTicket], par: ParFit) -> Counter[str]:
    """What par expects of each team, in 1/10 000 lost stars."""
    found = Counter[str]()
    for ticket in tickets:
        found[ticket.team] += par.par4[NAMES.index(ticket.category)]
    return found


def places(averages: Mapping[str, Fraction | None]) -> dict[str, int]:
    """Team → place, the highest average first."""
    order = list(averages)
    ranked = competition_places((-(averages[team] or 0), order.index(team)) for team in order)
    return {order[at]: place for place, at in ranked}


def swaps(table: Mapping[str, int]) -> int:
    """Pairs of teams that stand in the wrong order."""
    return sum(table[better] > table[worse] for better, worse in combinations(TRUE_ORDER, 2))


def losses(department: Department, team: DemoTeam) -> float:
    """How often its people lose stars, against the usual on the same work."""
    people = department.roster(team, NOW.date())
    weights = [department.diligence[name] for name in people]
    slips = [department.slips[name] for name in people]
    return team.form_now * float(np.average(slips, weights=weights))
