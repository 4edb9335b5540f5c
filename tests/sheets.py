"""Season sheets for tests of nominations; a test names only what matters to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np

from gamify.credit import split_credit
from gamify.handicap.published import Par, StratumPar
from gamify.nominations.nomination import Nomination, Verdict
from gamify.nominations.registry import NominationChoice, judge
from gamify.nominations.sheet import (
    CreditColumns,
    Ints,
    PersonSums,
    RatingColumns,
    SeasonSheet,
    TicketColumns,
)
from gamify.ranking import rank_teams
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Season, SeasonKind
from gamify.standings import Rules, Strength, TeamTally

SEASON = Season(date(2026, 10, 1), date(2026, 12, 31), SeasonKind.QUARTER, "2026-Q4")
MONDAY = date(2026, 11, 2)
NAMES = {1: "Ann", 2: "Bob", 3: "Cid", 4: "Dee", 5: "Eve"}
TEAMS = {1: "Alpha", 2: "Beta"}

#: A day in microseconds.
_DAY = 86_400_000_000
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Given:
    """A rating: unless said otherwise, a five for Ann of Alpha."""

    stars: int = 5
    owner: int = 1
    helpers: tuple[int, ...] = ()
    team: int = 1
    stratum: int = 1
    customer: int = 0
    day: date = MONDAY
    comment: bool = False

    @property
    def credit(self) -> dict[int, int]:
        """Units by engineer."""
        return split_credit(self.owner or None, self.helpers)


@dataclass(frozen=True, slots=True)
class Worked:
    """A ticket: unless said otherwise, Ann's, solved within ten minutes."""

    owner: int = 1
    team: int = 1
    stratum: int = 1
    minutes: int = 10
    reopened: int = -1
    transferred: int = -1
    answered: int = -1


@dataclass(frozen=True, slots=True)
class Earlier:
    """What an engineer was given in a quarter before the season, in whole ratings."""

    stars: StarCounts
    engineer: int = 1
    back: int = 1
    stratum: int = 1


def par_of(*par4: int, g4: int = 1313, rho4: Sequence[int] = (), **changes: Any) -> Par:
    """A par of the kinds of work 1, 2, 3 …; solving usually takes 20 minutes."""
    fives = [*rho4, *[1000] * len(par4)]
    strata = {
        at: StratumPar(at, f"Kind {at}", each, fives[at - 1], 100, median_minutes=20)
        for at, each in enumerate(par4, start=1)
    }
    known = Par(
        season="2026-Q4",
        version=1,
        is_provisional=False,
        window=(date(2025, 10, 1), date(2026, 9, 30)),
        ratings=1000,
        g4=g4,
        f4=1000,
        phi=2.0,
        k_team=100,
        k_person=60,
        kappa=10,
        strata=strata,
    )
    return replace(known, **changes)


def sheet_of(
    *ratings: Given,
    tickets: Sequence[Worked] = (),
    earlier: Sequence[Earlier] = (),
    par: Par | None = None,
    **changes: Any,
) -> SeasonSheet:
    """A season of ratings that came in this order, each a microsecond after the other."""
    teams = [
        TeamTally(team, name, _stars(given.stars for given in ratings if given.team == team))
        for team, name in TEAMS.items()
    ]
    table = rank_teams(
        [team for team in teams if team.stars.n],
        strength=Strength(phi=1.0, tau2=None, k=100),
        rules=Rules(),
    )
    known = SeasonSheet(
        season=SEASON,
        names=NAMES,
        team_of=dict.fromkeys(NAMES, "Alpha"),
        par=par,
        sums=_sums(ratings, tickets, earlier),
        ratings=_ratings(ratings),
        credits=_credits(ratings),
        tickets=TicketColumns(
            *(
                column([getattr(ticket, name) for ticket in tickets])
                for name in TicketColumns.__slots__
            )
        ),
        first_ticket={},
        team_table=table,
    )
    return replace(known, **changes)


def verdict(sheet: SeasonSheet, nomination: Nomination, **gates: int) -> Verdict:
    """What a nomination finds with these gates, the others as usual."""
    return judge(sheet, nomination, NominationChoice(nomination.key, gates=gates)).verdict


def places(found: Verdict) -> list[tuple[int, str, str]]:
    """Place, name and value of everybody placed."""
    return [(one.place, one.candidate.name, str(one.candidate.value)) for one in found.placed]


def waiting(found: Verdict) -> list[tuple[str, str]]:
    """Name of everybody whom the gate stops, and what it asks for."""
    return [(one.name, str(one.missing)) for one in found.waiting]


def column(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _stars(stars: Any) -> StarCounts:
    found = Counter(stars)
    return StarCounts(*(found[each] for each in (5, 4, 3, 2, 1)))


def _ratings(ratings: Sequence[Given]) -> RatingColumns:
    days = [given.day.toordinal() - _EPOCH for given in ratings]
    return RatingColumns(
        id=column(range(1, len(ratings) + 1)),
        stars=column([given.stars for given in ratings]),
        at=column([day * _DAY + at for at, day in enumerate(days)]),
        day=column(days),
        owner=column([given.owner for given in ratings]),
        team=column([given.team for given in ratings]),
        stratum=column([given.stratum for given in ratings]),
        requester=column([given.customer for given in ratings]),
        has_comment=column([given.comment for given in ratings]),
    )


def _credits(ratings: Sequence[Given]) -> CreditColumns:
    rows = [
        (at, engineer, units, int(engineer != given.owner))
        for at, given in enumerate(ratings)
        for engineer, units in given.credit.items()
    ]
    return CreditColumns(*(column([row[at] for row in rows]) for at in range(4)))


def _sums(
    ratings: Sequence[Given], tickets: Sequence[Worked], earlier: Sequence[Earlier]
) -> PersonSums:
    """One row for each thing: nominations sum them up anyway."""
    rows = [
        (0, engineer, given.stratum, [units * (given.stars == each) for each in (5, 4, 3, 2, 1)], 0)
        for given in ratings
        for engineer, units in given.credit.items()
    ]
    rows += [(0, ticket.owner, ticket.stratum, [0] * 5, 1) for ticket in tickets]
    rows += [
        (one.back, one.engineer, one.stratum, [CREDIT * n for n in one.stars], 0) for one in earlier
    ]
    return PersonSums(
        back=column([row[0] for row in rows]),
        engineer=column([row[1] for row in rows]),
        stratum=column([row[2] for row in rows]),
        units=np.array([row[3] for row in rows], dtype=np.int64).reshape(-1, 5),
        tickets=column([row[4] for row in rows]),
    )
