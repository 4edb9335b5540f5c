"""Top scorer (SCORING D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.nominations.top_scorer import NOMINATION
from tests.sheets import Given, places, sheet_of, verdict, waiting


def test_shared_goals_count_by_shares() -> None:
    found = verdict(sheet_of(Given(), Given(helpers=(2,)), Given(owner=2)), NOMINATION)
    assert places(found) == [(1, "Ann", "1.5 goals"), (2, "Bob", "1.5 goals")]


def test_the_sentence_never_says_of_how_many_ratings() -> None:
    found = verdict(sheet_of(Given(), Given(), Given(stars=4)), NOMINATION)
    assert str(found.winners[0].sentence) == "2 ratings of five stars."
    assert found.winners[0].score == Fraction(2)


def test_of_equal_goals_fewer_lost_stars_win() -> None:
    sheet = sheet_of(Given(), Given(stars=1), Given(owner=2), Given(stars=2, owner=2))
    assert places(verdict(sheet, NOMINATION)) == [(1, "Bob", "1 goal"), (2, "Ann", "1 goal")]


def test_of_equal_goals_and_lost_stars_the_earlier_score_wins() -> None:
    sheet = sheet_of(Given(owner=2), Given(owner=1))
    assert places(verdict(sheet, NOMINATION)) == [(1, "Bob", "1 goal"), (2, "Ann", "1 goal")]


def test_a_share_of_one_rating_brings_both_the_same_place() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(helpers=(2,)))
    assert places(verdict(sheet, NOMINATION)) == [(1, "Ann", "1 goal"), (1, "Bob", "1 goal")]


def test_less_than_a_whole_goal_waits_for_one_more() -> None:
    found = verdict(sheet_of(Given(helpers=(2, 3))), NOMINATION)
    assert found.placed == ()
    assert waiting(found) == [
        ("Ann", "1 more five to be ranked."),
        ("Bob", "1 more five to be ranked."),
        ("Cid", "1 more five to be ranked."),
    ]


def test_the_gate_can_be_set() -> None:
    sheet = sheet_of(*[Given()] * 3, *[Given(owner=2)] * 2)
    found = verdict(sheet, NOMINATION, goals=3)
    assert places(found) == [(1, "Ann", "3 goals")]
    assert waiting(found) == [("Bob", "1 more five to be ranked.")]


def test_an_engineer_without_a_five_is_no_candidate() -> None:
    found = verdict(sheet_of(Given(stars=4)), NOMINATION)
    assert (found.placed, found.waiting, found.unavailable) == ((), (), None)


def test_an_open_flag_blocks_the_award_and_not_the_score() -> None:
    found = verdict(sheet_of(Given(), under_review=frozenset({1})), NOMINATION)
    assert found.is_under_review
    assert places(found) == [(1, "Ann", "1 goal")]


def test_a_flag_of_the_runner_up_blocks_nothing() -> None:
    sheet = sheet_of(Given(), Given(), Given(owner=2), under_review=frozenset({2}))
    assert not verdict(sheet, NOMINATION).is_under_review
