"""How much better somebody's figures are than before, measured by chance (SCORING D)."""

from __future__ import annotations

from fractions import Fraction
from math import floor, sqrt
from typing import NamedTuple

from gamify.handicap.published import PAR

#: An improvement is rounded to millionths before it ranks anyone.
STEPS = 10**6


class Record(NamedTuple):
    """Lost stars of some quarters and what was due, of a person and of the whole company.

    `due` is in 1/10 000 lost stars, by the same par for all quarters that are compared.
    """

    lost: int
    due: int
    everyone_lost: int
    everyone_due: int

    @property
    def ratio(self) -> Fraction | None:
        """Lost stars to par against the company's own ratio; None where there is none."""
        if not self.due or not self.everyone_lost:
            return None
        return Fraction(self.lost * self.everyone_due, self.due * self.everyone_lost)


def improvement(*, now: Record, base: Record, phi: float, unit: int = 1) -> Fraction | None:
    """By how many standard deviations fewer stars are lost than in the base quarters.

    z = (L_b/E_b/R_b − L_n/E_n/R_n) / √(φ·(1/E_n + 1/E_b)), R the company's ratio (SCORING D),
    in millionths. Records in credit units come with their `unit`. None where either record has
    no ratings, or its company lost no star.
    """
    before, after = base.ratio, now.ratio
    if before is None or after is None:
        return None
    chance = sqrt(phi * PAR * unit * (1 / now.due + 1 / base.due))
    return Fraction(floor(float(before - after) / chance * STEPS + 0.5), STEPS)
