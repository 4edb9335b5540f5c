"""Borrowed ratings from the data (SCORING A3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.ratings import CREDIT, StarCounts
from gamify.standings import Rules, Strength
from gamify.strength import clamp_borrowed, dispersion, person_strength, spread, team_strength

RULES = Rules()
TEAMS = [
    StarCounts(85, 1, 0, 0, 0),
    StarCounts(96, 4, 0, 0, 0),
    StarCounts(12, 0, 0, 0, 0),
    StarCounts(150, 13, 3, 1, 3),
]

counts = st.integers(0, 500)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
quarters = st.lists(st.lists(stars, max_size=6), max_size=4)


def in_units(stars: StarCounts) -> StarCounts:
    return StarCounts(*(CREDIT * number for number in stars.as_tuple()))


def test_strength_has_its_known_answer() -> None:
    everyone = sum(TEAMS, StarCounts())
    strength = team_strength([TEAMS], rules=RULES)
    assert (everyone.n, everyone.lost, everyone.lost2) == (368, 39, 87)
    assert (strength.phi, strength.tau2) == pytest.approx((2.124791, 0.796425), abs=5e-7)
    assert strength.k == 25


def test_the_borrowed_ratings_are_rounded_half_up_from_their_ideal() -> None:
    strength = team_strength([TEAMS], rules=RULES)
    assert strength.tau2 is not None
    assert strength.phi / (strength.tau2 * 39 / 368) == pytest.approx(25.1741, abs=5e-5)
    assert (clamp_borrowed(25.5, 10, 300), clamp_borrowed(25.49, 10, 300)) == (26, 25)


def test_one_team_borrows_the_default() -> None:
    assert team_strength([[TEAMS[3]]], rules=RULES).k == 100


def test_nothing_but_fives_borrows_the_default() -> None:
    fives = [StarCounts(five=30), StarCounts(five=50)]
    assert team_strength([fives], rules=RULES) == Strength(phi=1.0, tau2=None, k=100)


def test_no_ratings_at_all_borrow_the_default() -> None:
    assert team_strength([[], [StarCounts()]], rules=RULES) == Strength(phi=1.0, tau2=None, k=100)


def test_teams_that_cannot_be_told_apart_borrow_the_most() -> None:
    alike = [StarCounts(90, 10, 0, 0, 0)] * 3
    strength = team_strength([alike], rules=RULES)
    assert strength.tau2 is not None
    assert (strength.tau2 <= 0, strength.k) == (True, 300)


def test_a_quarter_without_ratings_says_nothing() -> None:
    assert team_strength([[], TEAMS, [StarCounts()]], rules=RULES) == team_strength(
        [TEAMS], rules=RULES
    )


def test_engineers_in_credit_units_have_the_strength_of_whole_ratings() -> None:
    as_teams = Rules(k_default_team=60, k_min_team=10, k_max_team=150)
    whole = team_strength([TEAMS], rules=as_teams)
    units = person_strength([[in_units(stars) for stars in TEAMS]], rules=RULES)
    assert (units.phi, units.tau2) == pytest.approx((whole.phi, whole.tau2))
    assert units.k == whole.k


@pytest.mark.parametrize(
    ("expected_third", "tau2", "kappa"), [(12, 0.19474, 5), (24.5, -0.005992, 50)]
)
def test_spread_serves_counts_of_fives_as_well(
    expected_third: float, tau2: float, kappa: int
) -> None:
    expected = [31.2, 27, expected_third, 15.3, 22]
    estimate = spread([list(zip([38, 25, 30, 12, 20], expected, strict=True))], phi=1.0)
    assert estimate == pytest.approx(tau2, abs=5e-6)
    assert estimate is not None
    ideal = 1 / estimate if estimate > 0 else float("inf")
    assert clamp_borrowed(ideal, 2, 50) == kappa


def test_dispersion_is_one_where_no_star_was_lost() -> None:
    assert dispersion([StarCounts(five=9)]) == 1.0


@given(quarters)
def test_strength_never_fails_and_keeps_its_bounds(window: list[list[StarCounts]]) -> None:
    strength = team_strength(window, rules=RULES)
    assert RULES.k_min_team <= strength.k <= RULES.k_max_team
    assert strength.phi >= 0.05


@given(quarters)
def test_the_order_of_teams_and_quarters_changes_nothing(window: list[list[StarCounts]]) -> None:
    turned = [quarter[::-1] for quarter in window[::-1]]
    assert team_strength(turned, rules=RULES) == team_strength(window, rules=RULES)
