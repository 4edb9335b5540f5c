"""Fastest: the golden index of SCORING D."""

from __future__ import annotations

from fractions import Fraction

import pytest

from gamify.nominations.fastest import NOMINATION
from tests.sheets import Given, Worked, par_of, places, sheet_of, verdict, waiting

PAR = par_of(1000)
FAST, USUAL, SLOW = Worked(minutes=10), Worked(minutes=20), Worked(minutes=99)


def test_the_golden_index_with_its_arithmetic() -> None:
    found = verdict(sheet_of(tickets=[*[FAST] * 66, *[SLOW] * 34], par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "63.3")]
    assert found.winners[0].score == Fraction(190, 3)
    assert str(found.winners[0].sentence) == (
        "Tickets: 100, faster than such tickets usually are: 66; with 20 borrowed, half of them "
        "faster, 63.3."
    )


def test_a_ticket_just_as_fast_as_usual_counts_a_half() -> None:
    found = verdict(sheet_of(tickets=[*[FAST] * 15, USUAL, *[SLOW] * 14], par=PAR), NOMINATION)
    assert found.winners[0].score == Fraction(100 * (31 + 20), 2 * 50)
    assert "usually are: 15.5;" in str(found.winners[0].sentence)


@pytest.mark.parametrize(
    "left_out",
    [
        pytest.param(Worked(transferred=1), id="passed on"),
        pytest.param(Worked(answered=0), id="closed without an answer"),
        pytest.param(Worked(minutes=-1), id="of an unknown time"),
        pytest.param(Worked(stratum=9), id="of a kind without a usual time"),
    ],
)
def test_what_is_left_out_changes_nothing(left_out: Worked) -> None:
    found = verdict(sheet_of(tickets=[*[FAST] * 29, left_out], par=PAR), NOMINATION)
    assert waiting(found) == [("Ann", "1 more ticket to be ranked.")]
    enough = verdict(sheet_of(tickets=[*[FAST] * 30, left_out], par=PAR), NOMINATION)
    assert places(enough) == [(1, "Ann", "80.0")]


def test_a_reopened_ticket_is_left_out() -> None:
    theirs = Worked(owner=2, reopened=1)
    tickets = [*[Worked(reopened=0)] * 30, Worked(reopened=1), theirs]
    found = verdict(sheet_of(tickets=tickets, par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "80.0")]


def test_whoever_reopens_more_than_the_department_waits() -> None:
    mine = [*[Worked(reopened=0)] * 30, *[Worked(reopened=1)] * 2]
    theirs = [*[Worked(owner=2, reopened=0)] * 31, Worked(owner=2, reopened=1)]
    found = verdict(sheet_of(tickets=[*mine, *theirs], par=PAR), NOMINATION)
    assert places(found) == [(1, "Bob", "80.3")]
    assert waiting(found) == [("Ann", "Ranked while at most 4.6 % of the tickets are reopened.")]


def test_losing_just_the_par_is_fine_and_one_star_more_waits() -> None:
    tickets = [*[FAST] * 30, *[Worked(owner=2)] * 30]
    just = [*[Given()] * 9, Given(stars=4)]
    more = [*[Given(owner=2)] * 9, Given(owner=2, stars=3)]
    found = verdict(sheet_of(*just, *more, tickets=tickets, par=PAR), NOMINATION)
    assert places(found) == [(1, "Ann", "80.0")]
    assert waiting(found) == [("Bob", "Ranked while customers take off at most par: 1.0 stars.")]


def test_of_equal_indices_more_tickets_win() -> None:
    usual = [*[USUAL] * 30, *[Worked(owner=2, minutes=20)] * 31]
    assert places(verdict(sheet_of(tickets=usual, par=PAR), NOMINATION)) == [
        (1, "Bob", "50.0"),
        (2, "Ann", "50.0"),
    ]


def test_what_is_lacking_is_said() -> None:
    assert str(verdict(sheet_of(tickets=[FAST]), NOMINATION).unavailable) == "There is no par yet."
    timeless = verdict(sheet_of(tickets=[Worked(minutes=-1)], par=PAR), NOMINATION)
    assert str(timeless.unavailable) == "Tickets don't say when they were opened and solved."
    unfitted = verdict(sheet_of(tickets=[FAST], par=par_of()), NOMINATION)
    assert str(unfitted.unavailable) == "It isn't known yet how long tickets usually take."
