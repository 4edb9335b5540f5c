"""Seasons and calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.errors import UnknownSeason
from gamify.seasons import (
    Calendar,
    Season,
    SeasonKind,
    day_of,
    days_left,
    next_season,
    parse_season,
    previous_season,
    quarter_start,
    quarters_until,
    same_season_year_before,
    season_on,
    usual_season,
    working_days,
)

CIVIL = Calendar()
FISCAL = Calendar(fiscal_start=4)

days = st.dates(date(1950, 1, 1), date(2150, 12, 31))
calendars = st.integers(1, 12).map(lambda month: Calendar(fiscal_start=month))
recurring = st.sampled_from([SeasonKind.QUARTER, SeasonKind.MONTH, SeasonKind.YEAR])


def span(code: str, calendar: Calendar = CIVIL) -> tuple[date, date]:
    season = parse_season(code, calendar=calendar)
    return season.first, season.last


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-11", date(2023, 11, 1), date(2023, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-10-01..2023-12-15", date(2023, 10, 1), date(2023, 12, 15)),
        ("2024-02-29..2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_a_season_code_names_its_first_and_last_day(code: str, first: date, last: date) -> None:
    assert span(code) == (first, last)


@pytest.mark.parametrize("code", ["2023-q4", "2023Q4", "2023 Q4", " 2023-Q4 "])
def test_a_quarter_may_be_written_in_several_ways_and_has_one_code(code: str) -> None:
    assert parse_season(code, calendar=CIVIL) == Season(
        date(2023, 10, 1), date(2023, 12, 31), SeasonKind.QUARTER, "2023-Q4"
    )


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026", date(2026, 4, 1), date(2027, 3, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_a_fiscal_year_is_named_by_the_year_in_which_it_begins(
    code: str, first: date, last: date
) -> None:
    assert span(code, FISCAL) == (first, last)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2023-Q5",
        "2023-13",
        "23-Q1",
        "last quarter",
        "2023-02-29..2023-03-01",
        "2023-03-02..2023-03-01",
        "0000-Q1",
        "9999-Q4",
        "２０２３",
        "2023-Q1\n2023-Q2",
    ],
)
def test_what_is_no_season_is_refused_and_quoted(code: str) -> None:
    with pytest.raises(UnknownSeason) as refusal:
        parse_season(code, calendar=CIVIL)
    assert refusal.value.values == {"code": code}


@given(days, recurring, calendars)
def test_a_day_lies_in_its_season_whose_code_reads_back(
    day: date, kind: SeasonKind, calendar: Calendar
) -> None:
    season = season_on(day, kind=kind, calendar=calendar)
    assert season.first <= day <= season.last
    assert parse_season(season.code, calendar=calendar) == season


@given(days, recurring, calendars)
def test_seasons_follow_one_another_without_gap_or_overlap(
    day: date, kind: SeasonKind, calendar: Calendar
) -> None:
    season = season_on(day, kind=kind, calendar=calendar)
    after = next_season(season, calendar=calendar)
    assert after.first == season.last + timedelta(days=1)
    assert previous_season(after, calendar=calendar) == season


def test_the_range_that_holds_a_day_is_the_day_itself() -> None:
    assert season_on(date(2024, 2, 29), kind=SeasonKind.RANGE, calendar=CIVIL) == parse_season(
        "2024-02-29..2024-02-29", calendar=CIVIL
    )


def test_before_and_after_a_range_lie_as_many_days() -> None:
    season = parse_season("2024-03-01..2024-03-10", calendar=CIVIL)
    assert previous_season(season, calendar=CIVIL).code == "2024-02-20..2024-02-29"
    assert next_season(season, calendar=CIVIL).code == "2024-03-11..2024-03-20"


@pytest.mark.parametrize(
    ("code", "before"),
    [
        ("2023-Q4", "2022-Q4"),
        ("2024-02", "2023-02"),
        ("2023", "2022"),
        ("2024-02-29..2024-03-15", "2023-02-28..2023-03-15"),
    ],
)
def test_a_season_is_compared_with_the_same_one_a_year_before(code: str, before: str) -> None:
    season = parse_season(code, calendar=FISCAL)
    assert same_season_year_before(season, calendar=FISCAL) == parse_season(before, calendar=FISCAL)


@pytest.mark.parametrize(
    ("day", "fiscal_start", "first"),
    [
        (date(2024, 2, 29), 1, date(2024, 1, 1)),
        (date(2024, 2, 29), 2, date(2024, 2, 1)),
        (date(2024, 1, 31), 2, date(2023, 11, 1)),
        (date(2024, 1, 31), 12, date(2023, 12, 1)),
        (date(2023, 12, 31), 10, date(2023, 10, 1)),
    ],
)
def test_quarters_begin_every_three_months_from_the_fiscal_start(
    day: date, fiscal_start: int, first: date
) -> None:
    assert quarter_start(day, fiscal_start=fiscal_start) == first


@pytest.mark.parametrize("code", ["2023-Q2", "2023-05", "2022-07-01..2023-04-30"])
def test_the_window_ends_with_the_quarter_in_which_the_season_ends(code: str) -> None:
    season = parse_season(code, calendar=CIVIL)
    assert quarters_until(season, count=4, calendar=CIVIL) == [
        date(2022, 7, 1),
        date(2022, 10, 1),
        date(2023, 1, 1),
        date(2023, 4, 1),
    ]


@pytest.mark.parametrize(
    ("newest", "code"),
    [
        (None, "2026-Q4"),
        (date(2026, 11, 20), "2026-Q4"),
        (date(2026, 9, 30), "2026-Q3"),
        (date(2030, 1, 1), "2026-Q4"),
    ],
)
def test_the_usual_season_is_the_newest_quarter_with_ratings(
    newest: date | None, code: str
) -> None:
    assert usual_season(newest, today=date(2026, 11, 22), calendar=CIVIL).code == code


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2023, 9, 1), 92),
        (date(2023, 9, 30), 92),
        (date(2023, 10, 1), 91),
        (date(2023, 12, 30), 1),
        (date(2023, 12, 31), 0),
        (date(2024, 1, 1), 0),
        (date(2024, 6, 1), 0),
    ],
)
def test_days_left_are_those_after_today(today: date, left: int) -> None:
    assert days_left(parse_season("2023-Q4", calendar=CIVIL), today=today) == left


def test_working_days_leave_out_weekends_and_holidays() -> None:
    calendar = Calendar(holidays=frozenset({date(2023, 12, 25), date(2023, 12, 26)}))
    assert working_days(date(2023, 12, 18), date(2023, 12, 31), calendar=calendar) == 8


def test_working_days_follow_the_week_of_the_organisation() -> None:
    sunday_to_thursday = Calendar(working_weekdays=frozenset({6, 0, 1, 2, 3}))
    friday, sunday = date(2023, 12, 22), date(2023, 12, 24)
    assert working_days(friday, sunday, calendar=sunday_to_thursday) == 1
    assert working_days(sunday, friday, calendar=sunday_to_thursday) == 0


def test_a_day_is_that_of_the_organisations_zone() -> None:
    instant = datetime(2023, 12, 31, 22, 30, tzinfo=UTC)
    assert day_of(instant, Calendar(zone=ZoneInfo("Europe/Berlin"))) == date(2023, 12, 31)
    assert day_of(instant, Calendar(zone=ZoneInfo("Europe/Moscow"))) == date(2024, 1, 1)
