"""Hat-trick, a badge (SCORING D)."""

from __future__ import annotations

from datetime import date, timedelta

from gamify.nominations.hat_trick import NOMINATION
from tests.sheets import MONDAY, Given, places, sheet_of, verdict, waiting

SUNDAY = MONDAY + timedelta(days=6)


def fives(*days: date, owner: int = 1) -> list[Given]:
    return [Given(owner=owner, day=day) for day in days]


def test_monday_to_sunday_is_a_week_and_sunday_to_monday_is_not() -> None:
    within = fives(MONDAY, MONDAY, SUNDAY)
    across = fives(SUNDAY, SUNDAY, SUNDAY + timedelta(days=1), owner=2)
    found = verdict(sheet_of(*within, *across), NOMINATION)
    assert places(found) == [(1, "Ann", "1 week")]


def test_everybody_who_earned_it_stands_in_place_one() -> None:
    weeks = [MONDAY + timedelta(days=7 * week) for week in (0, 1)]
    ratings = [one for day in weeks for one in fives(day, day, day, owner=2)]
    found = verdict(sheet_of(*fives(MONDAY, MONDAY, MONDAY), *ratings), NOMINATION)
    assert places(found) == [(1, "Ann", "1 week"), (1, "Bob", "2 weeks")]
    assert str(found.placed[1].candidate.sentence) == "Hat-tricks in 2 weeks of the season."
    assert NOMINATION.is_badge


def test_helping_is_not_scoring_on_the_own_ticket() -> None:
    found = verdict(sheet_of(*[Given(helpers=(2,))] * 3), NOMINATION)
    assert [name for _, name, _ in places(found)] == ["Ann"]


def test_lower_ratings_do_not_count() -> None:
    assert verdict(sheet_of(Given(), Given(), Given(stars=4)), NOMINATION).placed == ()


def test_three_customers_are_asked_for_where_customers_are_known() -> None:
    three = [Given(customer=at) for at in (1, 2, 3)]
    two = [Given(owner=2, customer=at) for at in (1, 2, 2)]
    assert [name for _, name, _ in places(verdict(sheet_of(*three, *two), NOMINATION))] == ["Ann"]


def test_somebody_under_review_waits_alone() -> None:
    ratings = [*[Given()] * 3, *[Given(owner=2)] * 3]
    found = verdict(sheet_of(*ratings, under_review=frozenset({1})), NOMINATION)
    assert places(found) == [(1, "Bob", "1 week")]
    assert waiting(found) == [("Ann", "A lead looks at it first.")]
    assert not found.is_under_review


def test_a_season_without_ratings_has_no_badge() -> None:
    assert verdict(sheet_of(), NOMINATION).placed == ()
