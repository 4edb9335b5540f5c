"""How ratings and fives may grow on every working day that is left: the fan of a burn-up chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from gamify.challenges.arrivals import quantiles
from gamify.challenges.forecast import Model
from gamify.challenges.lost_stars import StarWeights
from gamify.ratings import StarCounts

Floats = NDArray[np.float64]

#: The chances that what is drawn isn't exceeded.
LOW, MIDDLE, HIGH = 0.1, 0.5, 0.9


@dataclass(frozen=True, slots=True)
class Range:
    """A count that isn't exceeded with a chance of 10, 50 and 90 %."""

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class FanDay:
    """Ratings and fives of the season at the end of a working day."""

    day: date
    ratings: Range
    fives: Range


def fan(
    stars: StarCounts, *, model: Model, days: Sequence[date], left: Fraction
) -> tuple[FanDay, ...]:
    """The ranges at the end of each of the working days that are left, in their order.

    `left` are those days with today counted by its hours. Ratings follow the forecast exactly;
    fives the negative binomial distribution with the forecast's mean and variance of fives.
    """
    if not days:
        return ()
    times = np.array([float(left - after) for after in reversed(range(len(days)))])
    mean, spread = model.pace.ahead(np.maximum(times, 0.0))
    ratings = _ranges(mean, spread, so_far=stars.n)
    fives = _ranges(*fives_among(mean, spread, model.weights), so_far=stars.five)
    return tuple(FanDay(*each) for each in zip(days, ratings, fives, strict=True))


def fives_among(mean: Floats, spread: Floats, weights: StarWeights) -> tuple[Floats, Floats]:
    """Mean and variance of the fives among ratings to come whose mean and variance are given."""
    whole = sum(weights)
    share = weights.five / whole
    share2 = share * (weights.five + 1) / (whole + 1)
    variance = mean * (share - share2) + (spread + mean**2) * share2 - (mean * share) ** 2
    return mean * share, variance


def _ranges(mean: Floats, spread: Floats, *, so_far: int) -> list[Range]:
    columns = [quantiles(mean, spread, chance) + so_far for chance in (LOW, MIDDLE, HIGH)]
    return [Range(*each) for each in np.transpose(columns).tolist()]
