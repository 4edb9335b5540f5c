"""The speed index: how many tickets were solved faster than their kind usually takes (SCORING D).

Medians, not means: dropped calls and one stuck ticket can't move them.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: So many tickets are borrowed, half of them faster than the median.
BORROWED = 20


class Pace(NamedTuple):
    """How many of the tickets were faster than the median; one just as fast counts a half."""

    faster: Fraction
    tickets: int


def pace_of(minutes: Ints, medians: Ints) -> Pace:
    """The pace of tickets from their minutes and the frozen medians of their kinds of work.

    Both columns are equally long; a negative number is unknown, and its ticket isn't counted.
    """
    known = (minutes >= 0) & (medians >= 0)
    ahead = np.sign(medians[known] - minutes[known])
    return Pace(Fraction(int((ahead + 1).sum()), 2), int(known.sum()))


def speed_index(*, faster: Fraction, tickets: int) -> Fraction:
    """The share of faster tickets in per cent, with 20 borrowed at a half, exact.

    100·(2F + 20) / (2·(T + 20)) (SCORING D); without tickets it is 50.
    """
    return 100 * (2 * faster + BORROWED) / (2 * (tickets + BORROWED))
