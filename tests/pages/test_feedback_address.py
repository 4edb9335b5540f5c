"""What an address asks customers' words for: a link carries it, and nonsense asks for nothing."""

from __future__ import annotations

from datetime import date

import pytest

from db.queries.feedback_filter import FeedbackFilter
from gamify.feedback.lesson import Cause, LessonState
from gamify.seasons import Calendar, parse_season
from pages.ui.feedback.asked import asked_page, asked_words
from pages.ui.feedback.reading import FeedbackSeason
from pages.ui.season_picker import pick_season

QUARTER = parse_season("2026-Q4", calendar=Calendar())
SPAN = QUARTER.first, QUARTER.last
SEASON = FeedbackSeason(
    season=QUARTER,
    picker=pick_season(QUARTER, span=SPAN, today=QUARTER.last, calendar=Calendar(), language="en"),
    teams={1: "Falcons", 2: "Größe"},
    people={},
    categories=("Network", "<b>x</b>"),
)
ALL_LOW = FeedbackFilter(*SPAN, is_praise=False)


def test_a_link_carries_every_part_of_the_question() -> None:
    told = {
        "text": " too slow ",
        "team": "grösse",
        "kind": "<b>x</b>",
        "cause": "product",
        "state": "answered",
        "stars": "4,2",
    }

    assert asked_words(told, SEASON, is_praise=False) == FeedbackFilter(
        date(2026, 10, 1),
        date(2026, 12, 31),
        is_praise=False,
        stars=(2, 4),
        team_id=2,
        category="<b>x</b>",
        question="too slow",
        cause=Cause.PRODUCT,
        state=LessonState.ANSWERED,
    )
    # Of praise nothing is asked that only low ratings have.
    assert asked_words(told, SEASON, is_praise=True) == FeedbackFilter(
        *SPAN, team_id=2, category="<b>x</b>", question="too slow"
    )


@pytest.mark.parametrize(
    "told",
    [
        {"text": "x" * 201},
        {"team": "Owls' OR 1=1--"},
        {"kind": "nothing"},
        {"cause": "Product", "state": "NEW"},
        {"stars": "5,0,-1,44,٤,[1]"},
        {"season": "x", "person": "7", "section": "causes"},
    ],
)
def test_what_an_address_can_t_mean_asks_for_nothing(told: dict[str, str]) -> None:
    assert asked_words(told, SEASON, is_praise=False) == ALL_LOW


@pytest.mark.parametrize(
    ("said", "page"), [("", 1), ("3", 3), ("0", 1), ("-2", 1), ("2.5", 1), ("٣", 1), ("9" * 40, 1)]
)
def test_a_page_is_a_number_or_the_first(said: str, page: int) -> None:
    assert asked_page({"page": said}) == page
