"""Handicap, form index and borrowed fives (SCORING B3)."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.averages import show_average, show_difference
from gamify.handicap.form import estimate_kappa, form_index, handicap_of, quality_only_due
from gamify.ratings import CREDIT

#: 140 · 0.12 + 120 · 0.08 + 96 · 0.05 fives.
DUE = 140 * 1200 + 120 * 800 + 96 * 500
BROUGHT = [38, 25, 30, 12, 20]

fives = st.integers(0, 400 * CREDIT)
dues = st.integers(0, 4_000_000)
kappas = st.integers(2, 50)
quarters = st.lists(st.lists(st.tuples(fives, dues), max_size=6), max_size=4)


def test_the_form_index_has_its_known_answer() -> None:
    index = form_index(
        fives=38 * CREDIT,
        due=DUE,
        everyone_fives=400 * CREDIT,
        everyone_due=4_000_000,
        kappa=10,
    )
    assert (index, show_average(index, decimals=1)) == (Fraction(12000, 103), "116.5")


def test_whole_fives_and_credit_units_have_one_index() -> None:
    assert form_index(
        fives=38, due=DUE, everyone_fives=400, everyone_due=4_000_000, kappa=10, unit=1
    ) == Fraction(12000, 103)


def test_the_handicap_has_its_known_answer() -> None:
    handicap = handicap_of(fives=38 * CREDIT, due=DUE)
    assert (handicap, show_difference(handicap)) == (Fraction(34, 5), "+6.8")


@pytest.mark.parametrize(("third", "kappa"), [(120_000, 5), (245_000, 50)])
def test_borrowed_fives_have_their_known_answers(third: int, kappa: int) -> None:
    due = [312_000, 270_000, third, 153_000, 220_000]
    units = [[(CREDIT * five, par) for five, par in zip(BROUGHT, due, strict=True)]]
    assert estimate_kappa(units) == kappa


@pytest.mark.parametrize("window", [[], [[]], [[(CREDIT, 9000)]], [[(0, 9000), (0, 8000)]]])
def test_borrowed_fives_are_the_default_where_nothing_can_be_told(
    window: list[list[tuple[int, int]]],
) -> None:
    assert estimate_kappa(window) == 10


def test_somebody_without_tickets_has_the_index_of_the_borrowed_fives_alone() -> None:
    assert form_index(
        fives=0, due=0, everyone_fives=90 * CREDIT, everyone_due=1_000_000, kappa=10
    ) == Fraction(90)


def test_where_nothing_was_due_of_anyone_there_is_no_index() -> None:
    assert form_index(fives=0, due=0, everyone_fives=0, everyone_due=0, kappa=10) is None


def test_without_tickets_the_common_share_of_fives_is_due() -> None:
    """20 ratings, of which nine in ten are fives everywhere: 18 fives are due."""
    due = quality_only_due(20 * CREDIT, everyone_ratings=1000 * CREDIT, everyone_fives=900 * CREDIT)
    assert due == 180_000


def test_what_is_due_by_quality_is_rounded_half_up() -> None:
    assert quality_only_due(1, everyone_ratings=20_000, everyone_fives=1, unit=1) == 1
    assert quality_only_due(1, everyone_ratings=20_001, everyone_fives=1, unit=1) == 0


def test_no_ratings_at_all_have_nothing_due() -> None:
    assert quality_only_due(0, everyone_ratings=0, everyone_fives=0) == 0


@given(fives, dues, fives, st.integers(1, 4_000_000), kappas)
def test_one_more_five_raises_the_index(
    mine: int, due: int, others: int, others_due: int, kappa: int
) -> None:
    before, after = (
        form_index(
            fives=mine + more,
            due=due,
            everyone_fives=mine + others + more,
            everyone_due=due + others_due,
            kappa=kappa,
        )
        for more in (0, CREDIT)
    )
    assert before is not None
    assert after is not None
    assert after > before


@given(quarters)
def test_borrowed_fives_keep_their_bounds_whatever_the_order(
    window: list[list[tuple[int, int]]],
) -> None:
    kappa = estimate_kappa(window)
    assert 2 <= kappa <= 50
    assert estimate_kappa([quarter[::-1] for quarter in window[::-1]]) == kappa
