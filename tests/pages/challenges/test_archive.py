"""The archive: what challenges came to, in kind words, and the department's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction

from gamify.challenges.challenge import DEPARTMENT, Challenge, Result
from gamify.challenges.criteria import Criterion
from gamify.challenges.reading import read_criteria
from gamify.challenges.states import Stage
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season
from pages.ui.challenges.archive import PastCard, past_card, record_sentences
from pages.ui.challenges.running_card import CheckLine

CALENDAR = Calendar()
Q2, Q3 = (parse_season(code, calendar=CALENDAR) for code in ("2026-Q2", "2026-Q3"))
NOW = datetime(2026, 10, 2, tzinfo=UTC)
ENDED = Challenge(
    id=3,
    title="",
    owner=DEPARTMENT,
    owner_name="",
    season=Q3,
    criteria=read_criteria({"average": "4.96", "over": "100"}),
    stage=Stage.STARTED,
    created_at=NOW,
    created_by="Lea",
    closed_at=NOW,
    result=Result(
        is_met=False,
        stars=StarCounts(85, 1),
        average=Fraction(429, 86),
        checks={Criterion.AVERAGE: True, Criterion.RATINGS: False},
    ),
)


def test_a_challenge_that_was_not_met_tells_what_there_was() -> None:
    assert past_card(ENDED, language="en") == PastCard(
        id="3",
        title="4.96 on average over 100 ratings",
        goal="",
        season="2026 Q3",
        state="missed",
        word="played to the end",
        result="85 fives and 1 four, 4.98 on average",
        checks=(
            CheckLine("Average", "4.98, goal 4.96", reached=True, word="reached"),
            CheckLine("Ratings", "86 of 100 ratings", reached=False, word="not reached"),
        ),
    )


def test_a_met_one_is_called_met() -> None:
    assert ENDED.result is not None
    met = replace(ENDED, result=replace(ENDED.result, is_met=True))

    card = past_card(met, language="ru")

    assert (card.state, card.word) == ("met", "выполнен")


def test_a_cancelled_one_has_no_result() -> None:
    card = past_card(replace(ENDED, stage=Stage.CANCELLED, result=None), language="en")

    assert (card.state, card.word, card.result, card.checks) == ("cancelled", "called off", "", ())


def test_the_records_are_the_most_ratings_and_the_best_average_over_enough() -> None:
    few = (parse_season("2026-Q1", calendar=CALENDAR), StarCounts(5))
    seasons = [few, (Q2, StarCounts(48, 5)), (Q3, StarCounts(85, 1))]

    assert record_sentences(seasons, "en") == [
        "Most ratings: 86 in 2026 Q3",
        "Best average: 4.98 in 2026 Q3, over 86 ratings",
    ]


def test_without_seasons_there_are_no_records() -> None:
    assert record_sentences([(Q2, StarCounts())], "en") == []
