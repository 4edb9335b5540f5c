"""Clean sheet (SCORING D)."""

from __future__ import annotations

from gamify.nominations.clean_sheet import NOMINATION
from tests.sheets import Given, places, sheet_of, verdict, waiting

FOUR = Given(stars=4)


def test_the_longest_run_counts_wherever_it_lies() -> None:
    sheet = sheet_of(*[Given()] * 2, FOUR, *[Given()] * 4, FOUR, *[Given()] * 3)
    assert places(verdict(sheet, NOMINATION, run=2)) == [(1, "Ann", "4 fives in a row")]


def test_ten_are_just_enough() -> None:
    sheet = sheet_of(*[Given()] * 10, *[Given(owner=2)] * 9)
    found = verdict(sheet, NOMINATION)
    assert places(found) == [(1, "Ann", "10 fives in a row")]
    assert waiting(found) == [("Bob", "1 more five in a row to be ranked.")]


def test_others_ratings_in_between_do_not_end_a_run() -> None:
    ratings = [one for _ in range(10) for one in (Given(), Given(owner=2, stars=1))]
    assert places(verdict(sheet_of(*ratings), NOMINATION)) == [(1, "Ann", "10 fives in a row")]


def test_half_of_the_credit_counts_and_less_neither_adds_nor_ends() -> None:
    half = Given(owner=2, helpers=(1,))
    less = Given(owner=0, helpers=(1, 4, 5), stars=1)
    found = verdict(sheet_of(*[Given()] * 5, less, *[half] * 5), NOMINATION)
    assert places(found) == [(1, "Ann", "10 fives in a row")]


def test_a_lower_rating_with_half_of_the_credit_ends_a_run() -> None:
    shared = Given(owner=2, helpers=(1,), stars=4)
    found = verdict(sheet_of(*[Given()] * 9, shared, *[Given()] * 9), NOMINATION)
    assert waiting(found) == [("Ann", "1 more five in a row to be ranked.")]


def test_of_equal_runs_the_one_that_still_runs_wins() -> None:
    sheet = sheet_of(*[Given()] * 10, FOUR, *[Given(owner=2)] * 10)
    found = verdict(sheet, NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Bob", "Ann"]
    assert [str(one.candidate.sentence) for one in found.placed] == [
        "10 fives in a row, and the run goes on; each with half of the credit or more.",
        "10 fives in a row; each with half of the credit or more.",
    ]


def test_of_equal_runs_more_customers_win() -> None:
    same = [Given(customer=1)] * 10
    many = [Given(owner=2, customer=at % 2 + 1) for at in range(10)]
    found = verdict(sheet_of(*same, *many), NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Bob", "Ann"]


def test_of_two_own_runs_the_one_that_still_runs_is_shown() -> None:
    found = verdict(sheet_of(*[Given()] * 10, FOUR, *[Given()] * 10), NOMINATION)
    assert found.winners[0].tie == (1, 0)


def test_a_season_without_a_five_or_a_rating_has_no_run() -> None:
    assert verdict(sheet_of(FOUR), NOMINATION).waiting == ()
    assert verdict(sheet_of(), NOMINATION).waiting == ()
