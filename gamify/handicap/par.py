"""The par of each kind of work: what customers usually take off it, whoever handles it.

A strong team must not make its own tickets look easy. So kinds of work and the units that
handle them are fitted together: a unit's ratio scales what its work makes one expect.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gamify.handicap.published import PAR

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

#: The fit ends when no unit's ratio moves by more, or after so many rounds.
CLOSE, MOST_ROUNDS = 1e-10, 500

#: What lies so little under a half is taken as one: the fit is no closer than that, and sums of
#: floats depend on the order of units in their last bits.
HAIR = 1e-6


@dataclass(frozen=True, slots=True)
class WorkSums:
    """Sums of a window by unit and kind of work; all columns are equally long.

    `n` are ratings and `lost` lost stars, or tickets and fives. A pair of unit and stratum may
    come in several rows: they are added up.
    """

    unit: Ints
    stratum: Ints
    n: Ints
    lost: Ints


@dataclass(frozen=True, slots=True)
class ParFit:
    """A fitted par: lost stars a rating of each stratum and on the whole, in 1/10 000."""

    par4: dict[int, int]
    g4: int
    #: Rounds that the fit took; 0 where nothing was to be fitted.
    rounds: int


def fit_par(sums: WorkSums, *, kh: float = 10, kr: float = 5, unit_size: int = 1) -> ParFit:
    """Par by alternating scaling of strata and units, with ridges (SCORING B1).

    `kh` ratings at the common rate are lent to each stratum, `kr` lost stars at par to each
    unit; both must be positive. Sums in credit units are divided by `unit_size`. With tickets
    for ratings and fives for lost stars it gives fives a ticket; where fives are credit units,
    tickets are to be multiplied by the same number. Where nothing was lost every par is 1, the
    least there is. It takes memory for a number of each pair of unit and stratum.
    """
    strata, column = np.unique(sums.stratum, return_inverse=True)
    n, lost = int(sums.n.sum()), int(sums.lost.sum())
    if not n or not lost:
        return ParFit(dict.fromkeys(strata.tolist(), 1), g4=1, rounds=0)
    units, row = np.unique(sums.unit, return_inverse=True)
    ratings = np.bincount(row * len(strata) + column, sums.n, len(units) * len(strata))
    rates, rounds = _fit(
        ratings.reshape(len(units), len(strata)) / unit_size,
        lost_by_unit=np.bincount(row, sums.lost, len(units)) / unit_size,
        lost_by_stratum=np.bincount(column, sums.lost, len(strata)) / unit_size,
        ridges=(kh * lost / n, kh, kr),
    )
    par4 = np.maximum(1, np.floor(rates * PAR + 0.5 + HAIR)).astype(np.int64)
    return ParFit(
        par4=dict(zip(strata.tolist(), par4.tolist(), strict=True)),
        g4=max(1, (2 * PAR * lost + n) // (2 * n)),
        rounds=rounds,
    )


def _fit(
    n: Floats,
    *,
    lost_by_unit: Floats,
    lost_by_stratum: Floats,
    ridges: tuple[float, float, float],
) -> tuple[Floats, int]:
    """Lost stars a rating of each stratum, and the rounds taken. `n` is units × strata.

    The ridges are the lost stars and ratings lent to a stratum, and the lost stars of a unit.
    """
    lent, kh, kr = ridges
    total = lost_by_unit.sum()
    ratios, rounds, step = np.ones(len(n)), 0, np.inf
    while rounds < MOST_ROUNDS and step >= CLOSE:
        due = n @ ((lost_by_stratum + lent) / (ratios @ n + kh))
        fitted = (lost_by_unit + kr) / (due + kr)
        fitted *= total / (fitted @ due)
        step = float(np.abs(fitted - ratios).max())
        ratios, rounds = fitted, rounds + 1
    rates = (lost_by_stratum + lent) / (ratios @ n + kh)
    rates *= total / (n @ rates).sum()
    return rates, rounds
