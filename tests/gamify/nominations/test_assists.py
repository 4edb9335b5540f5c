"""Assists (SCORING C, D)."""

from __future__ import annotations

from gamify.nominations.assists import NOMINATION
from tests.sheets import Given, places, sheet_of, verdict, waiting


def test_every_five_with_a_helper_counts_whole_for_each_of_them() -> None:
    sheet = sheet_of(*[Given(helpers=(2, 3))] * 3, Given(helpers=(3,)))
    assert places(verdict(sheet, NOMINATION)) == [(1, "Cid", "4 assists"), (2, "Bob", "3 assists")]


def test_one_assist_waits_for_another_and_lower_ratings_are_none() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(stars=4, helpers=(2,)))
    found = verdict(sheet, NOMINATION)
    assert (places(found), waiting(found)) == ([], [("Bob", "1 more assist to be ranked.")])


def test_of_equal_assists_more_colleagues_helped_win() -> None:
    one = [Given(owner=1, helpers=(4,))] * 2
    two = [Given(owner=1, helpers=(5,)), Given(owner=2, helpers=(5,))]
    found = verdict(sheet_of(*one, *two), NOMINATION)
    assert places(found) == [(1, "Eve", "2 assists"), (2, "Dee", "2 assists")]
    assert str(found.winners[0].sentence) == (
        "Fives on colleagues' tickets: 2; colleagues helped: 2."
    )


def test_an_unknown_owner_is_no_colleague_who_was_helped() -> None:
    found = verdict(sheet_of(*[Given(owner=0, helpers=(2,))] * 2), NOMINATION)
    assert str(found.winners[0].sentence) == (
        "Fives on colleagues' tickets: 2; colleagues helped: 0."
    )


def test_where_no_ticket_names_several_it_is_unavailable() -> None:
    found = verdict(sheet_of(Given(), Given()), NOMINATION)
    assert str(found.unavailable) == "No ticket names several engineers."
