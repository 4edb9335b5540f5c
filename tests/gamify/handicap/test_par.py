"""The par of kinds of work (SCORING B1)."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.handicap.par import MOST_ROUNDS, ParFit, WorkSums, fit_par
from gamify.ratings import CREDIT

N = [[60, 20, 5], [55, 25, 0], [10, 40, 40], [5, 30, 45]]
LOST = [[2, 3, 2], [3, 4, 0], [0, 4, 9], [0, 5, 12]]

#: Rows of unit, stratum, ratings and lost stars.
Rows = list[tuple[int, int, int, int]]

KNOWN: Rows = [
    (unit, 10 * stratum, N[unit][stratum], LOST[unit][stratum])
    for unit in range(4)
    for stratum in range(3)
]

row = st.tuples(
    st.integers(0, 6), st.integers(0, 5), st.integers(0, 400), st.integers(0, 1600)
).map(lambda row: (*row[:3], min(row[3], 4 * row[2])))
work = st.lists(row, max_size=25)


def sums_of(rows: Rows) -> WorkSums:
    columns = np.array(rows, dtype=np.int64).reshape(-1, 4).T
    return WorkSums(*columns)


def test_par_has_its_known_answer() -> None:
    fit = fit_par(sums_of(KNOWN))
    assert (fit.par4, fit.g4) == ({0: 435, 10: 1391, 20: 2484}, 1313)
    assert 0 < fit.rounds < MOST_ROUNDS


def test_a_strong_unit_does_not_make_its_own_work_look_easy() -> None:
    """The raw means are 385, 1391 and 2556: the easy kind is done by those who lose little."""
    raw = np.round(np.sum(LOST, axis=0) / np.sum(N, axis=0) * 10_000).tolist()
    fitted = list(fit_par(sums_of(KNOWN)).par4.values())
    assert raw == [385, 1391, 2556]
    assert raw[0] < fitted[0] < fitted[2] < raw[2]


def test_work_in_credit_units_has_the_par_of_whole_ratings() -> None:
    units = [(unit, stratum, CREDIT * n, CREDIT * lost) for unit, stratum, n, lost in KNOWN]
    assert fit_par(sums_of(units), unit_size=CREDIT).par4 == fit_par(sums_of(KNOWN)).par4


def test_rows_of_one_unit_and_stratum_are_added_up() -> None:
    halves = [(0, 0, 30, 1), (0, 0, 30, 1), *KNOWN[1:]]
    assert fit_par(sums_of(halves)) == fit_par(sums_of(KNOWN))


def test_one_kind_of_work_has_the_common_par() -> None:
    one = [(1, 7, 100, 11), (2, 7, 50, 3), (3, 7, 7, 0)]
    fit = fit_par(sums_of(one))
    assert (fit.par4, fit.g4) == ({7: 892}, 892)


def test_the_common_par_is_rounded_half_up() -> None:
    assert fit_par(sums_of([(1, 1, 20_000, 3)])).g4 == 2
    assert fit_par(sums_of([(1, 1, 20_001, 3)])).g4 == 1


def test_a_kind_that_nobody_lost_a_star_on_borrows_a_little_from_the_common_rate() -> None:
    fit = fit_par(sums_of([(1, 1, 100, 20), (1, 2, 100, 0)]))
    assert 0 < fit.par4[2] < fit.g4 < fit.par4[1]


def test_fives_a_ticket_are_fitted_the_same_way() -> None:
    """Two engineers alike: 120 of 1000 tickets of kind 1 bring a five, 50 of 1000 of kind 2."""
    tickets = [(1, 1, 500, 60), (2, 1, 500, 60), (1, 2, 500, 25), (2, 2, 500, 25)]
    fit = fit_par(sums_of(tickets))
    assert fit.g4 == 850
    assert fit.par4 == {1: pytest.approx(1200, abs=5), 2: pytest.approx(500, abs=5)}


def test_no_work_has_no_par() -> None:
    assert fit_par(sums_of([])) == ParFit({}, g4=1, rounds=0)


@pytest.mark.parametrize(
    "rows",
    [[(1, 1, 40, 0), (2, 2, 60, 0)], [(1, 1, 0, 0), (2, 2, 0, 0)]],
    ids=["all fives", "no ratings"],
)
def test_where_nothing_was_lost_every_par_is_the_least_there_is(rows: Rows) -> None:
    assert fit_par(sums_of(rows)) == ParFit({1: 1, 2: 1}, g4=1, rounds=0)


def test_nothing_but_ones_has_a_par_of_four_stars() -> None:
    fit = fit_par(sums_of([(1, 1, 40, 160), (2, 2, 60, 240), (2, 3, 0, 0)]))
    assert (fit.par4, fit.g4) == ({1: 40_000, 2: 40_000, 3: 40_000}, 40_000)


@given(work)
def test_what_is_due_of_all_is_what_all_lost(rows: Rows) -> None:
    """Rounding may move a par by half a unit, and one that is nearly none up to a whole one."""
    fit = fit_par(sums_of(rows))
    due = sum(n * fit.par4[stratum] for _, stratum, n, _ in rows)
    lost = sum(lost for *_, lost in rows)
    assert abs(due - 10_000 * lost) <= sum(n for *_, n, _ in rows)
    assert all(par >= 1 for par in fit.par4.values())


@given(work, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: Rows, chance: Random) -> None:
    turned = rows[::-1]
    chance.shuffle(turned)
    assert fit_par(sums_of(turned)) == fit_par(sums_of(rows))


@given(work)
def test_the_numbers_that_units_go_by_change_nothing(rows: Rows) -> None:
    renumbered = [(-unit, stratum, n, lost) for unit, stratum, n, lost in rows]
    assert fit_par(sums_of(renumbered)).par4 == fit_par(sums_of(rows)).par4


def test_two_thousand_engineers_and_sixty_kinds_of_work_are_fitted() -> None:
    rng = np.random.default_rng(7)
    n = rng.poisson(8, (2_000, 60))
    lost = rng.poisson(n * rng.gamma(2, 0.06, 60))
    unit, stratum = np.divmod(np.arange(n.size), 60)
    fit = fit_par(WorkSums(unit, stratum, n.ravel(), lost.ravel()))
    due = n.sum(axis=0) @ np.array([fit.par4[kind] for kind in range(60)])
    assert due / 10_000 == pytest.approx(lost.sum(), rel=1e-3)
