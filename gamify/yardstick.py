"""What a team table is ranked by: plain, steady, or fair with kinds of work evened out.

All three are one formula. With lost stars L and what was due D of a unit, and B borrowed at
the season's common rate, the average is 5 − w·(L·D_all + B·L_all) / (D_all·(D + B)). Plain and
steady have a rating for a due and w = 1, plain borrows nothing (SCORING A1, A2); fair has par
for a due and w = g4 (SCORING B2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from gamify.handicap.fair import BEST, fair_intervals, fair_posterior
from gamify.ratings import StarCounts
from gamify.standings import Interval, RankMode, Strength
from gamify.uncertainty import intervals, posterior

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Borrowing:
    """How much a mode borrows: `k` ratings at the common rate, which is worth `g4` of par."""

    mode: RankMode
    k: int
    g4: int = 0

    def yardstick(self, everyone: StarCounts, everyone_due: int) -> Yardstick:
        """The yardstick of a season, or of a part of it, from the sums of everyone."""
        if self.mode is RankMode.FAIR:
            return Yardstick(self, everyone, everyone_due, self.k * self.g4, self.g4)
        borrowed = self.k if self.mode is RankMode.STEADY else 0
        return Yardstick(self, everyone, everyone.n, borrowed, 1)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """A mode's formula with the sums of a season filled in."""

    borrowing: Borrowing
    everyone: StarCounts
    everyone_due: int
    #: B and w of the formula.
    borrowed: int
    weight: int

    def due(self, stars: StarCounts, expected: int) -> int:
        """What is due of a unit: its ratings, or what par expects of them."""
        return expected if self.borrowing.mode is RankMode.FAIR else stars.n

    def average(self, stars: StarCounts, expected: int) -> Fraction | None:
        """The average of a unit, exact; None without ratings."""
        due = self.due(stars, expected)
        if not due or not self.everyone_due:
            return None
        lost = stars.lost * self.everyone_due + self.borrowed * self.everyone.lost
        whole = self.everyone_due * (due + self.borrowed)
        return Fraction(BEST * whole - self.weight * lost, whole)

    def scale(self, dues: Sequence[int]) -> int:
        """By what losses are to be multiplied so that cut to integers they keep their order.

        Two fractions whose denominators are at most d differ by at least 1/d².
        """
        return max(((due + self.borrowed) ** 2 for due in dues), default=1)

    def loss(self, stars: StarCounts, due: int, scale: int) -> int:
        """A number that orders units like their averages, the best unit lowest."""
        lost = stars.lost * self.everyone_due + self.borrowed * self.everyone.lost
        return scale * lost // (due + self.borrowed)

    def intervals(
        self, units: Sequence[tuple[StarCounts, int]], *, strength: Strength, coverage: float
    ) -> list[Interval | None]:
        """The interval of each unit's true average; None where nothing can be said."""
        if self.borrowing.mode is RankMode.FAIR:
            return fair_intervals(
                [(stars.lost, due) for stars, due in units],
                everyone=(self.everyone.lost, self.everyone_due),
                g4=self.weight,
                strength=strength,
                coverage=coverage,
            )
        stars = [stars for stars, _ in units]
        return intervals(stars, everyone=self.everyone, strength=strength, coverage=coverage)

    def posterior(
        self, units: Sequence[tuple[StarCounts, int]], *, strength: Strength
    ) -> tuple[Floats, Floats]:
        """Gamma shapes and rates of the units' ratios; everyone must have lost a star."""
        if self.borrowing.mode is RankMode.FAIR:
            return fair_posterior(
                [(stars.lost, due) for stars, due in units],
                everyone=(self.everyone.lost, self.everyone_due),
                g4=self.weight,
                strength=strength,
            )
        return posterior([stars for stars, _ in units], everyone=self.everyone, strength=strength)
