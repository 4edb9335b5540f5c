"""Tester (SCORING D)."""

from __future__ import annotations

from datetime import date

import pytest

from gamify.nominations.sheet import Defect
from gamify.nominations.tester import NOMINATION
from tests.sheets import places, sheet_of, verdict, waiting


def defect(
    severity: int = 0,
    reporter: int = 1,
    *,
    confirmed: bool | None = True,
    confirmer: int | None = 5,
    is_duplicate: bool = False,
    day: date | None = None,
) -> Defect:
    return Defect(reporter, severity, confirmed, confirmer, is_duplicate, day)


def test_points_go_by_severity() -> None:
    found = verdict(sheet_of(defects=[defect(severity) for severity in range(4)]), NOMINATION)
    assert places(found) == [(1, "Ann", "11 points")]
    assert str(found.winners[0].sentence) == (
        "Confirmed defects: blockers 1 × 5, critical 1 × 3, major 1 × 2, minor 1 × 1 make 11."
    )


@pytest.mark.parametrize(
    "another",
    [
        pytest.param(defect(3, is_duplicate=True), id="a duplicate"),
        pytest.param(defect(3, confirmer=1), id="confirmed by the reporter"),
        pytest.param(defect(3, confirmed=None), id="not decided yet"),
        pytest.param(defect(3, confirmed=False, is_duplicate=True), id="a rejected duplicate"),
    ],
)
def test_what_does_not_count_changes_nothing(another: Defect) -> None:
    found = verdict(sheet_of(defects=[*[defect()] * 3, another]), NOMINATION)
    assert places(found) == [(1, "Ann", "3 points")]


def test_a_defect_whose_confirmer_is_not_known_counts() -> None:
    found = verdict(sheet_of(defects=[defect(confirmer=None)] * 3), NOMINATION)
    assert places(found) == [(1, "Ann", "3 points")]


def test_three_of_five_confirmed_are_just_enough_and_three_of_six_are_not() -> None:
    rejected = defect(confirmed=False)
    enough = verdict(sheet_of(defects=[*[defect()] * 3, *[rejected] * 2]), NOMINATION)
    assert places(enough) == [(1, "Ann", "3 points")]
    short = verdict(sheet_of(defects=[*[defect()] * 3, *[rejected] * 3]), NOMINATION)
    assert waiting(short) == [("Ann", "Ranked once 60 % of the decided defects are confirmed.")]


def test_two_confirmed_wait_for_a_third() -> None:
    found = verdict(sheet_of(defects=[defect(3), defect(3)]), NOMINATION)
    assert waiting(found) == [("Ann", "1 more confirmed defect to be ranked.")]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param([3, 1, 1], [2, 2, 2], id="of equal points more blockers"),
        pytest.param([2, 2, 0, 0], [1, 1, 1, 1], id="of equal blockers more criticals"),
    ],
)
def test_ties_go_to_the_more_severe(better: list[int], worse: list[int]) -> None:
    defects = [defect(each) for each in worse] + [defect(each, reporter=2) for each in better]
    assert [
        (place, name) for place, name, _ in places(verdict(sheet_of(defects=defects), NOMINATION))
    ] == [
        (1, "Bob"),
        (2, "Ann"),
    ]


def test_the_earlier_score_wins_a_tie_and_an_unknown_day_is_the_latest() -> None:
    early, late = date(2026, 10, 1), date(2026, 10, 2)
    defects = [
        *[defect(reporter=1)] * 3,
        *[defect(reporter=2, day=late)] * 3,
        *[defect(reporter=3, day=early)] * 3,
    ]
    assert [name for _, name, _ in places(verdict(sheet_of(defects=defects), NOMINATION))] == [
        "Cid",
        "Bob",
        "Ann",
    ]


def test_without_a_tracker_it_is_unavailable_and_with_an_empty_one_nobody_is_placed() -> None:
    found = verdict(sheet_of(), NOMINATION)
    assert str(found.unavailable) == "No tracker of defects is connected."
    assert verdict(sheet_of(defects=[]), NOMINATION).unavailable is None
