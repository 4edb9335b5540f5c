"""Intervals and the chance of truly being first (SCORING A4, A5)."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import betainc, gammainc, gammaincinv

from gamify.ratings import StarCounts
from gamify.standings import Lead, LeadLabel, Rules, Strength
from gamify.strength import team_strength
from gamify.uncertainty import chances_of_being_first, intervals, judge_lead, posterior

RULES = Rules()
TEAMS = [
    StarCounts(85, 1, 0, 0, 0),
    StarCounts(96, 4, 0, 0, 0),
    StarCounts(12, 0, 0, 0, 0),
    StarCounts(150, 13, 3, 1, 3),
]
EVERYONE = sum(TEAMS, StarCounts())
STRENGTH = team_strength([TEAMS], rules=RULES)

counts = st.integers(0, 500)
stars = st.builds(StarCounts, counts, counts, counts, counts, counts)
strengths = st.builds(
    Strength, phi=st.floats(0.05, 9), tau2=st.none(), k=st.sampled_from([10, 25, 100, 300])
)


def test_the_incomplete_gamma_function_has_its_known_answers() -> None:
    assert gammainc(2.5, 1.7) == pytest.approx(0.361430076896, abs=5e-13)
    assert gammainc(2.5, 9.0) == pytest.approx(0.997053595412, abs=5e-13)
    assert gammaincinv(2.5, 0.9) == pytest.approx(4.6181784499, abs=5e-11)


def test_posteriors_have_their_known_answers() -> None:
    shapes, rates = posterior(TEAMS, everyone=EVERYONE, strength=STRENGTH)
    assert shapes == pytest.approx([1.717560, 3.129464, 1.246926, 17.248500], abs=5e-7)
    assert rates == pytest.approx([5.536350, 6.234629, 1.845450, 9.726021], abs=5e-7)


def test_intervals_have_their_known_answers() -> None:
    spans = intervals(TEAMS, everyone=EVERYONE, strength=STRENGTH, coverage=0.8)
    assert [(span.low, span.high) for span in spans if span] == [
        pytest.approx((4.933699, 4.992508), abs=5e-7),
        pytest.approx((4.906483, 4.979908), abs=5e-7),
        pytest.approx((4.843863, 4.989133), abs=5e-7),
        pytest.approx((4.752229, 4.867219), abs=5e-7),
    ]


def test_without_a_lost_star_there_is_no_interval() -> None:
    fives = [StarCounts(five=5), StarCounts()]
    assert intervals(fives, everyone=fives[0], strength=STRENGTH, coverage=0.8) == [None, None]


def test_a_team_without_ratings_has_no_interval_beside_one_that_has() -> None:
    spans = intervals([StarCounts(), TEAMS[3]], everyone=EVERYONE, strength=STRENGTH, coverage=0.8)
    assert [span is None for span in spans] == [True, False]


def test_chances_of_being_first_have_their_known_answers() -> None:
    chances = chances_of_being_first(*posterior(TEAMS, everyone=EVERYONE, strength=STRENGTH))
    assert chances == pytest.approx([0.55818, 0.19447, 0.24733, 0.00003], abs=5e-6)


def test_three_plain_gamma_posteriors_have_their_known_chances() -> None:
    chances = chances_of_being_first(np.array([3.0, 4.0, 5.0]), np.array([10.0, 10.0, 10.0]))
    assert chances == pytest.approx([0.573642, 0.286847, 0.139511], abs=1e-6)


def test_of_two_exponential_ratios_the_chances_go_by_their_rates() -> None:
    chances = chances_of_being_first(np.array([1.0, 1.0]), np.array([3.0, 1.0]))
    assert chances == pytest.approx([0.75, 0.25], abs=1e-7)


@pytest.mark.parametrize("shape", [0.01, 0.3, 2.0, 400.0, 2e6])
def test_chances_stay_accurate_from_hardly_any_to_millions_of_lost_stars(shape: float) -> None:
    """Of two Gamma ratios with one shape the lower one has the Beta distribution's chance."""
    rates = np.array([1.1, 1.0])
    chances = chances_of_being_first(np.array([shape, shape]), rates)
    first = float(betainc(shape, shape, rates[0] / rates.sum()))
    assert chances == pytest.approx([first, 1 - first], abs=1e-6)


def test_two_hundred_teams_have_equal_chances_if_they_are_equal() -> None:
    chances = chances_of_being_first(np.full(200, 20.0), np.full(200, 20.0))
    assert chances == pytest.approx([1 / 200] * 200, rel=1e-9)


@given(st.lists(stars, max_size=8), strengths)
def test_chances_sum_to_one_and_intervals_lie_between_one_and_five(
    units: list[StarCounts], strength: Strength
) -> None:
    everyone = sum(units, StarCounts(one=1))
    chances = chances_of_being_first(*posterior(units, everyone=everyone, strength=strength))
    spans = intervals(units, everyone=everyone, strength=strength, coverage=0.8)
    assert sum(chances) == pytest.approx(1.0 if units else 0.0)
    assert all(0 <= chance <= 1 for chance in chances)
    assert all(1 <= span.low <= span.high <= 5 for span in spans if span)


@pytest.mark.parametrize(
    ("chances", "label"),
    [
        ([0.80, 0.20], LeadLabel.CLEAR),
        ([0.79, 0.21], LeadLabel.AHEAD),
        ([0.50, 0.50], LeadLabel.AHEAD),
        ([0.49, 0.51], LeadLabel.TOO_CLOSE),
    ],
)
def test_the_lead_is_judged_by_the_chance_of_place_one(
    chances: list[float], label: LeadLabel
) -> None:
    lead = judge_lead(list(enumerate(chances)), rules=RULES)
    assert lead is not None
    assert (lead.label, lead.probability) == (label, chances[0])


def test_contenders_are_the_fewest_that_hold_the_best_team_with_enough_certainty() -> None:
    alpha, beta, gamma, delta = 1, 2, 3, 4
    table = [(alpha, 0.55818), (beta, 0.19447), (gamma, 0.24733), (delta, 0.00003)]
    assert judge_lead(table, rules=RULES) == Lead(LeadLabel.AHEAD, 0.55818, (alpha, gamma))


def test_contenders_are_named_most_probable_first_even_before_the_leader() -> None:
    lead = judge_lead([(1, 0.3), (2, 0.4), (3, 0.2), (4, 0.1)], rules=RULES)
    assert lead is not None
    assert lead.contenders == (2, 1, 3)


def test_one_team_alone_leads_nobody() -> None:
    assert judge_lead([(1, 1.0)], rules=RULES) is None
