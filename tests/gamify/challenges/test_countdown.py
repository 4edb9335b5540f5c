"""Days and working days left, in any zone and calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.countdown import (
    Countdown,
    WorkingHours,
    count_down,
    elapsed_share,
    working_days_ahead,
)
from gamify.seasons import Calendar, SeasonKind, parse_season, season_on, working_days

CIVIL = Calendar()
KIRITIMATI = Calendar(zone=ZoneInfo("Pacific/Kiritimati"))
LOS_ANGELES = Calendar(zone=ZoneInfo("America/Los_Angeles"))
MOSCOW = Calendar(zone=ZoneInfo("Europe/Moscow"))
BERLIN = Calendar(zone=ZoneInfo("Europe/Berlin"))
AUTUMN = parse_season("2023-Q4", calendar=CIVIL)
ALL_DAY = WorkingHours(time(0), time(0))

#: Days off in the first quarter of 2026 of Russia, Germany and the United States.
HOLIDAYS = frozenset(
    [date(2026, 1, day) for day in (1, 2, 5, 6, 7, 8, 9)]
    + [date(2026, 2, 23), date(2026, 3, 9)]
    + [date(2026, 1, 19), date(2026, 2, 16)]
)


def at(text: str, calendar: Calendar = CIVIL) -> datetime:
    """The instant of a local time, as it is stored."""
    return datetime.fromisoformat(text).replace(tzinfo=calendar.zone).astimezone(UTC)


def test_an_afternoon_in_november() -> None:
    """The wall's picture: 22 November at 14:32, 39 days and 27 working days left."""
    assert count_down(AUTUMN, now=at("2023-11-22T14:32"), calendar=CIVIL) == Countdown(
        today=date(2023, 11, 22),
        days=39,
        working_days=27,
        past=37 + Fraction(332, 540),
        left=27 + Fraction(208, 540),
        has_begun=True,
        is_over=False,
    )


@pytest.mark.parametrize(
    ("now", "days", "past", "left", "begun", "over"),
    [
        ("2023-09-30T23:59", 92, "0", "65", False, False),
        ("2023-10-01T12:00", 91, "0", "65", True, False),
        ("2023-10-02T08:59", 90, "0", "65", True, False),
        ("2023-10-02T13:30", 90, "1/2", "129/2", True, False),
        ("2023-10-02T18:00", 90, "1", "64", True, False),
        ("2023-12-29T09:00", 2, "64", "1", True, False),
        ("2023-12-29T23:59", 2, "65", "0", True, False),
        ("2023-12-31T23:59", 0, "65", "0", True, False),
        ("2024-01-01T00:00", 0, "65", "0", True, True),
        ("2024-06-03T12:00", 0, "65", "0", True, True),
    ],
)
def test_a_quarter_from_the_day_before_to_the_day_after(
    now: str, days: int, past: str, left: str, begun: bool, over: bool
) -> None:
    found = count_down(AUTUMN, now=at(now), calendar=CIVIL)

    assert (found.days, found.past, found.left) == (days, Fraction(past), Fraction(left))
    assert (found.has_begun, found.is_over) == (begun, over)


@pytest.mark.parametrize(
    ("calendar", "today", "days", "left"),
    [
        (KIRITIMATI, date(2023, 12, 29), 2, Fraction(7, 9)),
        (MOSCOW, date(2023, 12, 29), 2, Fraction(1)),
        (LOS_ANGELES, date(2023, 12, 28), 3, 1 + Fraction(5, 9)),
    ],
)
def test_one_instant_is_another_day_elsewhere(
    calendar: Calendar, today: date, days: int, left: Fraction
) -> None:
    """21:00 UTC on Thursday: Friday 11:00, Friday midnight or Thursday 13:00."""
    found = count_down(AUTUMN, now=datetime(2023, 12, 28, 21, tzinfo=UTC), calendar=calendar)

    assert (found.today, found.days, found.left) == (today, days, left)


def test_29_february_is_a_day_like_others() -> None:
    leap = parse_season("2024-02", calendar=CIVIL)
    common = parse_season("2023-02", calendar=CIVIL)

    last_but_one = count_down(leap, now=at("2024-02-28T18:00"), calendar=CIVIL)
    last = count_down(leap, now=at("2024-02-29T13:30"), calendar=CIVIL)

    assert (last_but_one.days, last_but_one.left) == (1, Fraction(1))
    assert (last.days, last.past, last.left) == (0, Fraction(41, 2), Fraction(1, 2))
    assert count_down(common, now=at("2023-02-28T13:30"), calendar=CIVIL).days == 0


def test_a_fiscal_year_from_april_ends_in_march() -> None:
    fiscal = Calendar(fiscal_start=4)
    season = parse_season("2026-Q4", calendar=fiscal)

    found = count_down(season, now=at("2027-03-30T18:00"), calendar=fiscal)

    assert (season.last, found.days, found.left) == (date(2027, 3, 31), 1, Fraction(1))


def test_holidays_and_own_working_weekdays_are_no_working_days() -> None:
    season = parse_season("2026-Q1", calendar=CIVIL)
    desk = Calendar(holidays=HOLIDAYS)
    gulf = Calendar(working_weekdays=frozenset({6, 0, 1, 2, 3}))

    assert count_down(season, now=at("2025-12-31T12:00"), calendar=CIVIL).left == 64
    assert count_down(season, now=at("2025-12-31T12:00"), calendar=desk).left == 53
    assert count_down(season, now=at("2026-01-06T12:00"), calendar=desk).past == 0
    assert count_down(season, now=at("2026-01-04T13:30"), calendar=gulf).past == Fraction(3, 2)


def test_today_without_work_has_no_hours() -> None:
    saturday = count_down(AUTUMN, now=at("2023-10-07T13:30"), calendar=CIVIL)

    assert (saturday.past, saturday.left) == (Fraction(5), Fraction(60))


@pytest.mark.parametrize(
    ("now", "calendar", "share"),
    [
        ("2024-03-31T12:00", BERLIN, Fraction(11, 23)),
        ("2024-10-27T12:00", BERLIN, Fraction(13, 25)),
        ("2024-03-10T12:00", LOS_ANGELES, Fraction(11, 23)),
        ("2024-03-31T12:00", MOSCOW, Fraction(1, 2)),
        ("2024-07-01T00:00", BERLIN, Fraction(0)),
    ],
)
def test_a_desk_that_never_closes_has_23_or_25_hours_when_clocks_change(
    now: str, calendar: Calendar, share: Fraction
) -> None:
    assert elapsed_share(at(now, calendar), calendar=calendar, hours=ALL_DAY) == share


def test_office_hours_do_not_notice_that_clocks_changed() -> None:
    assert elapsed_share(at("2024-03-31T13:30", BERLIN), calendar=BERLIN) == Fraction(1, 2)


def test_hours_that_the_clocks_skip_are_over_at_once() -> None:
    night = WorkingHours(time(2), time(3))

    before = elapsed_share(at("2024-03-31T01:59", BERLIN), calendar=BERLIN, hours=night)
    after = elapsed_share(at("2024-03-31T03:00", BERLIN), calendar=BERLIN, hours=night)

    assert (before, after) == (Fraction(0), Fraction(1))


def test_an_end_that_is_not_after_the_beginning_means_midnight() -> None:
    late = WorkingHours(time(16), time(2))

    assert elapsed_share(at("2024-07-01T20:00"), calendar=CIVIL, hours=late) == Fraction(1, 2)


def test_the_days_ahead_hold_today_until_its_hours_are_over() -> None:
    thursday, friday = date(2023, 12, 28), date(2023, 12, 29)
    morning = count_down(AUTUMN, now=at("2023-12-28T10:00"), calendar=CIVIL)
    evening = count_down(AUTUMN, now=at("2023-12-28T18:00"), calendar=CIVIL)
    long_ago = count_down(AUTUMN, now=at("2023-01-02T10:00"), calendar=CIVIL)

    assert working_days_ahead(AUTUMN, morning, calendar=CIVIL) == [thursday, friday]
    assert working_days_ahead(AUTUMN, evening, calendar=CIVIL) == [friday]
    assert len(working_days_ahead(AUTUMN, long_ago, calendar=CIVIL)) == 65


@given(
    st.integers(1_000_000_000, 2_800_000_000),
    st.sampled_from([CIVIL, KIRITIMATI, LOS_ANGELES, MOSCOW, Calendar(fiscal_start=4)]),
    st.integers(-200, 200),
)
def test_past_and_left_are_all_working_days_and_one_instant_later_is_never_more(
    seconds: int, calendar: Calendar, off: int
) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    season = season_on(
        (now + timedelta(days=off)).date(), kind=SeasonKind.QUARTER, calendar=calendar
    )

    found = count_down(season, now=now, calendar=calendar)
    later = count_down(season, now=now + timedelta(hours=1), calendar=calendar)

    assert found.past + found.left == working_days(season.first, season.last, calendar=calendar)
    assert 0 <= later.left <= found.left
    assert later.days <= found.days
    ahead = working_days_ahead(season, found, calendar=calendar)
    assert len(ahead) - 1 < found.left <= len(ahead) or found.left == len(ahead) == 0
