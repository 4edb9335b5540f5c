"""The speed index (SCORING D)."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from gamify.averages import show_average
from gamify.handicap.speed import Pace, pace_of, speed_index


def minutes(*numbers: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    return np.array(numbers, dtype=np.int64)


def test_the_speed_index_has_its_known_answer() -> None:
    index = speed_index(faster=Fraction(66), tickets=100)
    assert (index, show_average(index, decimals=1)) == (Fraction(190, 3), "63.3")


def test_a_ticket_just_as_fast_as_the_median_counts_a_half() -> None:
    assert pace_of(minutes(10, 20, 30, 0), minutes(20, 20, 20, 20)) == Pace(Fraction(5, 2), 4)


def test_each_ticket_is_measured_by_the_median_of_its_own_kind() -> None:
    assert pace_of(minutes(50, 50), minutes(40, 60)) == Pace(Fraction(1), 2)


def test_tickets_without_a_time_or_a_median_are_not_counted() -> None:
    assert pace_of(minutes(-1, 10, 10), minutes(20, -1, 20)) == Pace(Fraction(1), 1)


def test_without_tickets_the_pace_is_the_usual_one() -> None:
    assert pace_of(minutes(), minutes()) == Pace(Fraction(0), 0)
    assert speed_index(faster=Fraction(0), tickets=0) == 50
