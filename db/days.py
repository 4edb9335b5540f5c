"""Days and quarters of many instants at once, as numpy arrays of days since 1970."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from db.instant import from_micros, to_micros

Ints = npt.NDArray[np.int64]

_DAY_MICROS = 86_400_000_000


def day_numbers(micros: Ints, zone: ZoneInfo) -> Ints:
    """The zone's calendar days of instants in microseconds since 1970."""
    if micros.size == 0:
        return micros
    first, last = from_micros(int(micros.min())).year, from_micros(int(micros.max())).year
    changes = [change for year in range(first, last + 1) for change in _changes(zone, year)]
    starts = np.array([start for start, _ in changes], dtype=np.int64)
    offsets = np.array([offset for _, offset in changes], dtype=np.int64)
    local = micros + offsets[np.searchsorted(starts, micros, side="right") - 1]
    return local // _DAY_MICROS


def quarter_starts(days: Ints, fiscal_start: int) -> Ints:
    """The first days of the fiscal quarters in which days lie."""
    months = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    firsts = months - (months - (fiscal_start - 1)) % 3
    return firsts.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)


def next_quarter(start: int, fiscal_start: int) -> int:
    """The first day of the quarter after the one that begins with `start`."""
    return int(quarter_starts(np.array([start + 95]), fiscal_start)[0])


@lru_cache(maxsize=1024)
def _changes(zone: ZoneInfo, year: int) -> tuple[tuple[int, int], ...]:
    """From when which offset holds, in microseconds: the start of the year and each switch."""
    moment = datetime(year, 1, 1, tzinfo=UTC)
    end = datetime(year, 12, 31, 23, tzinfo=UTC)
    found = [(to_micros(moment), _offset(moment, zone))]
    while moment < end:
        later = min(moment + timedelta(days=1), end)
        if _offset(later, zone) != _offset(moment, zone):
            found.append((_switch(moment, later, zone), _offset(later, zone)))
        moment = later
    return tuple(found)


def _switch(before: datetime, after: datetime, zone: ZoneInfo) -> int:
    """The first second with the offset of `after`, by halving."""
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        middle = middle.replace(microsecond=0)
        if _offset(middle, zone) == _offset(after, zone):
            after = middle
        else:
            before = middle
    return to_micros(after)


def _offset(moment: datetime, zone: ZoneInfo) -> int:
    offset = moment.astimezone(zone).utcoffset()
    return 0 if offset is None else offset // timedelta(microseconds=1)
