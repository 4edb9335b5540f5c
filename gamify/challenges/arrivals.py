"""How many ratings are still to come: Gamma–Poisson arrivals (SCORING E).

The rate of ratings a working day is learnt from this season and, with the weight of a few days,
from the last one. What is to come follows a negative binomial distribution.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import fmean, variance

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaincc, gammaln

Floats = NDArray[np.float64]

#: Weeks that tell how uneven arrivals are, and the bounds of what they may say.
LEAST_WEEKS, PHI_BOUNDS = 6, (1.0, 5.0)

#: Without a season before, this many ratings are needed to forecast from.
LEAST_RATINGS = 3

#: A variance this close to the mean is a Poisson distribution's: the other formula would divide
#: by next to nothing.
NEARLY_POISSON = 1e-6

#: Beyond so many deviations and so many times variance/mean over the mean there is nothing.
DEVIATIONS, SCALES = 12.0, 30.0


@dataclass(frozen=True, slots=True)
class Arrivals:
    """A number of ratings to come by its mean and variance; no variance, no ratings."""

    mean: float
    variance: float

    @property
    def reach(self) -> int:
        """A number that is practically never exceeded (chance below 1e-12)."""
        if self.mean <= 0:
            return 0
        spread = max(self.variance, self.mean)
        return int(self.mean + DEVIATIONS * spread**0.5 + SCALES * spread / self.mean) + 1

    def log_chances(self) -> Floats:
        """Logarithms of the chances of 0 to `reach` ratings."""
        m = np.arange(self.reach + 1, dtype=np.float64)
        if self.mean <= 0:
            return np.zeros(1)
        if self.variance <= self.mean * (1 + NEARLY_POISSON):
            return np.asarray(m * np.log(self.mean) - self.mean - gammaln(m + 1))
        shape, kept = _negative_binomial(self.mean, self.variance)
        return np.asarray(
            gammaln(m + shape)
            - gammaln(shape)
            - gammaln(m + 1)
            + shape * np.log(kept)
            + m * np.log1p(-kept)
        )

    def at_least(self, m: int) -> float:
        """The chance of `m` or more."""
        if m <= 0:
            return 1.0
        return float(1 - chance_of_at_most(np.array([m - 1]), np.array([self.mean]), self._var)[0])

    def quantile(self, chance: float) -> int:
        """The smallest number that isn't exceeded with at least that chance."""
        return int(quantiles(np.array([self.mean]), self._var, chance)[0])

    @property
    def _var(self) -> Floats:
        return np.array([self.variance])


@dataclass(frozen=True, slots=True)
class Pace:
    """What is known of the rate a working day: Gamma(shape, days), and the overdispersion φ."""

    shape: float
    days: float
    phi: float

    @property
    def rate(self) -> float:
        """Ratings a working day, λ = (a0 + n)/(b0 + d)."""
        return self.shape / self.days

    def ahead(self, left: Floats) -> tuple[Floats, Floats]:
        """Means and variances of the ratings in so many working days: μ = left·λ,
        φ·μ + left²·λ·φ/(b0 + d).
        """
        mean = left * self.rate
        return mean, self.phi * mean + left**2 * self.rate * self.phi / self.days

    def arrivals(self, left: Fraction) -> Arrivals:
        """The ratings in so many working days."""
        mean, spread = self.ahead(np.array([float(left)]))
        return Arrivals(mean=float(mean[0]), variance=float(spread[0]))


def learn_pace(
    n: int, *, past: Fraction, before: Fraction | None, prior_days: int, phi: float
) -> Pace | None:
    """The pace from `n` ratings in `past` working days and the last season's ratings a day.

    None if nothing can be said: no season before and fewer than three ratings or no time.
    """
    if before is None and (n < LEAST_RATINGS or past <= 0):
        return None
    days = prior_days if before is not None else 0
    shape = days * float(before or 0) + n
    return Pace(shape=shape, days=float(days + past), phi=phi)


def unevenness(weeks: Sequence[int], *, default: float) -> float:
    """φ: variance over mean of full weekly totals, clamped to 1..5; `default` below six weeks."""
    if len(weeks) < LEAST_WEEKS or not any(weeks):
        return default
    low, high = PHI_BOUNDS
    return min(max(variance(weeks) / fmean(weeks), low), high)


def chance_of_at_most(m: NDArray[np.int64], mean: Floats, spread: Floats) -> Floats:
    """The chances of at most `m` where mean and variance are given, element by element."""
    mean, spread = np.maximum(mean, 1e-300), np.maximum(spread, 1e-300)
    is_poisson = spread <= mean * (1 + NEARLY_POISSON)
    shape, kept = _negative_binomial(mean, np.where(is_poisson, 2 * mean, spread))
    at = np.maximum(m, 0) + 1.0
    found = np.where(is_poisson, gammaincc(at, mean), betainc(shape, at, kept))
    return np.where(m < 0, 0.0, found)


def quantiles(mean: Floats, spread: Floats, chance: float) -> NDArray[np.int64]:
    """The smallest numbers that aren't exceeded with at least that chance; 0 of nothing."""
    most = max(
        (Arrivals(*pair).reach for pair in zip(mean.tolist(), spread.tolist(), strict=True)),
        default=0,
    )
    low = np.full(len(mean), -1, dtype=np.int64)
    high = np.full(len(mean), most, dtype=np.int64)
    while np.any(high - low > 1):
        middle = (low + high) // 2
        is_enough = chance_of_at_most(middle, mean, spread) >= chance
        low, high = np.where(is_enough, low, middle), np.where(is_enough, middle, high)
    return high


def _negative_binomial(mean: Floats | float, spread: Floats | float) -> tuple[Floats, Floats]:
    """The number of failures and the chance of one, of that mean and variance."""
    return np.asarray(mean**2 / (spread - mean)), np.asarray(mean / spread)
