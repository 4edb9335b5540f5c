"""The fan of the burn-up chart."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from fractions import Fraction

import numpy as np
import pytest

from gamify.challenges.arrivals import Arrivals, Pace
from gamify.challenges.fan import FanDay, Range, fan, fives_among
from gamify.challenges.forecast import Model
from gamify.challenges.lost_stars import StarWeights, beta_binomial
from gamify.ratings import StarCounts

MODEL = Model(Pace(53.0, 40.0, 2.0), StarWeights(74.8, 4.4, 0.4, 0.16, 0.24))
STARS = StarCounts(38, 2)
DAYS = [date(2026, 11, 2) + timedelta(days=past) for past in range(34)]


def test_the_last_day_shows_the_quantiles_of_the_forecast() -> None:
    last = fan(STARS, model=MODEL, days=DAYS, left=Fraction(34))[-1]

    arrivals = Arrivals(45.05, 166.685)
    assert last.day == DAYS[-1]
    assert last.ratings == Range(*(40 + arrivals.quantile(chance) for chance in (0.1, 0.5, 0.9)))


def test_what_is_left_of_today_comes_first() -> None:
    whole, part = (
        fan(STARS, model=MODEL, days=DAYS[:2], left=left)
        for left in (Fraction(2), Fraction(101, 100))
    )

    assert whole[0].ratings == fan(STARS, model=MODEL, days=DAYS[:1], left=Fraction(1))[0].ratings
    assert part[0] == FanDay(DAYS[0], Range(40, 40, 40), Range(38, 38, 38))
    assert part[1].day == DAYS[1]


def test_a_fan_only_grows_and_fives_stay_below_ratings() -> None:
    days = fan(STARS, model=MODEL, days=DAYS, left=Fraction(67, 2))

    for before, after in itertools.pairwise(days):
        assert before.ratings.low <= after.ratings.low
        assert before.fives.high <= after.fives.high
    for day in days:
        for counts in (day.ratings, day.fives):
            assert counts.low <= counts.middle <= counts.high
        assert day.fives.middle <= day.ratings.middle
        assert day.fives.high <= day.ratings.high
    assert fan(STARS, model=MODEL, days=[], left=Fraction(0)) == ()


def test_fives_have_the_mean_and_variance_of_the_exact_sum() -> None:
    arrivals, weights = Arrivals(45.05, 166.685), MODEL.weights
    mass = np.exp(arrivals.log_chances())
    m = np.arange(len(mass))
    chances = mass @ beta_binomial(m, m, a=weights.five, b=weights.low)
    mean = float(chances @ m)

    found = fives_among(np.array([45.05]), np.array([166.685]), weights)

    assert float(found[0][0]) == pytest.approx(mean, rel=1e-6)
    assert float(found[1][0]) == pytest.approx(float(chances @ (m - mean) ** 2), rel=1e-6)
