"""Ratings to come: known answers of the negative binomial, its quantiles, the pace behind it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.arrivals import (
    Arrivals,
    Pace,
    chance_of_at_most,
    learn_pace,
    quantiles,
    unevenness,
)

GOLDEN = Arrivals(45.05, 166.685)
means = st.floats(0.01, 3_000)
ratios = st.one_of(st.just(1.0), st.floats(1.0, 40.0))


def test_40_ratings_in_30_days_say_how_many_come_in_34() -> None:
    """SCORING E: a0 = 13, b0 = 10, φ = 2."""
    pace = learn_pace(40, past=Fraction(30), before=Fraction(13, 10), prior_days=10, phi=2.0)

    assert pace == Pace(shape=53.0, days=40.0, phi=2.0)
    arrivals = pace.arrivals(Fraction(34))
    assert (arrivals.mean, arrivals.variance) == pytest.approx((45.05, 166.685))


def test_the_chances_have_their_known_answers() -> None:
    chances = np.exp(GOLDEN.log_chances())

    assert GOLDEN.at_least(40) == pytest.approx(0.641534, abs=5e-7)
    assert chances[0] == pytest.approx(3.307113e-10, rel=1e-6)
    assert chances[40] == pytest.approx(0.03135699, abs=5e-9)
    assert GOLDEN.at_least(0) == 1.0


def test_without_a_season_before_only_this_one_speaks() -> None:
    assert learn_pace(6, past=Fraction(4), before=None, prior_days=10, phi=2.0) == (
        Pace(shape=6.0, days=4.0, phi=2.0)
    )
    assert learn_pace(2, past=Fraction(4), before=None, prior_days=10, phi=2.0) is None


def test_nothing_comes_where_nothing_is_expected() -> None:
    nothing = Arrivals(0.0, 0.0)

    assert np.exp(nothing.log_chances()).tolist() == [1.0]
    assert (nothing.at_least(1), nothing.quantile(0.95)) == (0.0, 0)


@given(means, ratios)
def test_chances_sum_to_one_with_the_mean_and_variance_given(mean: float, ratio: float) -> None:
    arrivals = Arrivals(mean, mean * ratio)

    chances = np.exp(arrivals.log_chances())
    m = np.arange(len(chances))
    found = float(chances @ m)

    assert chances.sum() == pytest.approx(1, abs=1e-9)
    assert found == pytest.approx(mean, rel=1e-6, abs=1e-9)
    assert float(chances @ (m - found) ** 2) == pytest.approx(mean * ratio, rel=1e-4)


@given(means, ratios, st.sampled_from([0.1, 0.5, 0.9, 0.95]))
def test_a_quantile_is_the_smallest_number_that_is_enough(
    mean: float, ratio: float, chance: float
) -> None:
    arrivals = Arrivals(mean, mean * ratio)

    found = arrivals.quantile(chance)

    below = np.cumsum(np.exp(arrivals.log_chances()))
    assert below[found] >= chance - 1e-9
    assert found == 0 or below[found - 1] < chance + 1e-9


def test_several_quantiles_at_once_are_those_of_each_alone() -> None:
    mean, spread = np.array([0.0, 3.0, 45.05]), np.array([0.0, 3.0, 166.685])

    together = quantiles(mean, spread, 0.9).tolist()

    pairs = zip(mean.tolist(), spread.tolist(), strict=True)
    assert together == [Arrivals(*each).quantile(0.9) for each in pairs]
    assert chance_of_at_most(np.array([-1]), mean[:1], spread[:1]).tolist() == [0.0]


@pytest.mark.parametrize(
    ("weeks", "phi"),
    [
        ([], 2.0),
        ([5, 5, 5, 5, 5], 2.0),
        ([0] * 6, 2.0),
        ([5] * 6, 1.0),
        ([0, 30] * 3, 5.0),
        ([2, 4, 6, 8, 10, 12], 2.0),
        ([1, 4, 7, 10, 13, 16], 3.705882352941177),
    ],
)
def test_unevenness_is_variance_over_mean_of_six_weeks_or_more(
    weeks: list[int], phi: float
) -> None:
    assert unevenness(weeks, default=2.0) == pytest.approx(phi)
