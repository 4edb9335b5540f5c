"""Averages with kinds of work evened out: the fair average and how sure it is (SCORING B2, A4).

What was due of a unit is its ratings times their par, in 1/10 000 lost stars: `due` is the
SCORING's E4 = Σ n·par4. Sums in credit units come with their `unit`, 27 720.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import inf

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaincinv

from gamify.handicap.published import PAR
from gamify.ratings import StarCounts
from gamify.standings import Interval, Strength
from gamify.strength import clamp_borrowed, dispersion, spread

Floats = NDArray[np.float64]

#: The most stars that a rating has.
BEST = 5


def fair_average(
    *, lost: int, due: int, everyone_lost: int, everyone_due: int, g4: int, k: int, unit: int = 1
) -> Fraction | None:
    """The average on the common mix of work with `k` ratings borrowed, exact; None without any.

    5 − g4·(L·E4_all + K·g4·L_all) / (E4_all·(E4 + K·g4)), sums over the season (SCORING B2).
    With one kind of work it is the steady average. Far more lost stars than par can bring it
    under 1; it isn't held there, so that units keep their order.
    """
    if not due or not everyone_due:
        return None
    borrowed = k * g4 * unit
    return BEST - Fraction(
        g4 * (lost * everyone_due + borrowed * everyone_lost), everyone_due * (due + borrowed)
    )


def par_average(*, n: int, due: int) -> Fraction | None:
    """The average that par gives these ratings, exact; None without ratings.

    `n` and `due` are both in whole ratings or both in credit units.
    """
    return Fraction(BEST * PAR * n - due, PAR * n) if n else None


def stars_saved(*, lost: int, due: int, unit: int = 1) -> Fraction:
    """Stars that customers usually take off these tickets less those they took, exact."""
    return Fraction(due - PAR * lost, PAR * unit)


def fair_strength(
    quarters: Sequence[Sequence[tuple[StarCounts, int]]],
    *,
    g4: int,
    default: int,
    bounds: tuple[int, int],
    unit: int = 1,
) -> Strength:
    """Strength from each quarter's units: their stars and what was due by this season's par.

    The borrowed ratings K = φ/(τ²·G) are held within `bounds`; where nothing can be told they
    are the `default` (SCORING A3 with O = lost, E = due, G = g4).
    """
    seen = [[(stars.lost / unit, due / (PAR * unit)) for stars, due in each] for each in quarters]
    phi = dispersion(stars for quarter in quarters for stars, _ in quarter)
    tau2 = spread(seen, phi=phi)
    if tau2 is None:
        return Strength(phi=phi, tau2=None, k=default)
    scale = tau2 * g4 / PAR
    return Strength(
        phi=phi, tau2=tau2, k=clamp_borrowed(phi / scale if scale > 0 else inf, *bounds)
    )


def fair_posterior(
    units: Sequence[tuple[int, int]],
    *,
    everyone: tuple[int, int],
    g4: int,
    strength: Strength,
    unit: int = 1,
) -> tuple[Floats, Floats]:
    """Gamma shapes and rates of the units' ratios of lost stars to par (SCORING A4).

    Units and `everyone` are pairs (lost, due); everyone must have lost a star.
    """
    lost, due = (np.array(column, dtype=np.float64) for column in _columns(units))
    ratio = PAR * everyone[0] / everyone[1]
    borrowed = strength.k * g4 / PAR
    return (
        (lost / unit + borrowed * ratio) / strength.phi,
        (due / (PAR * unit) + borrowed) / strength.phi,
    )


def fair_intervals(
    units: Sequence[tuple[int, int]],
    *,
    everyone: tuple[int, int],
    g4: int,
    strength: Strength,
    coverage: float,
    unit: int = 1,
) -> list[Interval | None]:
    """The interval of each unit's true average on the common mix of work, in stars.

    5 − G·q of the Gamma posterior, held within 1 and 5; None for a unit without ratings, and
    for all where nobody lost a star: then there is no scale to measure uncertainty on.
    """
    if not units or not everyone[0] or not everyone[1]:
        return [None] * len(units)
    shapes, rates = fair_posterior(units, everyone=everyone, g4=g4, strength=strength, unit=unit)
    tail = (1 - coverage) / 2
    ratios = gammaincinv(shapes, np.array([[1 - tail], [tail]])) / rates
    low, high = np.clip(BEST - g4 / PAR * ratios, 1.0, BEST).tolist()
    return [
        Interval(*ends) if due else None
        for (_, due), ends in zip(units, zip(low, high, strict=True), strict=True)
    ]


def _columns(units: Sequence[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [lost for lost, _ in units], [due for _, due in units]
