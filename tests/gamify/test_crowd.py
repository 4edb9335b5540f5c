"""A team's figures are shown once they tell of nobody in it."""

from __future__ import annotations

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gamify.crowd import OwnerDay, Stretch, in_crowds, is_crowd, weeks_of
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season

QUARTER = parse_season("2026-Q4", calendar=Calendar())
MONDAY = date(2026, 10, 5)


@pytest.mark.parametrize(
    ("owners", "shown"),
    [
        ({}, False),
        ({1: 40}, False),
        ({1: 20, 2: 20}, False),
        ({1: 3, 2: 3, 3: 3}, False),
        ({1: 4, 2: 3, 3: 3}, True),
        # Somebody nobody knows is a rating, but not a third person.
        ({1: 10, 2: 10, 0: 10}, False),
        # Nearly all are one's: the sum would be that person's average.
        ({1: 31, 2: 5, 3: 4}, False),
        ({1: 30, 2: 5, 3: 5}, True),
    ],
)
def test_a_crowd_is_enough_people_with_enough_ratings(
    owners: dict[int, int], *, shown: bool
) -> None:
    assert is_crowd(owners) is shown


def test_weeks_run_from_monday_to_sunday_and_end_with_today() -> None:
    days = [OwnerDay(MONDAY, 1, StarCounts(five=2)), OwnerDay(date(2026, 10, 11), 2, StarCounts(1))]

    weeks = weeks_of(QUARTER, days, today=date(2026, 10, 13))

    assert [(one.first, one.last, one.stars.n) for one in weeks] == [
        (date(2026, 10, 1), date(2026, 10, 4), 0),
        (MONDAY, date(2026, 10, 11), 3),
        (date(2026, 10, 12), date(2026, 10, 13), 0),
    ]
    assert weeks[1].owners == {1: 2, 2: 1}


def week(number: int, owners: dict[int, int]) -> Stretch:
    first = MONDAY + timedelta(weeks=number)
    n = sum(owners.values())
    return Stretch(first, first + timedelta(days=6), StarCounts(five=n), owners)


def test_what_is_left_at_the_end_joins_the_last_stretch() -> None:
    crowd = {1: 4, 2: 4, 3: 4}

    joined = in_crowds([week(0, {1: 2}), week(1, crowd), week(2, crowd), week(3, {2: 1})])

    assert [(one.first, one.stars.n) for one in joined] == [
        (MONDAY, 14),
        (MONDAY + timedelta(weeks=2), 13),
    ]
    assert in_crowds([week(0, {1: 30}), week(1, {2: 30})]) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.dictionaries(st.integers(0, 4), st.integers(1, 9), max_size=4), min_size=1, max_size=12
    )
)
def test_nothing_can_be_found_by_taking_one_stretch_from_another(
    weeks: list[dict[int, int]],
) -> None:
    stretches = [week(number, owners) for number, owners in enumerate(weeks)]

    joined = in_crowds(stretches)

    # Either nothing is shown, or stretches that are each a crowd but for a last one with more,
    # follow each other without a gap and sum to the whole.
    if joined:
        assert sum(one.stars.n for one in joined) == sum(one.stars.n for one in stretches)
        assert joined[0].first == stretches[0].first
        assert joined[-1].last == stretches[-1].last
        assert all(
            later.first - earlier.last == timedelta(days=1)
            for earlier, later in itertools.pairwise(joined)
        )
        assert all(one.is_crowd for one in joined[:-1])
        assert len({engineer for engineer in joined[-1].owners if engineer}) >= 3
