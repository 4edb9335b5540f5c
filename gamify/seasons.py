"""Seasons and the organisation's calendar: quarters, months, years, own ranges, days left."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gamify.errors import UnknownSeason

#: Years that a season code may name: wide for any desk, and dates around them stay dates.
YEARS = range(1900, 2200)

_QUARTER = re.compile(r"([0-9]{4})[- ]?[Qq]([1-4])")
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_YEAR = re.compile(r"[0-9]{4}")
_RANGE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")
_DAY = timedelta(days=1)


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


def parse_season(code: str, *, calendar: Calendar) -> Season:
    """The season of a code: 2023-Q4, 2023-11, 2023 or 2023-10-01..2023-12-15.

    A fiscal year is named by the calendar year in which it begins: with a fiscal year from
    April, 2026-Q1 is April to June 2026 and 2026-Q4 January to March 2027.

    Raises `UnknownSeason` for anything else, for days that don't exist and for a range that
    ends before it begins.
    """
    try:
        season = _read(code.strip(), calendar)
    except ValueError as error:
        raise UnknownSeason(code=code) from error
    if season is None or season.last < season.first or season.first.year not in YEARS:
        raise UnknownSeason(code=code)
    return season


def season_on(day: date, *, kind: SeasonKind, calendar: Calendar) -> Season:
    """The season of that kind that holds a day; the range that holds it is the day itself."""
    match kind:
        case SeasonKind.QUARTER:
            return _quarter(quarter_start(day, fiscal_start=calendar.fiscal_start), calendar)
        case SeasonKind.MONTH:
            return _month(day.year, day.month)
        case SeasonKind.YEAR:
            return _year(day.year - (day.month < calendar.fiscal_start), calendar)
        case SeasonKind.RANGE:
            return _range(day, day)


def usual_season(newest: date | None, *, today: date, calendar: Calendar) -> Season:
    """The quarter to open with: today's, or that of the newest rating where it is older."""
    day = today if newest is None else min(today, newest)
    return season_on(day, kind=SeasonKind.QUARTER, calendar=calendar)


def previous_season(season: Season, *, calendar: Calendar) -> Season:
    """The season of the same kind right before; a range gives as many days as it has itself."""
    last = season.first - _DAY
    if season.kind is SeasonKind.RANGE:
        return _range(last - (season.last - season.first), last)
    return season_on(last, kind=season.kind, calendar=calendar)


def next_season(season: Season, *, calendar: Calendar) -> Season:
    """The season of the same kind right after; a range gives as many days as it has itself."""
    first = season.last + _DAY
    if season.kind is SeasonKind.RANGE:
        return _range(first, first + (season.last - season.first))
    return season_on(first, kind=season.kind, calendar=calendar)


def same_season_year_before(season: Season, *, calendar: Calendar) -> Season:
    """The same quarter, month, year or days a year before; 29 February becomes the 28th."""
    if season.kind is SeasonKind.RANGE:
        return _range(_year_before(season.first), _year_before(season.last))
    return season_on(_year_before(season.first), kind=season.kind, calendar=calendar)


def quarter_start(day: date, *, fiscal_start: int) -> date:
    """The first day of the fiscal quarter that holds a day."""
    return _months_later(day.replace(day=1), -((day.month - fiscal_start) % 3))


def quarters_until(season: Season, *, count: int, calendar: Calendar) -> list[date]:
    """First days of the quarter in which the season ends and those before it, oldest first.

    With a count of 4 they are the window from which borrowed ratings are estimated (SCORING 0).
    """
    newest = quarter_start(season.last, fiscal_start=calendar.fiscal_start)
    return [_months_later(newest, -3 * back) for back in reversed(range(count))]


def days_left(season: Season, *, today: date) -> int:
    """Calendar days after today; 0 on the last day and once the season is over."""
    return max((season.last - max(today, season.first - _DAY)).days, 0)


def working_days(first: date, last: date, *, calendar: Calendar) -> int:
    """Working days from `first` to `last`, both included; 0 if there are none."""
    days = (first + timedelta(days=past) for past in range((last - first).days + 1))
    return sum(
        day.weekday() in calendar.working_weekdays and day not in calendar.holidays for day in days
    )


def _read(code: str, calendar: Calendar) -> Season | None:
    if found := _QUARTER.fullmatch(code):
        first = date(int(found[1]), calendar.fiscal_start, 1)
        return _quarter(_months_later(first, 3 * (int(found[2]) - 1)), calendar)
    if found := _MONTH.fullmatch(code):
        return _month(int(found[1]), int(found[2]))
    if found := _YEAR.fullmatch(code):
        return _year(int(found[0]), calendar)
    if found := _RANGE.fullmatch(code):
        return _range(date.fromisoformat(found[1]), date.fromisoformat(found[2]))
    return None


def _quarter(first: date, calendar: Calendar) -> Season:
    year = first.year - (first.month < calendar.fiscal_start)
    number = (first.month - calendar.fiscal_start) % 12 // 3 + 1
    return Season(first, _last_day(first, 3), SeasonKind.QUARTER, f"{year}-Q{number}")


def _month(year: int, month: int) -> Season:
    first = date(year, month, 1)
    return Season(first, _last_day(first, 1), SeasonKind.MONTH, f"{year}-{month:02d}")


def _year(year: int, calendar: Calendar) -> Season:
    first = date(year, calendar.fiscal_start, 1)
    return Season(first, _last_day(first, 12), SeasonKind.YEAR, f"{year}")


def _range(first: date, last: date) -> Season:
    return Season(first, last, SeasonKind.RANGE, f"{first}..{last}")


def _last_day(first: date, months: int) -> date:
    month = _months_later(first, months - 1)
    return month.replace(day=monthrange(month.year, month.month)[1])


def _months_later(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def _year_before(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    return day.replace(year=day.year - 1, day=min(day.day, last))
