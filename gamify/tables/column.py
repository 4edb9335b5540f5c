"""A column of a table that goes out: its name, its type, what it means, and how it is spread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from gamify.averages import cut

#: One row of a table: a value for each of its columns, None where there is none.
Row = tuple[Any, ...]


class Kind(StrEnum):
    """What stands in a column.

    Averages, credits (ratings, of which people may share one) and exact scores are fractions; a
    day is a date, an instant an aware time.
    """

    TEXT = "text"
    WHOLE = "whole"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"
    AVERAGE = "average"
    CREDITS = "credits"
    EXACT = "exact"


#: What files hold as three columns: cut to two decimals, then exactly as two integers.
FRACTIONS: Final = frozenset({Kind.AVERAGE, Kind.CREDITS, Kind.EXACT})
DECIMALS: Final = 2
_SPREAD: Final = ("", "_numerator", "_denominator")


@dataclass(frozen=True, slots=True)
class Column:
    """A column. Its name is the same in every language; `meaning` is translated when shown."""

    name: str
    kind: Kind
    meaning: str


class Wire(StrEnum):
    """What stands in a column of a file."""

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    FLAG = "flag"
    DAY = "day"
    INSTANT = "instant"


def wires(columns: Sequence[Column]) -> list[tuple[str, Wire]]:
    """The columns of a file: a fraction is a decimal number with a numerator and a denominator."""
    found: list[tuple[str, Wire]] = []
    for column in columns:
        if column.kind in FRACTIONS:
            kinds = (Wire.DECIMAL, Wire.WHOLE, Wire.WHOLE)
            found += [(column.name + end, kind) for end, kind in zip(_SPREAD, kinds, strict=True)]
        else:
            found.append((column.name, Wire(column.kind.value)))
    return found


def spreader(columns: Sequence[Column]) -> Callable[[Row], Row]:
    """What makes a row of a table a row of a file."""
    kinds = [column.kind in FRACTIONS for column in columns]
    if not any(kinds):
        return tuple

    def spread(row: Row) -> Row:
        return tuple(_spread(row, kinds))

    return spread


def _spread(row: Row, kinds: Sequence[bool]) -> Iterator[Any]:
    for value, is_fraction in zip(row, kinds, strict=True):
        if not is_fraction:
            yield value
        elif value is None:
            yield from (None, None, None)
        else:
            exact = Fraction(value)
            yield cut(exact, decimals=DECIMALS)
            yield exact.numerator
            yield exact.denominator
