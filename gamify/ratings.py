"""What a rating is made of: its stars, counted."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

#: Credit units of one rating (SCORING C): divides evenly among 1 to 12 engineers.
CREDIT = 27_720


class ExclusionReason(StrEnum):
    """Why a lead took a rating out of the standings; it stays visible as excluded."""

    PRODUCT_FAULT = "product_fault"
    POLICY = "policy"
    WRONG_PERSON = "wrong_person"
    DUPLICATE = "duplicate"
    ABUSE = "abuse"
    #: A program seems to have sent it, by the links of a mail; it counts once a person confirms.
    UNCONFIRMED = "unconfirmed"


class StarCounts(NamedTuple):
    """How many ratings (or credit units) there are of each number of stars.

    The order is that of the interface, best first: `StarCounts(85, 1, 0, 0, 0)` is 85 fives
    and one four. Everything derived is an exact integer in the same unit. Standings of
    thousands make thousands of these, and a named tuple is made in a third of the time of a
    frozen dataclass.
    """

    five: int = 0
    four: int = 0
    three: int = 0
    two: int = 0
    one: int = 0

    @property
    def n(self) -> int:
        """How many there are in all."""
        return self.five + self.four + self.three + self.two + self.one

    @property
    def total(self) -> int:
        """The sum of stars."""
        return 5 * self.five + 4 * self.four + 3 * self.three + 2 * self.two + self.one

    @property
    def lost(self) -> int:
        """The sum of lost stars, 5 − stars (SCORING 0)."""
        return self.four + 2 * self.three + 3 * self.two + 4 * self.one

    @property
    def lost2(self) -> int:
        """The sum of squared lost stars (SCORING A3)."""
        return self.four + 4 * self.three + 9 * self.two + 16 * self.one

    @property
    def average(self) -> Fraction | None:
        """The plain average, exact; None without ratings (SCORING A1)."""
        return Fraction(self.total, self.n) if self.n else None

    def as_tuple(self) -> tuple[int, int, int, int, int]:
        """The five counts, best first."""
        return self.five, self.four, self.three, self.two, self.one

    def __add__(self, other: StarCounts) -> StarCounts:  # type: ignore[override]
        return StarCounts(
            self.five + other.five,
            self.four + other.four,
            self.three + other.three,
            self.two + other.two,
            self.one + other.one,
        )

    def __sub__(self, other: StarCounts) -> StarCounts:
        return StarCounts(
            self.five - other.five,
            self.four - other.four,
            self.three - other.three,
            self.two - other.two,
            self.one - other.one,
        )


def all_together(units: Iterable[StarCounts]) -> StarCounts:
    """The sum of many, column by column; nothing for none."""
    return StarCounts(*map(sum, zip(*units, strict=True)))
