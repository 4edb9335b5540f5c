"""Whole columns of dates at once, by the grammar of `instants`.

Values of the same shape (digits in the same places, everything else equal) have their parts in
the same places, so the grammar is asked about one of them and the rest is arithmetic on bytes.
What has a rare shape is read one by one; both ways give the same instants.
"""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from gamify.ingest.instants import (
    DAY,
    FIRST_YEAR,
    GRAMMAR,
    LAST_YEAR,
    SECOND,
    Clock,
    full_year,
    month_and_day,
    parse_instant,
    to_utc,
)

Int64s = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

#: No value, and a value that isn't a date.
NONE: Final = np.iinfo(np.int64).min
BAD: Final = NONE + 1

#: Shapes that are worth the arithmetic: this many, each of at least so many values.
_MOST_SHAPES: Final = 24
_LEAST_VALUES: Final = 16

#: Zone offsets change only at multiples of a quarter of an hour.
_STEP: Final = 900 * SECOND


def parse_column(texts: pa.Array, clock: Clock) -> Int64s:
    """Microseconds UTC of each trimmed text, `NONE` for "" and `BAD` for what isn't a date."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int32)
    offsets = offsets[texts.offset : texts.offset + len(texts) + 1]
    content = texts.buffers()[2]
    letters = np.frombuffer(content, dtype=np.uint8) if content else np.empty(0, np.uint8)
    instants = np.full(len(texts), BAD, dtype=np.int64)
    lengths = np.diff(offsets)
    instants[lengths == 0] = NONE
    todo = np.flatnonzero(lengths)
    for _ in range(_MOST_SHAPES):
        if len(todo) < _LEAST_VALUES:
            break
        todo = _read_shape(todo, letters, offsets, instants, clock)
    for row in todo.tolist():
        found = parse_instant(texts[row].as_py(), clock)
        instants[row] = BAD if found is None else found
    return instants


def optional_instants(instants: Int64s) -> list[int | None]:
    """Instants as they are, None for what is none."""
    if (instants <= BAD).all():
        return [None] * len(instants)
    values: list[int | None] = instants.tolist()
    for row in np.flatnonzero(instants <= BAD).tolist():
        values[row] = None
    return values


def _read_shape(
    todo: Int64s, letters: Bytes, offsets: npt.NDArray[np.int32], instants: Int64s, clock: Clock
) -> Int64s:
    """Read every row shaped like the first of `todo`; the rows that are left."""
    starts, first = offsets[todo], todo[0]
    width = int(offsets[first + 1] - offsets[first])
    same_width = (offsets[todo + 1] - starts) == width
    rows = todo[same_width]
    cells = letters[offsets[rows][:, None] + np.arange(width)]
    is_digit = (cells[0] >= 48) & (cells[0] <= 57)
    alike = (cells[:, ~is_digit] == cells[0, ~is_digit]).all(axis=1)
    digits = cells[:, is_digit]
    alike &= ((digits >= 48) & (digits <= 57)).all(axis=1)
    told = GRAMMAR.fullmatch(bytes(cells[0]).decode("utf-8", "replace"))
    if told is None or told["compact"]:
        for row, text in zip(rows[alike].tolist(), cells[alike], strict=True):
            found = parse_instant(bytes(text).decode("utf-8", "replace"), clock)
            instants[row] = BAD if found is None else found
    else:
        instants[rows[alike]] = _Shape(told, cells[alike]).instants(clock)
    left = np.ones(len(todo), dtype=bool)
    left[np.flatnonzero(same_width)[alike]] = False
    return todo[left]


class _Shape:
    """Texts of one shape: the match of the first tells where the parts of all stand."""

    def __init__(self, told: re.Match[str], cells: Bytes) -> None:
        self.told = told
        self.cells = cells

    def instants(self, clock: Clock) -> Int64s:
        day, right = self._days(clock)
        time, in_day = self._times()
        local = day * DAY + time
        right &= in_day
        if self.told["utc"]:
            utc = local
        elif self.told["sign"]:
            minutes = self._number("ahead") * 60 + self._number("beyond")
            right &= minutes <= 18 * 60
            utc = local - minutes * 60 * SECOND * (1 if self.told["sign"] == "+" else -1)
        else:
            utc = _to_utc(np.where(right, local, 0), clock)
        return np.where(right, utc, BAD)

    def _number(self, part: str) -> Int64s:
        """The digits of a part as numbers, 0 where the shape lacks it."""
        start, end = self.told.span(part)
        total = np.zeros(len(self.cells), dtype=np.int64)
        for place in range(start, end):
            total = total * 10 + (self.cells[:, place].astype(np.int64) - 48)
        return total

    def _days(self, clock: Clock) -> tuple[Int64s, npt.NDArray[np.bool_]]:
        """Days since 1970, and where they are days of the calendar."""
        if self.told["year"]:
            year, month, day = map(self._number, ("year", "month", "day"))
        else:
            year = self._number("late") + (full_year("00") if len(self.told["late"]) == 2 else 0)
            order = month_and_day(1, 2, self.told["slash"], clock.order)
            parts = {0: np.zeros_like(year), 1: self._number("one"), 2: self._number("two")}
            month, day = parts[order[0]], parts[order[1]]
        right = (year >= FIRST_YEAR) & (year <= LAST_YEAR) & (month >= 1) & (month <= 12)
        months = np.where(right, (year - 1970) * 12 + month - 1, 0)
        first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        after = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
        right &= (day >= 1) & (day <= after - first)
        return first + day - 1, right

    def _times(self) -> tuple[Int64s, npt.NDArray[np.bool_]]:
        """Microseconds since midnight, and where they are a time of day."""
        hour, minute, second = map(self._number, ("hour", "minute", "second"))
        right = (minute <= 59) & (second <= 59)
        if half := self.told["half"]:
            right &= (hour >= 1) & (hour <= 12)
            hour = hour % 12 + (12 if half.lower() == "pm" else 0)
        right &= hour <= 23
        return ((hour * 60 + minute) * 60 + second) * SECOND + self._fraction(), right

    def _fraction(self) -> Int64s:
        start, end = self.told.span("fraction")
        digits = end - start
        number = self._number("fraction")
        factor = int(10 ** abs(6 - digits))
        return number * factor if digits <= 6 else number // factor


def _to_utc(local: Int64s, clock: Clock) -> Int64s:
    """`instants.to_utc` for many: the offset is asked once for each quarter of an hour."""
    if clock.zone.key == "UTC":
        return local
    steps, place = np.unique(local // _STEP, return_inverse=True)
    offsets = [step * _STEP - to_utc(step * _STEP, clock.zone) for step in steps.tolist()]
    return local - np.asarray(offsets, dtype=np.int64)[place]
