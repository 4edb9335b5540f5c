"""Seasons and the organisation's calendar: quarters, months, years, own ranges, days left."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo


class SeasonKind(StrEnum):
    """How long a season is."""

    QUARTER = "quarter"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The organisation's calendar: zone, first month of its fiscal year, working days."""

    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    fiscal_start: int = 1
    #: Monday is 0, as in `date.weekday`.
    working_weekdays: frozenset[int] = frozenset({0, 1, 2, 3, 4})
    holidays: frozenset[date] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Season:
    """A period of competition: both days are included. `code` is what `parse_season` reads."""

    first: date
    last: date
    kind: SeasonKind
    code: str


def day_of(instant: datetime, calendar: Calendar) -> date:
    """The organisation's calendar day of an aware instant."""
    return instant.astimezone(calendar.zone).date()
