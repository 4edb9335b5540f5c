"""Averages: exact inside, cut on the outside (SCORING 0, A1, A2)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.averages import (
    decimals_apart,
    percent_over,
    show_average,
    show_averages,
    show_difference,
    steady_average,
)
from gamify.ratings import StarCounts

ALPHA, BETA = StarCounts(85, 1, 0, 0, 0), StarCounts(96, 4, 0, 0, 0)
GAMMA, DELTA = StarCounts(12, 0, 0, 0, 0), StarCounts(150, 13, 3, 1, 3)
EVERYONE = ALPHA + BETA + GAMMA + DELTA

counts = st.integers(0, 300)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
averages = st.fractions(min_value=1, max_value=5, max_denominator=10**7)


@pytest.mark.parametrize(
    ("average", "text"),
    [
        (Fraction(429, 86), "4.98"),
        (Fraction(46, 10), "4.60"),
        (Fraction(4999, 1000), "4.99"),
        (Fraction(4959, 1000), "4.95"),
        (Fraction(5), "5.00"),
        (None, "–"),
    ],
)
def test_an_average_is_cut_to_two_decimals(average: Fraction | None, text: str) -> None:
    assert show_average(average) == text


def test_an_average_has_the_readers_decimal_separator() -> None:
    assert show_average(Fraction(46, 10), language="ru") == "4,60"


@given(stars)
def test_only_fives_alone_are_shown_as_five(counted: StarCounts) -> None:
    assert (show_average(counted.average) == "5.00") == (counted.total == 5 * counted.n > 0)


@given(averages)
def test_what_is_shown_is_never_more_than_the_average(average: Fraction) -> None:
    shown = Fraction(show_average(average))
    assert shown <= average < shown + Fraction(1, 100)


def test_neighbours_that_differ_get_as_many_decimals_as_it_takes() -> None:
    column = [Fraction(49599, 10000), Fraction(4959, 1000), Fraction(4951, 1000), Fraction(4)]
    assert show_averages(column) == ["4.9599", "4.9590", "4.951", "4.00"]


def test_equal_neighbours_and_gaps_keep_two_decimals() -> None:
    assert show_averages([Fraction(9, 2), Fraction(9, 2), None, None]) == [
        "4.50",
        "4.50",
        "–",
        "–",
    ]


def test_equal_averages_read_the_same_beside_a_close_one() -> None:
    close, equal = Fraction(4958, 1000), Fraction(4951, 1000)
    assert show_averages([close, equal, equal]) == ["4.958", "4.951", "4.951"]


def test_four_decimals_are_the_most() -> None:
    one, other = Fraction(49580001, 10**7), Fraction(49580002, 10**7)
    assert (decimals_apart(one, other), show_averages([other, one])) == (4, ["4.9580", "4.9580"])


@pytest.mark.parametrize(
    ("difference", "text"),
    [
        (Fraction(67, 10), "+6.7"),
        (Fraction(688, 100), "+6.8"),
        (Fraction(-188, 100), "-1.8"),
        (Fraction(9, 100), "0.0"),
        (Fraction(-9, 100), "0.0"),
        (Fraction(0), "0.0"),
    ],
)
def test_a_difference_has_a_sign_and_is_cut_towards_zero(difference: Fraction, text: str) -> None:
    assert show_difference(difference) == text


@pytest.mark.parametrize(
    ("team", "exact"),
    [
        (ALPHA, Fraction(202897, 40848)),
        (BETA, Fraction(227553, 46000)),
        (GAMMA, Fraction(67105, 13616)),
        (DELTA, Fraction(345313, 71760)),
    ],
)
def test_the_steady_average_borrows_ratings_at_the_common_average(
    team: StarCounts, exact: Fraction
) -> None:
    assert steady_average(team, everyone=EVERYONE, k=25) == exact


def test_without_ratings_there_is_no_steady_average() -> None:
    assert steady_average(StarCounts(), everyone=EVERYONE, k=25) is None
    assert steady_average(StarCounts(), everyone=StarCounts(), k=25) is None


@given(stars, stars, st.integers(10, 300))
def test_one_more_five_never_lowers_the_steady_average(
    team: StarCounts, others: StarCounts, k: int
) -> None:
    more = team + StarCounts(five=1)
    before = steady_average(team, everyone=team + others, k=k)
    after = steady_average(more, everyone=more + others, k=k)
    assert after is not None
    assert before is None or after >= before


@given(stars, stars, st.integers(10, 300))
def test_a_star_lost_strictly_lowers_the_steady_average(
    team: StarCounts, others: StarCounts, k: int
) -> None:
    kept, lost = team + StarCounts(five=1), team + StarCounts(four=1)
    before = steady_average(kept, everyone=kept + others, k=k)
    after = steady_average(lost, everyone=lost + others, k=k)
    assert before is not None
    assert after is not None
    assert after < before


def test_ratings_of_three_and_one_average_two() -> None:
    """Golden case G5."""
    counted = StarCounts(three=1, one=1)
    assert (counted.as_tuple(), show_average(counted.average)) == ((0, 0, 1, 0, 1), "2.00")


def test_a_target_is_met_by_the_exact_average_alone() -> None:
    """Golden cases G1 and G8, and the binary fraction's trap."""
    target = Fraction("4.96")
    met, missed = StarCounts(96, 4).average, StarCounts(95, 5).average
    assert met is not None
    assert missed is not None
    assert (met >= target, missed >= target) == (True, False)
    almost = Fraction(4959, 1000)
    assert (almost >= target, show_average(almost)) == (False, "4.95")
    assert Fraction(461, 100) >= Fraction("4.61")
    assert not 461 >= 4.61 * 100


def test_eighty_five_fives_and_a_four_are_shown_cut_beside_the_year_before() -> None:
    """Golden cases G2 and G4."""
    now = StarCounts(85, 1)
    assert (now.total, now.n, show_average(now.average)) == (429, 86, "4.98")
    assert show_averages([now.average, Fraction(489, 100)]) == ["4.98", "4.89"]


@pytest.mark.parametrize(
    ("now", "before", "percent"), [(86, 53, 62), (53, 53, 0), (18, 19, -5), (5, 0, None)]
)
def test_growth_is_cut_to_whole_per_cent(now: int, before: int, percent: int | None) -> None:
    """Golden case G3."""
    assert percent_over(now, before) == percent
