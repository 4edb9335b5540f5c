"""How sure a table is: intervals of averages and the chance of truly being first (SCORING A4, A5).

What is estimated is a unit's ratio of lost stars to what the common average makes one expect.
Its posterior is a Gamma distribution; the lower the ratio, the better the unit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import log

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincc, gammaincinv, gammaln

from gamify.ratings import StarCounts
from gamify.standings import Interval, Lead, LeadLabel, Rules, Strength

Floats = NDArray[np.float64]

#: Points at which the integral for the chance of being first is evaluated.
POINTS = 128

#: Chance of the best ratio's lying below or above all points; it bounds what is left out.
TAIL = 1e-12

#: Logarithm of a chance that changes no digit of a sum.
NEGLIGIBLE = 3 * log(TAIL)


def posterior(
    units: Sequence[StarCounts], *, everyone: StarCounts, strength: Strength
) -> tuple[Floats, Floats]:
    """Gamma shapes and rates of the units' ratios. `everyone` must have lost a star."""
    common = everyone.lost / everyone.n
    lost = np.array([stars.lost for stars in units], dtype=np.float64)
    due = np.array([stars.n for stars in units], dtype=np.float64) * common
    borrowed = strength.k * common
    return (lost + borrowed) / strength.phi, (due + borrowed) / strength.phi


def intervals(
    units: Sequence[StarCounts], *, everyone: StarCounts, strength: Strength, coverage: float
) -> list[Interval | None]:
    """The interval of each unit's true average, in stars; None where nothing can be said.

    Without a lost star in the whole season there is no scale to measure uncertainty on.
    """
    if not units or not everyone.lost:
        return [None] * len(units)
    shapes, rates = posterior(units, everyone=everyone, strength=strength)
    tail = (1 - coverage) / 2
    ratios = gammaincinv(shapes, np.array([[1 - tail], [tail]])) / rates
    low, high = np.clip(5 - everyone.lost / everyone.n * ratios, 1.0, 5.0).tolist()
    return [
        Interval(*ends) if stars.n else None
        for stars, ends in zip(units, zip(low, high, strict=True), strict=True)
    ]


def chances_of_being_first(shapes: Floats, rates: Floats) -> list[float]:
    """The probability of each unit that its ratio is the lowest; they sum to 1.

    P_i = ∫ f_i · Π_{j≠i} (1 − F_j) dr by Gauss and Legendre's rule; no random numbers.
    """
    if len(shapes) == 0:
        return []
    logarithms, weights = _log_ratios(shapes, rates)
    scaled_logarithms = np.log(rates)[:, None] + logarithms
    scaled = np.exp(scaled_logarithms)
    matter = slice(_reach(shapes, scaled))
    scaled, scaled_logarithms = scaled[:, matter], scaled_logarithms[:, matter]
    logs = _log_above(shapes[:, None], scaled)
    density = shapes[:, None] * scaled_logarithms - scaled - gammaln(shapes)[:, None]
    chances = np.exp(density + logs.sum(axis=0) - logs) @ weights[matter]
    return [float(chance) for chance in chances / chances.sum()]


def judge_lead(chances: Sequence[tuple[int, float]], *, rules: Rules) -> Lead | None:
    """The evidence behind place 1 from ids and chances in table order; None below two units.

    Contenders are the smallest set, most probable first, that holds the best unit with the
    probability `contender_mass`.
    """
    if len(chances) < 2:
        return None
    leading = chances[0][1]
    by_chance = sorted(chances, key=lambda unit: (-unit[1], unit[0]))
    held = accumulate(chance for _, chance in by_chance)
    needed = 1 + sum(mass < rules.contender_mass for mass in held)
    return Lead(
        label=_label(leading, rules),
        probability=leading,
        contenders=tuple(unit for unit, _ in by_chance[:needed]),
    )


def _label(leading: float, rules: Rules) -> LeadLabel:
    if leading >= rules.clear:
        return LeadLabel.CLEAR
    return LeadLabel.AHEAD if leading >= rules.ahead else LeadLabel.TOO_CLOSE


def _log_ratios(shapes: Floats, rates: Floats) -> tuple[Floats, Floats]:
    """Logarithms of points over all that the best ratio can be, and their weights in an integral.

    The points are Gauss and Legendre's in the ratio's cube root. A shape under 1/3 piles up at
    zero, where a higher root keeps its distribution smooth.
    """
    power = max(3.0, 1 / float(shapes.min()))
    ends = gammaincinv(shapes[:, None], np.array([TAIL, 1 - TAIL])) / rates[:, None]
    first, last = ends.min(axis=0) ** (1 / power)
    points, weights = _gauss_legendre()
    half = (last - first) / 2
    roots = first + half * (points + 1)
    return power * np.log(roots), weights * half * power / roots


def _reach(shapes: Floats, scaled: Floats) -> int:
    """How many of the points matter: beyond them nobody is left whom no other has passed.

    Among many units that are alike these are a good part, and points are what takes the time.
    """

    def is_passed(point: int) -> bool:
        logs = _log_above(shapes, scaled[:, point])
        return bool(logs.sum() - logs.min() < NEGLIGIBLE)

    return bisect_left(range(scaled.shape[1]), x=True, key=is_passed)


def _log_above(shapes: Floats, scaled: Floats) -> Floats:
    """Logarithms of the chances that ratios lie above points."""
    above: Floats = np.maximum(gammaincc(shapes, scaled), np.finfo(float).tiny)
    return np.log(above)


@lru_cache(maxsize=1)
def _gauss_legendre() -> tuple[Floats, Floats]:
    points, weights = np.polynomial.legendre.leggauss(POINTS)
    return points, weights
