"""Sums over columns: exact, and nobody's rows are nobody's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gamify.nominations.sums import (
    amounts_of_different,
    counted,
    credited_stars,
    different,
    distinct,
    newest,
    star_sums,
    summed,
)
from gamify.ratings import CREDIT, StarCounts
from tests.sheets import Given, column, sheet_of

UNITS = column([2, 0, 2, 7, 0])


def test_amounts_are_summed_by_unit_and_those_of_nobody_left_out() -> None:
    assert summed(UNITS, column([3, 9, 4, 5, 9])) == {2: 7, 7: 5}
    assert counted(UNITS) == {2: 2, 7: 1}


def test_sums_are_exact_where_floats_are_not() -> None:
    assert summed(column([1, 1]), column([2**53, 1])) == {1: 2**53 + 1}


def test_a_unit_without_rows_has_nothing() -> None:
    assert summed(UNITS, UNITS)[5] == 0


def test_different_things_count_once_and_unknown_ones_never() -> None:
    assert distinct(column([1, 1, 1, 2, 0]), column([8, 8, 9, 0, 8])) == {1: 2}
    assert amounts_of_different(column([0, 0, 1]), column([8, 9, 0]), 3).tolist() == [2, 0, 0]


@given(st.lists(st.integers(0, 2**62)))
def test_different_keys_are_those_of_a_set_in_order(keys: list[int]) -> None:
    assert different(column(keys)).tolist() == sorted(set(keys))


def test_the_newest_instant_of_each_unit_is_found_before_1970_too() -> None:
    assert newest(UNITS, column([-5, 9, -7, 3, 9])) == {2: -5, 7: 3}


def test_stars_are_summed_by_engineer_in_credit_units() -> None:
    sheet = sheet_of(Given(helpers=(2,)), Given(stars=1), Given(stars=4, owner=2))
    assert credited_stars(sheet) == {
        1: StarCounts(five=CREDIT // 2, one=CREDIT),
        2: StarCounts(five=CREDIT // 2, four=CREDIT),
    }
    stars = np.array([[1, 2, 3, 4, 5], [1, 0, 0, 0, 0], [9, 9, 9, 9, 9]], dtype=np.int64)
    assert star_sums(column([3, 3, 0]), stars) == {3: StarCounts(2, 2, 3, 4, 5)}


def test_no_rows_make_no_sums() -> None:
    none = column([])
    assert (summed(none, none), counted(none), distinct(none, none)) == ({}, {}, {})
    assert (newest(none, none), credited_stars(sheet_of())) == ({}, {})
