"""What ratings to come will be: Dirichlet-multinomial stars (SCORING E).

Everything is computed from logarithms of the Gamma function, so that nothing overflows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtr

from gamify.ratings import StarCounts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: Ratings of the whole company that stand behind the last season's shares of stars.
COMPANY_RATINGS = 60

#: Cells of the exact table of lost stars; beyond, the extra lost stars are taken as normal with
#: their exact mean and variance, which at such sizes differs by less than is shown.
LARGEST_TABLE = 500_000

#: A tail that is left out, and a single chance that is.
TAIL, NEGLIGIBLE = 1e-9, 1e-13


class StarWeights(NamedTuple):
    """The Dirichlet's α, best stars first."""

    five: float
    four: float
    three: float
    two: float
    one: float

    @property
    def low(self) -> float:
        """α of all ratings that lose a star."""
        return self.four + self.three + self.two + self.one


def usual_shares(before: StarCounts, *, everyone: StarCounts) -> tuple[float, ...]:
    """π: the last season's shares of stars, with 60 ratings borrowed from the whole company."""
    return tuple(
        (mine + COMPANY_RATINGS * (theirs + 0.5) / (everyone.n + 2.5))
        / (before.n + COMPANY_RATINGS)
        for mine, theirs in zip(before, everyone, strict=True)
    )


def star_weights(stars: StarCounts, *, shares: tuple[float, ...], prior: float) -> StarWeights:
    """α_s = prior·π_s + count_s."""
    return StarWeights(*(prior * share + n for share, n in zip(shares, stars, strict=True)))


def beta_binomial(trials: Ints, k: Ints, *, a: float, b: float) -> Floats:
    """The chances of `k` successes (columns) in so many trials (rows)."""
    longest = np.arange(int(trials.max(initial=0)) + 1)
    rest = trials[:, None] - k[None, :]
    is_possible = rest >= 0
    failures = (gammaln(longest + b) - gammaln(longest + 1.0))[np.maximum(rest, 0)]
    successes = gammaln(k + a) - gammaln(k + 1.0)
    whole = gammaln(trials + 1.0) - gammaln(trials + a + b)
    one = gammaln(a + b) - gammaln(a) - gammaln(b)
    failures += successes[None, :]
    failures += (whole + one)[:, None]
    return np.where(is_possible, np.exp(failures, out=failures), 0.0)


def likely_most(trials: int, *, a: float, b: float) -> int:
    """The number of successes that is practically never exceeded."""
    chances = beta_binomial(np.array([trials]), np.arange(trials + 1), a=a, b=b)[0]
    above = np.cumsum(chances[::-1])[::-1]
    return max(int(np.searchsorted(-above, -TAIL, side="right")) - 1, 0)


@dataclass(frozen=True, slots=True)
class LostStars:
    """How many stars a number of low ratings lose: at least one each, and extra ones.

    `cumulative[b, e]` is the chance that `b` low ratings lose at most `b + e` stars; without it
    the normal distribution stands in.
    """

    weights: StarWeights
    cumulative: Floats | None

    def at_most(self, low: Ints, lost: Ints) -> Floats:
        """The chances that `low` ratings (columns) lose at most `lost` stars (rows)."""
        extra = lost[:, None] - low[None, :]
        if self.cumulative is None:
            return self._normal(low, extra)
        inside = np.clip(extra, 0, self.cumulative.shape[1] - 1)
        rows = np.minimum(low, self.cumulative.shape[0] - 1)
        return np.where(extra < 0, 0.0, self.cumulative[rows[None, :], inside])

    def _normal(self, low: Ints, extra: Ints) -> Floats:
        alpha = np.array(self.weights[1:])
        shares, lost = alpha / alpha.sum(), np.arange(4)
        mean = float(shares @ lost)
        spread = float(shares @ lost**2) - mean**2
        variance = low * spread * (low + alpha.sum()) / (1 + alpha.sum())
        distance = extra + 0.5 - low * mean
        found = ndtr(distance / np.sqrt(np.maximum(variance, NEGLIGIBLE))[None, :])
        return np.where(extra < 0, 0.0, np.where(extra >= 3 * low, 1.0, found))


def lost_stars(weights: StarWeights, *, most_low: int, most_lost: int) -> LostStars:
    """The distribution for up to `most_low` low ratings and `most_lost` lost stars."""
    low = max(min(most_low, most_lost), 0)
    worst = [
        likely_most(low, a=weights[at], b=sum(weights[1:at])) if low else 0 for at in (2, 3, 4)
    ]
    extra = max(min(most_lost, sum(n * times for times, n in enumerate(worst, start=1))), 0)
    if (low + 1) * (extra + 1) > LARGEST_TABLE:
        return LostStars(weights, None)
    table = extra_lost(weights, low=low, extra=extra)
    return LostStars(weights, np.minimum(np.cumsum(table, axis=1), 1.0))


def extra_lost(weights: StarWeights, *, low: int, extra: int) -> Floats:
    """The chances that 0..low low ratings (rows) lose 0..extra stars more than one each.

    Q of SCORING E with l = b + e: fours lose nothing extra, threes 1, twos 2, ones 3.
    """
    trials = np.arange(low + 1)
    table = beta_binomial(trials, np.arange(extra + 1), a=weights.three, b=weights.four)
    for times in (2, 3):
        a, b = weights[1 + times], sum(weights[1 : 1 + times])
        most = min(extra // times, likely_most(low, a=a, b=b) if low else 0)
        shares = beta_binomial(trials, np.arange(most + 1), a=a, b=b)
        added = shares[:, :1] * table
        for x in range(1, most + 1):
            first = max(x, int(np.argmax(shares[:, x] > NEGLIGIBLE)))
            some = table[first - x : low + 1 - x, : extra + 1 - times * x]
            added[first:, times * x :] += shares[first:, x : x + 1] * some
        table = added
    return table
