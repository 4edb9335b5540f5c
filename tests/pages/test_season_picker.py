"""The season picker: titles, neighbours, and what else can be chosen."""

from __future__ import annotations

from datetime import date

import pytest

from gamify.seasons import Calendar, parse_season
from pages.ui.season_picker import Choice, KindChoice, SeasonPicker, pick_season, season_title

CALENDAR = Calendar()
SPAN = (date(2026, 5, 4), date(2026, 11, 20))
TODAY = date(2026, 11, 22)


def pick(code: str, *, language: str = "en") -> SeasonPicker:
    season = parse_season(code, calendar=CALENDAR)
    return pick_season(season, span=SPAN, today=TODAY, calendar=CALENDAR, language=language)


def test_the_running_quarter_has_a_past_but_no_future() -> None:
    picker = pick("2026-Q4")

    assert picker == SeasonPicker(
        code="2026-Q4",
        kind="quarter",
        title="2026 Q4",
        days="1 Oct 2026 – 31 Dec 2026",
        left="39 days left",
        running=True,
        first="2026-10-01",
        last="2026-12-31",
        earliest="2026-05-04",
        latest="2026-11-22",
        kinds=(
            KindChoice("quarter", "Quarter", "2026-Q4", True),
            KindChoice("month", "Month", "2026-11", False),
            KindChoice("year", "Year", "2026", False),
            KindChoice("range", "Range", "2026-10-01..2026-11-22", False),
        ),
        choices=(
            Choice("2026-Q4", "2026 Q4"),
            Choice("2026-Q3", "2026 Q3"),
            Choice("2026-Q2", "2026 Q2"),
        ),
        previous=Choice("2026-Q3", "2026 Q3"),
        next=None,
    )


@pytest.mark.parametrize(
    ("code", "language", "left"),
    [
        ("2026-11-01..2026-11-21", "en", "over"),
        ("2026-11-01..2026-11-22", "en", "last day"),
        ("2026-11-01..2026-11-22", "ru", "последний день"),
        ("2026-11-01..2026-11-23", "en", "1 day left"),
        ("2026-11-01..2026-11-23", "ru", "остался 1 день"),
        ("2026-Q4", "ru", "осталось 39 дней"),
        ("2026-11-23..2026-11-29", "en", "not begun yet"),
    ],
)
def test_days_left_are_those_after_today(code: str, language: str, left: str) -> None:
    assert pick(code, language=language).left == left


def test_nothing_lies_before_the_first_rating() -> None:
    picker = pick("2026-Q2")

    assert (picker.previous, picker.next) == (None, Choice("2026-Q3", "2026 Q3"))
    assert (picker.left, picker.running) == ("over", False)


def test_a_season_that_cannot_hold_ratings_is_still_among_the_choices() -> None:
    picker = pick("2027-Q2")

    assert [choice.code for choice in picker.choices][:2] == ["2027-Q2", "2026-Q4"]
    assert picker.left == "not begun yet"


@pytest.mark.parametrize(
    ("code", "language", "title"),
    [
        ("2026-Q4", "en", "2026 Q4"),
        ("2026-11", "en", "November 2026"),
        ("2026-11", "ru", "Ноябрь 2026"),
        ("2026", "en", "2026"),
        ("2026-10-01..2026-12-15", "en", "1 Oct 2026 – 15 Dec 2026"),
    ],
)
def test_a_season_is_named_as_people_name_it(code: str, language: str, title: str) -> None:
    assert season_title(parse_season(code, calendar=CALENDAR), language) == title


def test_a_range_is_chosen_by_its_days_and_offers_no_list() -> None:
    picker = pick("2026-10-05..2026-10-11")

    assert picker.choices == ()
    assert picker.previous == Choice("2026-09-28..2026-10-04", "28 Sep 2026 – 4 Oct 2026")
    assert [kind.code for kind in picker.kinds] == [
        "2026-Q4",
        "2026-10",
        "2026",
        "2026-10-05..2026-10-11",
    ]
