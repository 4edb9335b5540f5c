"""The podium and the top scorers."""

from __future__ import annotations

import pytest

from gamify.ratings import CREDIT, StarCounts
from gamify.scorers import rank_engineers
from gamify.standings import EngineerTable, Rules
from pages.ui.top_scorers import Scorer, TopScorers, initials, top_scorers
from tests.factories import tally_of


def scorers(*goals: float) -> EngineerTable:
    """Engineers 1, 2, 3 … with so many five-star ratings each."""
    return rank_engineers(
        tally_of(at, f"Engineer {at}", StarCounts(five=int(five * CREDIT)), team="Storage")
        for at, five in enumerate(goals, start=1)
    )


def drawn(*goals: float) -> TopScorers:
    return top_scorers(scorers(*goals), rules=Rules(), language="en")


def test_shared_credit_shows_half_a_goal() -> None:
    best = drawn(16.5, 9).podium[0]

    assert best == Scorer(
        id=1,
        place="1",
        name="Engineer 1",
        initials="E1",
        team="Storage",
        goals="16.5",
        why=best.why,
    )
    assert "16.5" in best.why


def test_no_more_than_the_best_half_is_shown() -> None:
    table = drawn(9, 8, 7, 6, 5, 4, 3, 2)

    assert [line.goals for line in table.podium + table.rest] == ["9", "8", "7", "6"]
    assert table.note == "The best 4 of 8 who scored"


def test_no_more_than_ten_are_shown_of_two_thousand() -> None:
    table = drawn(*range(2000, 0, -1))

    assert len(table.podium + table.rest) == 10
    assert table.note == "The best 10 of 2,000 who scored"


def test_three_who_scored_stand_on_the_podium_without_a_note() -> None:
    table = drawn(3, 2, 1)

    assert (len(table.podium), table.rest, table.note) == (3, (), "")


def test_who_has_no_five_is_not_shown() -> None:
    assert drawn(0, 0) == TopScorers((), (), "")


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Anna Sokolova", "AS"),
        ("Т. Журавлёва", "ТЖ"),
        ("Jo", "J"),
        ("[a](b)", "AB"),
        ("Maria de la Cruz", "MC"),
        ("🙂", ""),
    ],
)
def test_initials_are_the_first_and_last_word(name: str, letters: str) -> None:
    assert initials(name) == letters
