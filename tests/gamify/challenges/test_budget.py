"""What a goal needs and allows, against brute force over all small cases (SCORING E)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.budget import (
    Afford,
    affordable,
    average_holds,
    budget,
    budget_left,
    fives_to_climb,
    is_average_met,
    pace_needed,
    projection,
    still_needed,
)
from gamify.challenges.criteria import AverageGoal
from gamify.ratings import StarCounts

G1 = AverageGoal(Fraction("4.96"), 100)
TARGETS = [Fraction(text) for text in ("5", "4.96", "4.9", "4.61", "4.5", "4", "3.3", "1")]
KINDS = (4, 3, 2, 1)

targets = st.integers(100, 500).map(lambda stars: Fraction(stars, 100))


def small_seasons() -> Iterator[StarCounts]:
    return (StarCounts(*counts) for counts in product(range(5), range(3), *[range(2)] * 3))


def of_kind(stars: int, n: int) -> StarCounts:
    """So many ratings of one number of stars."""
    return StarCounts(*(n if kind == stars else 0 for kind in (5, 4, 3, 2, 1)))


def holds(stars: StarCounts, at_least: Fraction) -> bool:
    """The definition itself, in fractions."""
    return stars.n > 0 and Fraction(stars.total, stars.n) >= at_least


def test_96_fives_and_4_fours_just_meet_4_96_over_100() -> None:
    """G1."""
    assert is_average_met(StarCounts(96, 4), G1)
    assert not is_average_met(StarCounts(95, 5), G1)
    assert not is_average_met(StarCounts(95, 4), G1)


def test_an_average_of_4_9599_is_below_4_96() -> None:
    """G8."""
    assert StarCounts(959, 41).total == 4959
    assert not average_holds(StarCounts(959, 41), Fraction("4.96"))
    assert average_holds(StarCounts(85, 1), Fraction("4.96"))


def test_the_traps_of_floats_are_avoided() -> None:
    assert (461 >= 4.61 * 100) is False
    assert average_holds(StarCounts(61, 39), Fraction("4.61"))
    assert int(10 * (5 - 4.9)) == 0
    assert budget(10, Fraction("4.9")) == 1


def test_known_answers_of_the_budget() -> None:
    assert budget(100, G1.at_least) == 4
    assert affordable(4) == Afford(4, 2, 1, 1)
    assert affordable(-3) == Afford(0, 0, 0, 0)


def test_past_the_last_rating_needed_the_budget_grows_with_every_rating() -> None:
    """300 ratings at 4.96 may lose 12 stars."""
    assert budget_left(StarCounts(292, 8), G1) == 4


def test_known_answers_on_the_way_back() -> None:
    stars = StarCounts(58, 1, 1)

    assert (stars.n, stars.lost) == (60, 3)
    assert budget_left(stars, G1) == 1
    assert affordable(1) == Afford(1, 0, 0, 0)
    assert fives_to_climb(stars, G1.at_least) == 15
    assert average_holds(stars + of_kind(5, 15), G1.at_least)
    assert not average_holds(stars + of_kind(5, 14), G1.at_least)


def test_after_a_four_nothing_brings_5_00_back() -> None:
    assert fives_to_climb(StarCounts(85, 1), Fraction(5)) is None
    assert fives_to_climb(StarCounts(85), Fraction(5)) == 0


def test_of_the_first_ratings_only_those_to_come_can_help() -> None:
    stars = StarCounts(58, 1, 1)

    assert fives_to_climb(stars, G1.at_least, most=15) == 15
    assert fives_to_climb(stars, G1.at_least, most=14) is None


@pytest.mark.parametrize(
    ("needed", "left", "pace"),
    [
        (13, Fraction(9), "1.5"),
        (0, Fraction(9), "0.0"),
        (0, Fraction(0), "0.0"),
        (2, Fraction(1), "2.0"),
        (18, Fraction(9), "2.0"),
        (1, Fraction(1, 2), "2.0"),
        (10, Fraction(3), "3.4"),
    ],
)
def test_the_pace_is_rounded_up(needed: int, left: Fraction, pace: str) -> None:
    assert pace_needed(needed, left) == Decimal(pace)


def test_without_a_working_day_there_is_no_pace() -> None:
    assert pace_needed(13, Fraction(0)) is None


def test_40_ratings_in_30_days_lead_to_85_in_64() -> None:
    assert projection(40, past=Fraction(30), left=Fraction(34)) == 85
    assert projection(40, past=Fraction(0), left=Fraction(64)) is None


def test_what_is_needed_never_falls_below_zero() -> None:
    assert (still_needed(86, 100), still_needed(85, 80), still_needed(3, None)) == (14, 0, 0)


@pytest.mark.parametrize("at_least", TARGETS)
def test_a_budget_is_the_most_that_can_be_lost(at_least: Fraction) -> None:
    for n in range(1, 60):
        most = max(lost for lost in range(4 * n + 1) if Fraction(5 * n - lost, n) >= at_least)
        assert budget(n, at_least) == most


@given(targets, st.integers(1, 100_000))
def test_a_budget_is_the_largest_that_meets_the_target(at_least: Fraction, n: int) -> None:
    p, q = at_least.numerator, at_least.denominator

    allowed = budget(n, at_least)

    assert (5 * n - allowed) * q >= p * n
    assert (5 * n - allowed - 1) * q < p * n


@pytest.mark.parametrize("at_least", TARGETS)
def test_the_way_back_is_the_fewest_fives_that_do(at_least: Fraction) -> None:
    for stars in filter(any, small_seasons()):
        climb = fives_to_climb(stars, at_least)
        steps = (n for n in range(1000) if holds(stars + of_kind(5, n), at_least))
        assert climb == next(steps, None)


@pytest.mark.parametrize("at_least", TARGETS)
@pytest.mark.parametrize("over", [1, 4, 9, 12])
def test_what_can_be_afforded_still_meets_the_goal_and_one_more_does_not(
    at_least: Fraction, over: int
) -> None:
    """Fives come after. Past the last rating needed the count is on the safe side."""
    goal = AverageGoal(at_least, over)
    for stars in small_seasons():
        for kind, n in zip(KINDS, affordable(budget_left(stars, goal)), strict=True):
            after = stars + of_kind(kind, n)
            ends = after + of_kind(5, max(over - after.n, 0))
            one_more = after + of_kind(kind, 1)
            lost = one_more + of_kind(5, max(over - one_more.n, 0))
            if budget_left(stars, goal) >= 0:
                assert is_average_met(ends, goal) or not ends.n
            if one_more.n <= over:
                assert not is_average_met(lost, goal)
