"""A person's challenge counts credits: exactly where it decides, in whole ratings where it says."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.countdown import Countdown
from gamify.challenges.credits import judge_credits, whole_stars
from gamify.challenges.criteria import Criterion
from gamify.challenges.reading import read_criteria
from gamify.challenges.standing import ChallengeSums, judge_challenge
from gamify.ratings import CREDIT, StarCounts

HALF = CREDIT // 2
COUNTDOWN = Countdown(date(2026, 11, 2), 30, 20, Fraction(20), Fraction(20), True, False)
GOAL = read_criteria({"average": "4.9", "over": "10", "fives": "8"})


def units(stars: StarCounts) -> StarCounts:
    return StarCounts(*(CREDIT * n for n in stars))


@given(stars=st.tuples(*[st.integers(0, 30)] * 5).map(lambda each: StarCounts(*each)))
def test_whole_credits_are_judged_as_whole_ratings(stars: StarCounts) -> None:
    by_credits = judge_credits(GOAL, ChallengeSums(units(stars)), countdown=COUNTDOWN)

    assert by_credits == judge_challenge(GOAL, ChallengeSums(stars), countdown=COUNTDOWN)


def test_half_a_five_short_is_one_five_needed() -> None:
    sums = ChallengeSums(StarCounts(7 * CREDIT + HALF))

    standing = judge_credits(GOAL, sums, countdown=COUNTDOWN)

    fives = next(one for one in standing.checks if one.criterion is Criterion.FIVES)
    assert (fives.has, fives.is_met, standing.fives_needed, standing.ratings_needed) == (
        7,
        False,
        1,
        3,
    )


def test_half_a_four_costs_half_a_star() -> None:
    """Over ten ratings 4.9 lets one star be lost; a half is left, so no four can be afforded."""
    sums = ChallengeSums(StarCounts(5 * CREDIT, HALF))

    standing = judge_credits(GOAL, sums, countdown=COUNTDOWN)

    assert standing.average is not None
    assert standing.average.holds
    assert (standing.average.left, standing.average.afford.fours) == (0, 0)
    assert standing.checks[0].has == Fraction(54, 11)


def test_the_way_back_is_rounded_up_to_whole_fives() -> None:
    """One four in 5½: 4.9 needs ten ratings, which is 4½ more."""
    sums = ChallengeSums(StarCounts(4 * CREDIT + HALF, CREDIT))

    standing = judge_credits(GOAL, sums, countdown=COUNTDOWN)

    assert standing.average is not None
    assert (standing.average.holds, standing.average.climb) == (False, 5)


@pytest.mark.parametrize(
    ("stars", "whole"),
    [
        (StarCounts(2 * CREDIT - 1, HALF), StarCounts(1, 1)),
        (StarCounts(CREDIT, HALF - 1, CREDIT + HALF), StarCounts(1, 0, 2)),
    ],
)
def test_fives_are_cut_and_others_rounded(stars: StarCounts, whole: StarCounts) -> None:
    assert whole_stars(stars) == whole
