"""The handicapped tables: teams on an even mix of work, scorers net of their tickets."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.handicap.published import PAR, Par
from gamify.history import season_history
from gamify.ranking import rank_teams
from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import form_of, rank_engineers
from gamify.seasons import Calendar, parse_season
from gamify.standings import (
    EngineerTally,
    RankMode,
    Rules,
    Strength,
    TeamDay,
    TeamTable,
    TeamTally,
)
from gamify.yardstick import Borrowing
from tests.factories import tally_of

RULES = Rules()
STEADY = Strength(phi=1.8, tau2=None, k=100)
PARS = (435, 1391, 2484)


def par(*, g4: int = 1313, phi: float = 1.8, k: int = 100, kappa: int = 10) -> Par:
    return Par(
        season="2026-Q4",
        version=1,
        is_provisional=False,
        window=(date(2025, 10, 1), date(2026, 9, 30)),
        ratings=400,
        g4=g4,
        f4=1000,
        phi=phi,
        k_team=k,
        k_person=60,
        kappa=kappa,
    )


def team(id_: int, name: str, n: tuple[int, int, int], lost: int) -> TeamTally:
    """The golden example's team: ratings of three kinds of work, each lost star a four."""
    due = sum(count * value for count, value in zip(n, PARS, strict=True))
    return TeamTally(id_, name, StarCounts(sum(n) - lost, lost), due=due)


RED = team(1, "Red", (40, 20, 5), 4)
BLUE = team(2, "Blue", (10, 30, 45), 9)
GREEN = team(3, "Green", (25, 25, 20), 9)


def table(mode: RankMode, *teams: TeamTally) -> TeamTable:
    return rank_teams(teams, strength=STEADY, rules=RULES, mode=mode, par=par())


def test_the_fair_table_has_its_known_answer() -> None:
    fair = table(RankMode.FAIR, RED, BLUE, GREEN)

    assert [(row.place, row.tally.name, row.average, row.raw_place) for row in fair.rows] == [
        (1, "Blue", Fraction(3399478493, 691381560), 2),
        (2, "Red", Fraction(554261327, 112938885), 1),
        (3, "Green", Fraction(2651932343, 541872330), 3),
    ]
    assert fair.mode is RankMode.FAIR
    assert fair.lead is not None
    assert [round(row.p_first or 0, 5) for row in fair.rows] == [0.46718, 0.35232, 0.18050]


def test_the_raw_table_shows_the_handicap_beside_it() -> None:
    raw = table(RankMode.STEADY, RED, BLUE, GREEN)

    assert [(row.place, row.tally.name) for row in raw.rows] == [
        (1, "Red"),
        (2, "Blue"),
        (3, "Green"),
    ]
    shown = [(row.handicap.saved, row.handicap.place) for row in raw.rows if row.handicap]
    assert shown == [
        (Fraction(57640 - 40000, PAR), 2),
        (Fraction(157860 - 90000, PAR), 1),
        (Fraction(95330 - 90000, PAR), 3),
    ]


def test_without_a_par_the_fair_table_is_the_steady_one() -> None:
    teams = (RED, BLUE, GREEN)
    without = rank_teams(teams, strength=STEADY, rules=RULES, mode=RankMode.FAIR)

    assert without == rank_teams(teams, strength=STEADY, rules=RULES)


counts = st.integers(0, 40)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)


@given(st.lists(stars, min_size=1, max_size=6))
def test_with_one_kind_of_work_the_fair_averages_are_the_steady_ones(
    rows: list[StarCounts],
) -> None:
    teams = [TeamTally(at, str(at), row, due=row.n * 700) for at, row in enumerate(rows, start=1)]
    one_kind = par(g4=700)

    fair = rank_teams(teams, strength=STEADY, rules=RULES, mode=RankMode.FAIR, par=one_kind)

    assert [(row.place, row.tally.id) for row in fair.rows] == [
        (row.place, row.tally.id) for row in rank_teams(teams, strength=STEADY, rules=RULES).rows
    ]
    assert all(row.average == row.steady for row in fair.rows)


@given(st.lists(st.tuples(stars, st.integers(1, 3000)), min_size=2, max_size=6))
def test_the_order_of_the_fair_table_is_that_of_its_exact_averages(
    rows: list[tuple[StarCounts, int]],
) -> None:
    teams = [
        TeamTally(at, str(at), its, due=its.n * each)
        for at, (its, each) in enumerate(rows, start=1)
    ]

    fair = table(RankMode.FAIR, *teams)

    averages = [row.average for row in fair.ranked if row.average is not None]
    assert averages == sorted(averages, reverse=True)
    assert table(RankMode.FAIR, *reversed(teams)) == fair


def test_the_plain_table_borrows_nothing() -> None:
    plain = table(RankMode.PLAIN, RED, BLUE, GREEN)

    assert [row.average for row in plain.rows] == [row.plain for row in plain.rows]


def test_scorers_net_are_ranked_by_their_form() -> None:
    """SCORING B3: 38 goals of a par of 31.2 are +6.8, with 10 borrowed 116.5."""
    known = EngineerTally(1, "Ann", "", own_fives=38, due=312_000)
    others = EngineerTally(2, "All others", "", own_fives=362, due=4_000_000 - 312_000)

    net = rank_engineers([others, known], kappa=10)

    assert [(row.place, row.tally.id) for row in net.rows] == [(1, 1), (2, 2)]
    form = form_of(net, known)
    assert form is not None
    assert (form.par, form.handicap, form.index) == (
        Fraction(312, 10),
        Fraction(68, 10),
        Fraction(12000, 103),
    )


@pytest.mark.parametrize(
    ("fives", "due"), [(2, 50_000), (5, 29_999)], ids=["two fives", "a small par"]
)
def test_nobody_is_ranked_net_on_too_little(fives: int, due: int) -> None:
    net = rank_engineers([EngineerTally(1, "Ann", "", own_fives=fives, due=due)], kappa=10)

    assert [row.place for row in net.rows] == [None]


def test_without_a_par_nobody_has_a_form() -> None:
    net = rank_engineers([tally_of(1, "Ann", StarCounts(five=CREDIT))], kappa=10)

    assert form_of(net, net.rows[0].tally) is None


def test_the_crown_of_a_fair_table_is_held_since_the_handicap_gave_it() -> None:
    season = parse_season("2026-10-01..2026-10-31", calendar=Calendar())
    days = [
        TeamDay(each.id, season.first + timedelta(days=at), each.stars, due=each.due)
        for at, each in ((0, RED), (9, BLUE), (19, GREEN))
    ]

    def held(mode: RankMode) -> tuple[tuple[int, ...], date]:
        story = season_history(
            days,
            season=season,
            today=season.last,
            borrowing=Borrowing(mode, 100, 1313),
            min_ratings=20,
        )
        assert story.crown is not None
        return story.crown.holders, story.crown.since

    assert held(RankMode.FAIR) == ((BLUE.id,), date(2026, 10, 10))
    assert held(RankMode.STEADY) == ((RED.id,), date(2026, 10, 1))
