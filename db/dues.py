"""What the ruling pars make one expect of each kind of work, quarter by quarter, as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from db.days import Ints


@dataclass(frozen=True, slots=True)
class QuarterDues:
    """Lost stars a rating and fives a ticket by stratum id, in 1/10 000; -1 has no own par."""

    par4: Ints
    rho4: Ints
    g4: int
    f4: int

    def lost(self, strata: Ints) -> Ints:
        """Lost stars that a rating of each of these strata makes one expect."""
        return _looked_up(self.par4, strata, self.g4)

    def fives(self, strata: Ints) -> Ints:
        """Fives that a ticket of each of these strata makes one expect."""
        return _looked_up(self.rho4, strata, self.f4)


@dataclass(frozen=True, slots=True)
class Dues:
    """The ruling pars by the first day of their quarter; where none rules nothing is expected."""

    quarters: Mapping[int, QuarterDues] = field(default_factory=dict)

    def of(self, quarters: Ints, strata: Ints) -> tuple[Ints, Ints]:
        """What each pair of quarter and stratum makes one expect: lost stars, fives."""
        lost, fives = np.zeros_like(strata), np.zeros_like(strata)
        for quarter, dues in self.quarters.items():
            its = np.flatnonzero(quarters == quarter)
            if len(its):
                lost[its], fives[its] = dues.lost(strata[its]), dues.fives(strata[its])
        return lost, fives


def _looked_up(values: Ints, strata: Ints, unknown: int) -> Ints:
    """Values at the index of each stratum; `unknown` where there is none."""
    found = np.full_like(strata, -1)
    known = strata < len(values)
    found[known] = values[strata[known]]
    return np.where(found < 0, unknown, found)
