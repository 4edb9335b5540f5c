"""What a challenge asks for: criteria in any combination, as exact values.

A criterion that isn't asked for is None. All that are have to hold together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class CountMode(StrEnum):
    """Which ratings count: all up to the deadline, or the first N alone."""

    AT_LEAST = "at_least"
    FIRST_N = "first_n"


class Criterion(StrEnum):
    """What a challenge may ask for."""

    AVERAGE = "average"
    RATINGS = "ratings"
    FIVES = "fives"
    FIVES_SHARE = "fives_share"
    RESPONSE = "response"
    SOLVING = "solving"


@dataclass(frozen=True, slots=True)
class AverageGoal:
    """An average of at least so many stars over at least so many ratings."""

    at_least: Fraction
    over: int


@dataclass(frozen=True, slots=True)
class SolvingGoal:
    """Half of the tickets solved within so many minutes, while the average is at least that.

    The average is the gate: speed never pays at the cost of quality.
    """

    minutes: int
    average: Fraction


@dataclass(frozen=True, slots=True)
class Criteria:
    """Everything that a challenge asks for. Shares are parts of 1.

    `ratings` and `fives` are counts; `fives_share` is the part of the ratings that are fives,
    `response` the part of the tickets that are rated.
    """

    average: AverageGoal | None = None
    ratings: int | None = None
    fives: int | None = None
    fives_share: Fraction | None = None
    response: Fraction | None = None
    solving: SolvingGoal | None = None
    count_mode: CountMode = CountMode.AT_LEAST

    @property
    def asked(self) -> tuple[Criterion, ...]:
        """The criteria there are, in the order in which they are shown."""
        return tuple(one for one in Criterion if getattr(self, one) is not None)

    @property
    def checked(self) -> tuple[Criterion, ...]:
        """What is checked: the criteria, and the count that belongs to an average."""
        counted = {Criterion.RATINGS} if self.average is not None else set()
        return tuple(one for one in Criterion if one in counted.union(self.asked))

    @property
    def least_ratings(self) -> int:
        """How many ratings are needed, by the average or by the count; 0 if neither asks."""
        return max(self.average.over if self.average else 0, self.ratings or 0)

    @property
    def first(self) -> int | None:
        """How many ratings count at most; None where all of the season's do."""
        if self.count_mode is CountMode.FIRST_N and self.average is not None:
            return self.average.over
        return None
