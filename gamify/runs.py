"""Runs of fives in a row, of one person."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from gamify.ratings import CREDIT, StarCounts


class Runs(NamedTuple):
    """Fives in a row: those since the latest other rating, and the most of the season."""

    current: int
    longest: int


def runs_of(ratings: Iterable[StarCounts]) -> Runs:
    """The runs of ratings in the order in which they came, each as credit units.

    As in the nomination “Clean sheet”, a rating counts with half of its credit or more.
    """
    current = longest = 0
    for units in ratings:
        if 2 * units.n < CREDIT:
            continue
        current = current + 1 if units.five else 0
        longest = max(longest, current)
    return Runs(current, longest)
