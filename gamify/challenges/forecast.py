"""The probability that a challenge will be met (SCORING E): an exact sum, no random numbers.

What is forecast follows from one model of arrivals and stars: the average, the counts and the
share of fives, each alone and all together. How many tickets there will be and how long they
take isn't part of it; response and time to solve are told as they are today, without a chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gamify.challenges.arrivals import Arrivals, Pace, learn_pace, unevenness
from gamify.challenges.budget import budget
from gamify.challenges.criteria import Criteria, Criterion
from gamify.challenges.lost_stars import (
    LostStars,
    StarWeights,
    beta_binomial,
    likely_most,
    lost_stars,
    star_weights,
    usual_shares,
)
from gamify.ratings import StarCounts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Criteria of which the model knows something.
FORECAST = (Criterion.AVERAGE, Criterion.RATINGS, Criterion.FIVES, Criterion.FIVES_SHARE)

#: Arrivals that are summed at a time, so that a large company's sum fits into memory.
BLOCK = 512

#: Numbers of ratings, and of low ones, that are summed one by one; of more, evenly spaced ones
#: stand for their neighbours. A season of 5,000 ratings is within the limit.
MOST_NUMBERS = 2_500

#: Digits of a probability: what is certain is 1, whatever the logarithms left behind.
DIGITS = 11

#: Arrivals less probable than this are left out.
NEGLIGIBLE = 1e-11


@dataclass(frozen=True, slots=True)
class ForecastRules:
    """How much the last season says (in working days, in ratings), and φ where weeks are few."""

    prior_days: int = 10
    star_prior: int = 40
    phi_arrivals: float = 2.0


class Earlier(NamedTuple):
    """What the time before tells: the last season's stars and working days, the company's stars.

    `weeks` are full weekly totals of ratings, of this and the last season.
    """

    stars: StarCounts = StarCounts()
    days: Fraction = Fraction(0)
    everyone: StarCounts = StarCounts()
    weeks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """What arrives and which stars it brings."""

    pace: Pace
    weights: StarWeights


@dataclass(frozen=True, slots=True)
class Forecast:
    """The probability of all forecast criteria together, and of each of them alone."""

    together: float
    alone: Mapping[Criterion, float]
    arrivals: Arrivals


def learn(
    stars: StarCounts,
    *,
    past: Fraction,
    earlier: Earlier,
    rules: ForecastRules = ForecastRules(),
) -> Model | None:
    """The model of a season after `past` working days; None where there is too little to say.

    `stars` are all of the season's ratings so far.
    """
    pace = learn_pace(
        stars.n,
        past=past,
        before=earlier.stars.n / earlier.days if earlier.days else None,
        prior_days=rules.prior_days,
        phi=unevenness(earlier.weeks, default=rules.phi_arrivals),
    )
    if pace is None:
        return None
    shares = usual_shares(earlier.stars, everyone=earlier.everyone)
    return Model(pace, star_weights(stars, shares=shares, prior=rules.star_prior))


def forecast(
    criteria: Criteria, stars: StarCounts, *, model: Model | None, left: Fraction
) -> Forecast | None:
    """The chances at the deadline, `left` working days ahead.

    Where the first N count, `stars` are those of the first N. None without a model, and where
    nothing is asked that could be forecast. With no day left it is 0 or 1.
    """
    asked = [one for one in criteria.asked if one in FORECAST]
    if not asked or (model is None and left > 0):
        return None
    arrivals = model.pace.arrivals(left) if model and left > 0 else Arrivals(0.0, 0.0)
    weights = model.weights if model else StarWeights(1.0, 1.0, 1.0, 1.0, 1.0)
    goals = [wanted(criteria, asked), *(wanted(criteria, [one]) for one in asked)]
    together, *alone = chances(goals, stars, arrivals=arrivals, weights=weights)
    return Forecast(together, dict(zip(asked, alone, strict=True)), arrivals)


class Wanted(NamedTuple):
    """What has to hold at the end, so that it can be counted in ratings and low ratings."""

    at_least: Fraction | None = None
    ratings: int = 0
    fives: int = 0
    share: Fraction | None = None
    #: The first so many ratings count, and no others.
    first: int | None = None


def wanted(criteria: Criteria, asked: Sequence[Criterion]) -> Wanted:
    """Some of the criteria as what has to hold at the end."""
    average = criteria.average if Criterion.AVERAGE in asked else None
    return Wanted(
        at_least=average.at_least if average else None,
        ratings=max(
            average.over if average else 0,
            (criteria.ratings or 0) if Criterion.RATINGS in asked else 0,
        ),
        fives=(criteria.fives or 0) if Criterion.FIVES in asked else 0,
        share=criteria.fives_share if Criterion.FIVES_SHARE in asked else None,
        first=criteria.first,
    )


def chances(
    goals: Sequence[Wanted], stars: StarCounts, *, arrivals: Arrivals, weights: StarWeights
) -> list[float]:
    """The probability of each goal after those arrivals.

    All goals count the same first ratings, or all do.
    """
    more, mass = _arriving(arrivals, first=goals[0].first, n=stars.n)
    return chances_among(goals, stars, more=more, mass=mass, weights=weights)


def chances_among(
    goals: Sequence[Wanted], stars: StarCounts, *, more: Ints, mass: Floats, weights: StarWeights
) -> list[float]:
    """The probability of each goal from numbers of ratings to come, ascending, with chances:

    Σ_M P(M) Σ_b P(b | M) · P(lost ≤ B(n+M) − L | b low ratings).
    """
    most_low = likely_most(int(more[-1]), a=weights.low, b=weights.five)
    lost = lost_stars(weights, most_low=most_low, most_lost=_most_lost(goals, stars, more))
    low, kept = _spaced(most_low + 1), _spaced(len(more))
    more, mass = more[kept], mass[kept] / mass[kept].sum()
    found = np.zeros(len(goals))
    for at in range(0, len(more), BLOCK):
        some = more[at : at + BLOCK]
        joint = beta_binomial(some, low, a=weights.low, b=weights.five)
        joint *= (mass[at : at + BLOCK] / joint.sum(axis=1))[:, None]
        found += [np.sum(joint * _holds(goal, stars, some, low, lost)) for goal in goals]
    return [float(chance) for chance in np.clip(np.round(found, DIGITS), 0.0, 1.0)]


def _spaced(n: int) -> Ints:
    """The numbers below `n`, or evenly spaced ones of them where there are too many."""
    return np.arange(0, n, -(-n // MOST_NUMBERS))


def _arriving(arrivals: Arrivals, *, first: int | None, n: int) -> tuple[Ints, Floats]:
    """Numbers of ratings to come with their chances; of the first N none after the N-th."""
    mass = np.exp(arrivals.log_chances())
    if first is not None and len(mass) > max(first - n, 0):
        last = max(first - n, 0)
        mass = np.append(mass[:last], mass[last:].sum())
    more = np.flatnonzero(mass > NEGLIGIBLE)
    return more, mass[more] / mass[more].sum()


def _most_lost(goals: Sequence[Wanted], stars: StarCounts, more: Ints) -> int:
    """The largest budget that any goal leaves; without an average nothing has to be counted."""
    most = stars.n + int(more[-1])
    targets = [goal.at_least for goal in goals if goal.at_least is not None]
    return max((budget(most, target) - stars.lost for target in targets), default=-1)


def _holds(goal: Wanted, stars: StarCounts, more: Ints, low: Ints, lost: LostStars) -> Floats:
    """The chance that a goal holds, by ratings to come (rows) and low ones of them (columns)."""
    n = stars.n + more
    fives = stars.five + more[:, None] - low[None, :]
    holds = ((n >= max(goal.ratings, 1))[:, None] & (fives >= goal.fives)).astype(np.float64)
    if goal.share is not None:
        holds *= fives * goal.share.denominator >= goal.share.numerator * n[:, None]
    if goal.at_least is not None:
        p, q = goal.at_least.numerator, goal.at_least.denominator
        holds *= lost.at_most(low, n * (5 * q - p) // q - stars.lost)
    return holds
