"""How much time a challenge has left, in days and in working days of the organisation.

Days are those after today. Working days measure the pace: today counts as what is left of its
working hours (SCORING E).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction

from gamify.seasons import Calendar, Season, day_of, days_left, working_days

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """When a working day begins and ends by the organisation's clock.

    An end that isn't after the beginning means midnight: 0:00 to 0:00 is the whole day.
    """

    begin: time = time(9)
    end: time = time(18)


OFFICE_HOURS = WorkingHours()


@dataclass(frozen=True, slots=True)
class Countdown:
    """`days` and `working_days` come after today; `past` and `left` count today by its hours.

    `past + left` is the number of the season's working days.
    """

    today: date
    days: int
    working_days: int
    past: Fraction
    left: Fraction
    has_begun: bool
    is_over: bool


def count_down(
    season: Season, *, now: datetime, calendar: Calendar, hours: WorkingHours = OFFICE_HOURS
) -> Countdown:
    """The countdown to a season's last day at an aware instant."""
    today = day_of(now, calendar)
    gone = working_days(season.first, min(today - _DAY, season.last), calendar=calendar)
    ahead = working_days(max(today + _DAY, season.first), season.last, calendar=calendar)
    within = season.first <= today <= season.last
    counts_today = within and working_days(today, today, calendar=calendar) == 1
    elapsed = elapsed_share(now, calendar=calendar, hours=hours) if counts_today else Fraction(0)
    return Countdown(
        today=today,
        days=days_left(season, today=today),
        working_days=ahead,
        past=gone + elapsed,
        left=ahead + (1 - elapsed if counts_today else Fraction(0)),
        has_begun=today >= season.first,
        is_over=today > season.last,
    )


def elapsed_share(
    now: datetime, *, calendar: Calendar, hours: WorkingHours = OFFICE_HOURS
) -> Fraction:
    """The share of the day's working hours that has passed, 0 to 1, in whole seconds.

    Hours are measured as they pass, so a night with a change of clocks has one more or less.
    """
    today = day_of(now, calendar)
    closing = today if hours.end > hours.begin else today + _DAY
    begin = _instant(today, hours.begin, calendar)
    end = _instant(closing, hours.end if closing == today else time(0), calendar)
    if end <= begin:  # hours that the clocks have skipped
        return Fraction(now >= end)
    passed = min(max(now - begin, timedelta(0)), end - begin)
    return Fraction(passed // _SECOND, (end - begin) // _SECOND)


def _instant(day: date, at: time, calendar: Calendar) -> datetime:
    return datetime.combine(day, at, tzinfo=calendar.zone).astimezone(UTC)


def working_days_ahead(season: Season, countdown: Countdown, *, calendar: Calendar) -> list[date]:
    """The working days that are left, today among them while its hours aren't over."""
    first = countdown.today + _DAY * (countdown.left == countdown.working_days)
    first = max(first, season.first)
    days = (first + _DAY * past for past in range((season.last - first).days + 1))
    return [day for day in days if working_days(day, day, calendar=calendar)]
