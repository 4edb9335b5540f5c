"""Dates and times as files write them: one grammar, read value by value."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

from gamify.ingest.options import DateOrder

SECOND: Final = 1_000_000
DAY: Final = 86_400 * SECOND

#: Years outside of these are slips of the pen, not dates of a support desk.
FIRST_YEAR: Final = 1970
LAST_YEAR: Final = 2199

#: Year first, or day and month before the year; then a time, and an offset, if they are there.
GRAMMAR: Final = re.compile(
    r"(?:(?P<year>\d{4})(?P<dash>[-/.])(?P<month>\d{1,2})(?P=dash)(?P<day>\d{1,2})"
    r"|(?P<compact>\d{8})"
    r"|(?P<one>\d{1,2})(?P<slash>[./-])(?P<two>\d{1,2})(?P=slash)(?P<late>\d{4}|\d{2}))"
    r"(?:(?:[Tt]|,? )(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,9}))?)?"
    r" ?(?P<half>[AaPp][Mm])?"
    r" ?(?:(?P<utc>[Zz]|UTC|GMT)|(?P<sign>[+-])(?P<ahead>\d{2})(?::?(?P<beyond>\d{2}))?)?)?",
    re.ASCII,
)

_NUMBER = re.compile(r"(\d{5}|\d{9,10}|\d{12,13})(?:[.,](\d{1,12}))?", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SHEET_EPOCH = datetime(1899, 12, 30, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """How the dates of a file are read: their order, and the zone of times without an offset."""

    order: DateOrder | None
    zone: ZoneInfo


def parse_instant(text: str, clock: Clock) -> int | None:
    """Microseconds UTC of a trimmed text; None where it isn't a date of the calendar."""
    told = GRAMMAR.fullmatch(text)
    if told is None:
        return _from_number(text, clock)
    day = _day_of(told, clock)
    time = _time_of(told)
    if day is None or time is None:
        return None
    if told["utc"]:
        return day + time
    if told["sign"]:
        offset = int(told["ahead"]) * 60 + int(told["beyond"] or 0)
        if offset > 18 * 60:
            return None
        return day + time - (offset if told["sign"] == "+" else -offset) * 60 * SECOND
    return to_utc(day + time, clock.zone)


def to_utc(local: int, zone: ZoneInfo) -> int:
    """Microseconds UTC of microseconds on the wall clock of a zone (the earlier, where doubled)."""
    wall = _EPOCH + timedelta(microseconds=local)
    offset = wall.replace(tzinfo=zone).utcoffset() or timedelta()
    return local - offset // timedelta(microseconds=1)


def month_and_day(one: int, two: int, separator: str, order: DateOrder | None) -> tuple[int, int]:
    """Which of two numbers is the month. Dots mean day first unless the file showed otherwise.

    Without an order and without dots the date can't be read: month 0 says so.
    """
    if order is DateOrder.MONTH_FIRST:
        return one, two
    if order is DateOrder.DAY_FIRST or separator == ".":
        return two, one
    return 0, 0


def full_year(written: str) -> int:
    """The year of "2026" or "26"."""
    return int(written) if len(written) == 4 else 2000 + int(written)


class Evidence(NamedTuple):
    """How many texts can only be day first or month first, and one that leaves it open."""

    day_first: int
    month_first: int
    unclear: str
    #: Whether there are dates at all that need an order.
    ordered: bool


def order_evidence(texts: Iterable[str]) -> Evidence:
    """What the texts of a column tell about the order of day and month."""
    day_first = month_first = 0
    unclear, example, ordered = "", "", False
    for told in filter(None, map(GRAMMAR.fullmatch, texts)):
        if told["one"] is None:
            continue
        one, two, ordered = int(told["one"]), int(told["two"]), True
        day_first += one > 12 >= two
        month_first += two > 12 >= one
        if not unclear and told["slash"] != "." and one <= 12 and two <= 12:
            unclear = told[0]
        example = example or told[0]
    if day_first and month_first:
        unclear = unclear or example
    return Evidence(day_first, month_first, unclear, ordered)


def _day_of(told: re.Match[str], clock: Clock) -> int | None:
    """Microseconds of midnight."""
    if told["year"]:
        year, month, day = int(told["year"]), int(told["month"]), int(told["day"])
    elif compact := told["compact"]:
        year, month, day = int(compact[:4]), int(compact[4:6]), int(compact[6:])
    else:
        year = full_year(told["late"])
        month, day = month_and_day(int(told["one"]), int(told["two"]), told["slash"], clock.order)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return (datetime(year, month, day, tzinfo=UTC) - _EPOCH).days * DAY
    except ValueError:
        return None


def _time_of(told: re.Match[str]) -> int | None:
    """Microseconds since midnight."""
    if told["hour"] is None:
        return 0
    hour, minute, second = int(told["hour"]), int(told["minute"]), int(told["second"] or 0)
    if half := told["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in {"PM", "pm", "Pm", "pM"} else 0)
    if hour > 23 or minute > 59 or second > 59:
        return None
    fraction = int((told["fraction"] or "0").ljust(6, "0")[:6])
    return ((hour * 60 + minute) * 60 + second) * SECOND + fraction


def _from_number(text: str, clock: Clock) -> int | None:
    """A sheet's serial day (5 digits), Unix seconds (9 or 10) or milliseconds (12 or 13)."""
    told = _NUMBER.fullmatch(text)
    if told is None:
        return None
    number = Decimal(f"{told[1]}.{told[2] or 0}")
    if len(told[1]) == 5:
        milliseconds = int((number * 86_400_000).to_integral_value())
        return to_utc((_SHEET_EPOCH - _EPOCH).days * DAY + milliseconds * 1000, clock.zone)
    return int(number * (SECOND if len(told[1]) <= 10 else 1000))
