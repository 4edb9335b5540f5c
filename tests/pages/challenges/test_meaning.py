"""What a target means, while a lead drags it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gamify.challenges.ground import Ground, SumsDay
from gamify.challenges.preview import preview_target
from gamify.challenges.reading import read_criteria
from gamify.challenges.stretch import Past
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season
from pages.ui.challenges.meaning import capital, meaning

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
#: Sunday evening: 29 working days are left, 37 have passed.
NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)


def sentences(stars: StarCounts, language: str = "en", **asked: object) -> list[str]:
    days = (SumsDay(date(2026, 10, 5), stars),) if stars.n else ()
    preview = preview_target(
        Ground(season=QUARTER, days=days),
        read_criteria(asked),
        past=Past(ratings=64, fives=60),
        now=NOW,
        calendar=CALENDAR,
    )
    return meaning(preview, language)


def test_an_average_says_what_just_meets_it_and_the_pace() -> None:
    said = sentences(StarCounts(40), average="4.96", over=100)

    assert said[:3] == [
        "Just enough: 96 fives and 4 fours",
        "Still needed: 60 more ratings",
        "2.1 ratings a working day",
    ]
    assert said[3].split(" ")[1] == "%:"


def test_a_count_far_over_the_best_is_warned_of_in_words() -> None:
    said = sentences(StarCounts(40), ratings=300)

    assert said[-1] == (
        "368 % over the best so far. Goals so far away discourage: 20 to 30 % is the advice."
    )


def test_a_lost_average_shows_the_way_back() -> None:
    said = sentences(StarCounts(57, 3), average="4.96", over=60)

    assert "15 fives in a row bring the average back" in said


def test_what_cannot_come_back_is_said() -> None:
    said = sentences(StarCounts(9, 1), average="5", over=60)

    assert "This average can’t be reached any more" in said


def test_what_is_there_already_is_said() -> None:
    assert "Everything asked for is there" in sentences(StarCounts(40), fives=20)


def test_without_ratings_it_is_too_early_for_a_chance() -> None:
    said = sentences(StarCounts(), fives=80)

    assert said == [
        "2.8 fives a working day",
        "33 % over the best so far; 20 to 30 % is the advice.",
        "Too early for a forecast",
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Tickets rated and the time to solve are followed without a forecast."),
        ("ru", "За долей оценённых обращений и временем решения следим без прогноза."),
    ],
)
def test_a_response_is_followed_without_a_forecast(language: str, sentence: str) -> None:
    assert sentences(StarCounts(40), language, response="30")[-1] == sentence


def test_a_capital_leaves_figures_alone() -> None:
    assert (capital("one"), capital("4.96 on"), capital("")) == ("One", "4.96 on", "")
