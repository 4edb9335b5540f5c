"""Fair averages and how sure they are (SCORING B2, A3, A4)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.averages import cut, show_average, show_difference, steady_average
from gamify.handicap.fair import (
    fair_average,
    fair_intervals,
    fair_posterior,
    fair_strength,
    par_average,
    stars_saved,
)
from gamify.ratings import CREDIT, StarCounts
from gamify.standings import Interval, Strength
from gamify.uncertainty import chances_of_being_first, intervals, posterior

G4 = 1313
PAR4 = (435, 1391, 2484)
MIX = {"Blue": (10, 30, 45), "Red": (40, 20, 5), "Green": (25, 25, 20)}
LOST = {"Blue": 9, "Red": 4, "Green": 9}
DUE = {team: sum(n * par for n, par in zip(mix, PAR4, strict=True)) for team, mix in MIX.items()}
UNITS = [(LOST[team], DUE[team]) for team in MIX]
EVERYONE = (sum(LOST.values()), sum(DUE.values()))
SURE = Strength(phi=1.8, tau2=None, k=100)

TEAMS = [
    StarCounts(85, 1, 0, 0, 0),
    StarCounts(96, 4, 0, 0, 0),
    StarCounts(12, 0, 0, 0, 0),
    StarCounts(150, 13, 3, 1, 3),
]

counts = st.integers(0, 300)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
pars = st.integers(1, 40_000)
borrowed = st.sampled_from([10, 25, 100, 300])
#: A unit's stars and the par of its work.
units = st.lists(st.tuples(stars, pars), min_size=1, max_size=6)


def fair_of(
    unit: tuple[int, int], everyone: tuple[int, int], *, k: int = 100, size: int = 1
) -> Fraction | None:
    return fair_average(
        lost=unit[0],
        due=unit[1],
        everyone_lost=everyone[0],
        everyone_due=everyone[1],
        g4=G4,
        k=k,
        unit=size,
    )


def due_of(team: tuple[StarCounts, int]) -> tuple[int, int]:
    return team[0].lost, team[0].n * team[1]


def together(pairs: list[tuple[int, int]]) -> tuple[int, int]:
    return sum(lost for lost, _ in pairs), sum(due for _, due in pairs)


def test_what_is_due_has_its_known_answer() -> None:
    assert DUE == {"Blue": 157_860, "Red": 57_640, "Green": 95_330}
    assert EVERYONE == (22, 310_830)


@pytest.mark.parametrize(
    ("team", "exact", "shown"),
    [
        ("Blue", Fraction(3399478493, 691381560), "4.916935"),
        ("Red", Fraction(554261327, 112938885), "4.907622"),
        ("Green", Fraction(2651932343, 541872330), "4.894017"),
    ],
)
def test_fair_averages_have_their_known_answers(team: str, exact: Fraction, shown: str) -> None:
    fair = fair_of((LOST[team], DUE[team]), EVERYONE)
    assert fair == exact
    assert str(round(float(exact), 6)) == shown


def test_red_leads_the_plain_and_the_steady_table_and_blue_the_fair_one() -> None:
    stars = {team: StarCounts(five=sum(MIX[team]) - LOST[team], four=LOST[team]) for team in MIX}
    everyone = sum(stars.values(), StarCounts())
    steady = {team: steady_average(stars[team], everyone=everyone, k=100) for team in MIX}
    fair = {team: fair_of((LOST[team], DUE[team]), EVERYONE) for team in MIX}
    plain = {team: stars[team].average for team in MIX}
    leaders = [max(MIX, key=lambda team: column[team] or 0) for column in (plain, steady, fair)]
    assert leaders == ["Red", "Red", "Blue"]
    assert {team: str(cut(value, decimals=6)) for team, value in steady.items() if value} == {
        "Red": "4.915151",
        "Blue": "4.897297",
        "Green": "4.888235",
    }


@pytest.mark.parametrize(
    ("team", "par", "saved"),
    [("Blue", "4.81", "+6.7"), ("Red", "4.91", "+1.7"), ("Green", "4.86", "+0.5")],
)
def test_par_averages_and_stars_saved_have_their_known_answers(
    team: str, par: str, saved: str
) -> None:
    assert show_average(par_average(n=sum(MIX[team]), due=DUE[team])) == par
    assert show_difference(stars_saved(lost=LOST[team], due=DUE[team])) == saved


def test_par_average_and_stars_saved_are_the_same_in_credit_units() -> None:
    assert par_average(n=85 * CREDIT, due=157_860 * CREDIT) == par_average(n=85, due=157_860)
    assert stars_saved(lost=9 * CREDIT, due=157_860 * CREDIT, unit=CREDIT) == Fraction(
        67_860, 10**4
    )


def test_chances_of_being_first_have_their_known_answers() -> None:
    shapes, rates = fair_posterior(UNITS, everyone=EVERYONE, g4=G4, strength=SURE)
    assert chances_of_being_first(shapes, rates) == pytest.approx(
        [0.46718, 0.35232, 0.18050], abs=5e-6
    )


def test_credit_units_change_neither_posteriors_nor_intervals() -> None:
    in_units = [(lost * CREDIT, due * CREDIT) for lost, due in UNITS]
    everyone = (EVERYONE[0] * CREDIT, EVERYONE[1] * CREDIT)
    whole = fair_posterior(UNITS, everyone=EVERYONE, g4=G4, strength=SURE)
    units = fair_posterior(in_units, everyone=everyone, g4=G4, strength=SURE, unit=CREDIT)
    assert [column.tolist() for column in units] == [
        pytest.approx(column.tolist()) for column in whole
    ]
    spans = fair_intervals(UNITS, everyone=EVERYONE, g4=G4, strength=SURE, coverage=0.8)
    assert [
        (span.low, span.high)
        for span in fair_intervals(
            in_units, everyone=everyone, g4=G4, strength=SURE, coverage=0.8, unit=CREDIT
        )
        if span
    ] == [pytest.approx((span.low, span.high)) for span in spans if span]


def test_with_one_kind_of_work_posteriors_and_intervals_are_those_of_the_steady_average() -> None:
    """The common par is the season's own rate here: 1000 lost stars in 10 000 ratings."""
    teams = [StarCounts(five=1900, four=100), StarCounts(five=7100, four=900)]
    everyone = sum(teams, StarCounts())
    pairs = [(team.lost, team.n * 1000) for team in teams]
    strength = Strength(phi=1.8, tau2=None, k=60)
    known = posterior(teams, everyone=everyone, strength=strength)
    found = fair_posterior(pairs, everyone=together(pairs), g4=1000, strength=strength)
    assert [column.tolist() for column in found] == [
        pytest.approx(column.tolist()) for column in known
    ]
    spans = intervals(teams, everyone=everyone, strength=strength, coverage=0.8)
    assert [
        (span.low, span.high)
        for span in fair_intervals(
            pairs, everyone=together(pairs), g4=1000, strength=strength, coverage=0.8
        )
        if span
    ] == [pytest.approx((span.low, span.high)) for span in spans if span]


def test_an_interval_holds_its_fair_average() -> None:
    spans = fair_intervals(UNITS, everyone=EVERYONE, g4=G4, strength=SURE, coverage=0.8)
    assert all(
        span is not None and span.low < (fair_of(unit, EVERYONE) or 0) < span.high
        for unit, span in zip(UNITS, spans, strict=True)
    )


def test_strength_with_one_kind_of_work_has_the_known_answer_of_the_steady_average() -> None:
    """368 ratings lost 39 stars; in units of 1/368 rating what is due by that rate is whole."""
    quarter = [
        (StarCounts(*(368 * number for number in team)), team.n * 39 * 10_000) for team in TEAMS
    ]
    strength = fair_strength([quarter], g4=1060, default=100, bounds=(10, 300), unit=368)
    assert strength.tau2 is not None
    assert (strength.phi, strength.tau2) == pytest.approx((2.124791, 0.796425), abs=5e-7)
    assert strength.k == 25


def test_one_team_borrows_the_default() -> None:
    alone = fair_strength([[(TEAMS[3], 200_000)]], g4=G4, default=100, bounds=(10, 300))
    assert (alone.tau2, alone.k) == (None, 100)


def test_nothing_but_fives_borrows_the_default() -> None:
    fives = [(StarCounts(five=30), 40_000), (StarCounts(five=50), 70_000)]
    assert fair_strength([fives], g4=G4, default=100, bounds=(10, 300)) == Strength(
        phi=1.0, tau2=None, k=100
    )


def test_teams_that_differ_no_more_than_par_says_borrow_the_most() -> None:
    alike = [(StarCounts(90, 10), 100_000), (StarCounts(80, 20), 200_000)]
    assert fair_strength([alike], g4=1500, default=100, bounds=(10, 300)).k == 300


def test_without_a_lost_star_there_is_no_interval_and_everybody_has_five() -> None:
    pairs = [(0, 10_000), (0, 0)]
    assert fair_intervals(pairs, everyone=(0, 10_000), g4=G4, strength=SURE, coverage=0.8) == [
        None,
        None,
    ]
    assert fair_of((0, 10_000), (0, 10_000)) == 5


def test_no_ratings_have_no_averages() -> None:
    assert fair_of((0, 0), EVERYONE) is None
    assert fair_of((0, 0), (0, 0)) is None
    assert par_average(n=0, due=0) is None
    assert fair_intervals([], everyone=(0, 0), g4=1, strength=SURE, coverage=0.8) == []
    assert (
        fair_intervals([(0, 0), UNITS[0]], everyone=EVERYONE, g4=G4, strength=SURE, coverage=0.8)[0]
        is None
    )


@given(units, borrowed)
def test_one_kind_of_work_makes_fair_and_steady_the_same(
    teams: list[tuple[StarCounts, int]], k: int
) -> None:
    everyone = sum((team for team, _ in teams), StarCounts())
    pairs = [(team.lost, team.n * G4) for team, _ in teams]
    in_units = [(lost * CREDIT, due * CREDIT) for lost, due in pairs]
    steady = [steady_average(team, everyone=everyone, k=k) for team, _ in teams]
    assert [fair_of(pair, together(pairs), k=k) for pair in pairs] == steady
    assert [fair_of(pair, together(in_units), k=k, size=CREDIT) for pair in in_units] == steady


@given(units, borrowed, pars)
def test_one_more_five_never_lowers_the_fair_average(
    teams: list[tuple[StarCounts, int]], k: int, par: int
) -> None:
    pairs = [due_of(team) for team in teams]
    better = [(pairs[0][0], pairs[0][1] + par), *pairs[1:]]
    before, after = (
        fair_of(pairs[0], together(pairs), k=k),
        fair_of(better[0], together(better), k=k),
    )
    assert after is not None
    assert before is None or after >= before


@given(units, borrowed)
def test_one_more_lost_star_strictly_lowers_the_fair_average(
    teams: list[tuple[StarCounts, int]], k: int
) -> None:
    teams = [(teams[0][0] + StarCounts(five=1), teams[0][1]), *teams[1:]]
    pairs = [due_of(team) for team in teams]
    worse = [(pairs[0][0] + 1, pairs[0][1]), *pairs[1:]]
    before, after = fair_of(pairs[0], together(pairs), k=k), fair_of(worse[0], together(worse), k=k)
    assert before is not None
    assert after is not None
    assert after < before


@given(units)
def test_the_order_of_units_changes_nothing(teams: list[tuple[StarCounts, int]]) -> None:
    quarter = [(stars, stars.n * par) for stars, par in teams]
    assert fair_strength(
        [quarter[::-1], []], g4=G4, default=100, bounds=(10, 300)
    ) == fair_strength([[], quarter], g4=G4, default=100, bounds=(10, 300))


@given(units)
def test_nothing_fails_and_everything_keeps_its_bounds(teams: list[tuple[StarCounts, int]]) -> None:
    quarter = [(stars, stars.n * par) for stars, par in teams]
    strength = fair_strength([quarter], g4=G4, default=100, bounds=(10, 300))
    pairs = [due_of(team) for team in teams]
    spans = fair_intervals(pairs, everyone=together(pairs), g4=G4, strength=strength, coverage=0.8)
    assert 10 <= strength.k <= 300
    assert all(
        isinstance(span, Interval) and 1 <= span.low <= span.high <= 5 for span in spans if span
    )
    assert all((fair_of(pair, together(pairs)) or 0) <= 5 for pair in pairs)
