"""Newcomer (SCORING D)."""

from __future__ import annotations

from datetime import date

from gamify.nominations.newcomer import NOMINATION
from tests.sheets import Given, Worked, par_of, places, sheet_of, verdict, waiting

#: 180 days before 31 December 2026, and the day before that.
JUST_NEW, JUST_OLD = date(2026, 7, 4), date(2026, 7, 3)
RATINGS = [Given(owner=owner) for owner in (1, 2, 3) for _ in range(5)]
TICKETS = [Worked(owner=owner) for owner in (1, 2, 3) for _ in range(20 * owner)]


def test_only_those_who_began_within_the_days_are_judged() -> None:
    first = {1: JUST_OLD, 2: JUST_NEW, 3: date(2026, 12, 1)}
    sheet = sheet_of(*RATINGS, tickets=TICKETS, par=par_of(500), first_ticket=first)
    assert [name for _, name, _ in places(verdict(sheet, NOMINATION))] == ["Bob", "Cid"]


def test_four_and_a_half_ratings_wait_for_one_more() -> None:
    ratings = [*[Given()] * 4, Given(helpers=(2,))]
    sheet = sheet_of(*ratings, tickets=[Worked()], par=par_of(500), first_ticket={1: JUST_NEW})
    assert waiting(verdict(sheet, NOMINATION)) == [("Ann", "1 more rating to be ranked.")]


def test_five_ratings_are_enough_whatever_their_stars() -> None:
    ratings = [*[Given(stars=4)] * 4, Given()]
    sheet = sheet_of(*ratings, tickets=[Worked()], par=par_of(500), first_ticket={1: JUST_NEW})
    assert [name for _, name, _ in places(verdict(sheet, NOMINATION))] == ["Ann"]


def test_where_nobody_has_a_known_beginning_it_is_unavailable() -> None:
    found = verdict(sheet_of(*RATINGS, tickets=TICKETS, par=par_of(500)), NOMINATION)
    assert str(found.unavailable) == "It isn't known when engineers had their first tickets."


def test_without_a_par_it_is_unavailable() -> None:
    found = verdict(sheet_of(*RATINGS, first_ticket={1: JUST_NEW}), NOMINATION)
    assert str(found.unavailable) == "There is no par yet."
