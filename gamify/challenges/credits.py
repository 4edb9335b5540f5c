"""A person's challenge: its sums are credit units, since a rating may be shared (SCORING C).

Whether a criterion holds is decided exactly, in units. What is said about it is in whole ratings:
needed ones are rounded up, those that can be afforded down, and the forecast goes by whole
ratings too.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from gamify.challenges.budget import affordable, pace_needed
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import AverageGoal, Criteria, Criterion
from gamify.challenges.forecast import Earlier, ForecastRules
from gamify.challenges.standing import (
    AverageStanding,
    ChallengeStanding,
    ChallengeSums,
    Check,
    judge_challenge,
)
from gamify.ratings import CREDIT, StarCounts

_USUAL_RULES = ForecastRules()
_COUNTS = (Criterion.RATINGS, Criterion.FIVES)


def whole_stars(stars: StarCounts, *, unit: int = CREDIT) -> StarCounts:
    """Whole ratings that units make up: fives cut, so that none is promised; others rounded."""
    if unit == 1:
        return stars
    return StarCounts(stars.five // unit, *((units + unit // 2) // unit for units in stars[1:]))


def judge_credits(
    criteria: Criteria,
    sums: ChallengeSums,
    *,
    countdown: Countdown,
    earlier: Earlier | None = None,
    rules: ForecastRules = _USUAL_RULES,
) -> ChallengeStanding:
    """The standing of a challenge whose `sums.stars` are credit units.

    The standing's own sums are whole ratings; its checks, needs and budget are exact.
    """
    whole = replace(sums, stars=whole_stars(sums.stars))
    exact = judge_challenge(_in_units(criteria), sums, countdown=countdown)
    standing = judge_challenge(criteria, whole, countdown=countdown, earlier=earlier, rules=rules)
    ratings, fives = _up(exact.ratings_needed), _up(exact.fives_needed)
    return replace(
        standing,
        checks=tuple(_check(check) for check in exact.checks),
        average=_average(exact.average),
        ratings_needed=ratings,
        fives_needed=fives,
        ratings_pace=pace_needed(ratings, countdown.left),
        fives_pace=pace_needed(fives, countdown.left),
    )


def _in_units(criteria: Criteria) -> Criteria:
    goal = criteria.average
    return replace(
        criteria,
        average=None if goal is None else AverageGoal(goal.at_least, goal.over * CREDIT),
        ratings=None if criteria.ratings is None else criteria.ratings * CREDIT,
        fives=None if criteria.fives is None else criteria.fives * CREDIT,
    )


def _check(check: Check) -> Check:
    """Counts as ratings again: what there is is cut, so that it never reaches a goal unmet."""
    if check.criterion not in _COUNTS:
        return check
    return replace(check, has=int(Fraction(check.has or 0) // CREDIT), wants=check.wants // CREDIT)


def _average(exact: AverageStanding | None) -> AverageStanding | None:
    if exact is None:
        return None
    left = exact.left // CREDIT
    climb = None if exact.climb is None else _up(exact.climb)
    return AverageStanding(exact.holds, left, affordable(left), climb)


def _up(units: int) -> int:
    return -(-units // CREDIT)
