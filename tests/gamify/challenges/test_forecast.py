"""The probability of a challenge: known answers, brute force, and what must always hold."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import product
from math import comb, exp, lgamma, prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges import forecast as sums
from gamify.challenges import lost_stars as table
from gamify.challenges.arrivals import Arrivals, Pace
from gamify.challenges.criteria import AverageGoal, CountMode, Criteria, Criterion, SolvingGoal
from gamify.challenges.forecast import (
    Earlier,
    Model,
    Wanted,
    chances,
    chances_among,
    forecast,
    learn,
)
from gamify.challenges.lost_stars import (
    LostStars,
    StarWeights,
    extra_lost,
    star_weights,
    usual_shares,
)
from gamify.ratings import StarCounts

#: SCORING E: 40 ratings in 30 days, 38 fives, 2 stars lost; 34 days left.
SO_FAR = StarCounts(38, 2)
ARRIVALS = Arrivals(45.05, 166.685)
SHARES = (0.92, 0.06, 0.01, 0.004, 0.006)
WEIGHTS = StarWeights(74.8, 4.4, 0.4, 0.16, 0.24)
A493 = Fraction("4.93")

HISTORY = Earlier(
    stars=StarCounts(78, 6, 1, 0, 1), days=Fraction(64), everyone=StarCounts(9200, 600, 100, 40, 60)
)

counts = st.integers(0, 30)
seasons = st.builds(StarCounts, counts, *[st.integers(0, 4)] * 4)
targets = st.integers(350, 500).map(lambda stars: Fraction(stars, 100))
left = st.integers(0, 60).map(lambda days: Fraction(days, 2))
goals = st.builds(
    Wanted,
    at_least=st.none() | targets,
    ratings=st.integers(0, 80),
    fives=st.integers(0, 60),
    share=st.none() | st.integers(1, 100).map(lambda percent: Fraction(percent, 100)),
)


def model_of(stars: StarCounts) -> Model:
    model = learn(stars, past=Fraction(20), earlier=HISTORY)
    assert model is not None
    return model


def chance_of(goal: Wanted, stars: StarCounts, days: Fraction) -> float:
    model = model_of(stars)
    arrivals = model.pace.arrivals(days) if days else Arrivals(0.0, 0.0)
    return chances([goal], stars, arrivals=arrivals, weights=model.weights)[0]


def multinomial_chance(some: StarCounts, weights: StarWeights) -> float:
    """The Dirichlet-multinomial probability of exactly those ratings, from its definition."""
    orders = prod(comb(sum(some[at:]), some[at]) for at in range(5))
    whole = sum(weights)
    logs = sum(lgamma(w + n) - lgamma(w) for w, n in zip(weights, some, strict=True))
    return orders * exp(logs + lgamma(whole) - lgamma(whole + some.n))


def outcomes(n: int) -> list[StarCounts]:
    """All that n ratings can be."""
    return [StarCounts(*each) for each in product(range(n + 1), repeat=5) if sum(each) == n]


def holds(goal: Wanted, stars: StarCounts) -> bool:
    """The definition of a goal, in fractions."""
    return (
        stars.n >= max(goal.ratings, 1)
        and stars.five >= goal.fives
        and (goal.at_least is None or Fraction(stars.total, stars.n) >= goal.at_least)
        and (goal.share is None or Fraction(stars.five, stars.n) >= goal.share)
    )


def test_the_weights_of_stars_have_their_known_answers() -> None:
    assert star_weights(SO_FAR, shares=SHARES, prior=40) == pytest.approx(WEIGHTS)


def test_the_usual_shares_lean_on_the_company() -> None:
    company = StarCounts(7, 2, 1, 0, 0)

    shares = usual_shares(StarCounts(30, 10), everyone=company)

    assert shares == pytest.approx([(30 + 36) / 100, (10 + 12) / 100, 7.2 / 100, 0.024, 0.024])
    assert usual_shares(StarCounts(), everyone=StarCounts()) == pytest.approx([0.2] * 5)


@pytest.mark.parametrize(
    ("goal", "chance"),
    [
        (Wanted(A493, 80), 0.385953),
        (Wanted(fives=80), 0.486772),
        (Wanted(A493, 80, fives=80), 0.318712),
        (Wanted(A493, 80, first=80), 0.395727),
    ],
)
def test_the_chance_has_its_known_answers(goal: Wanted, chance: float) -> None:
    found = chances([goal], SO_FAR, arrivals=ARRIVALS, weights=WEIGHTS)

    assert found == [pytest.approx(chance, abs=5e-7)]


def test_two_ratings_to_come_can_be_counted_by_hand() -> None:
    """α = 2, 1, 1, 1, 1: two fives 6/42, a five and a four 4/42; together 10/42."""
    weights = StarWeights(2, 1, 1, 1, 1)
    goal = Wanted(Fraction("4.5"), 2)

    found = chances_among(
        [goal], StarCounts(), more=np.array([2]), mass=np.array([1.0]), weights=weights
    )

    assert found == [pytest.approx(10 / 42, abs=1e-10)]


def test_two_low_ratings_lose_two_to_four_stars_with_known_chances() -> None:
    """Q[2] = 0, 0, .1, .1, .2: what is lost beyond one star each is 0, 1 or 2."""
    weights = StarWeights(2, 1, 1, 1, 1)

    assert extra_lost(weights, low=2, extra=2)[2] == pytest.approx([0.1, 0.1, 0.2])
    assert extra_lost(weights, low=2, extra=6)[2] == pytest.approx(
        [0.1, 0.1, 0.2, 0.2, 0.2, 0.1, 0.1]
    )


@pytest.mark.parametrize(
    "goal",
    [
        Wanted(Fraction("4.5"), 6),
        Wanted(Fraction(4)),
        Wanted(Fraction(5), 5),
        Wanted(fives=5),
        Wanted(Fraction("4.2"), 6, fives=4),
        Wanted(share=Fraction(2, 3)),
        Wanted(Fraction("3.9"), 7, share=Fraction(1, 2)),
    ],
)
@pytest.mark.parametrize("so_far", [StarCounts(), StarCounts(2, 1), StarCounts(1, 0, 0, 0, 1)])
def test_the_chance_is_the_sum_over_everything_that_may_come(
    goal: Wanted, so_far: StarCounts
) -> None:
    weights = StarWeights(9.3, 1.7, 0.6, 0.3, 0.9)
    more, mass = np.array([2, 3, 5]), np.array([0.2, 0.5, 0.3])
    expected = sum(
        chance * multinomial_chance(some, weights)
        for n, chance in zip(more.tolist(), mass.tolist(), strict=True)
        for some in outcomes(n)
        if holds(goal, so_far + some)
    )

    found = chances_among([goal], so_far, more=more, mass=mass, weights=weights)

    assert found == [pytest.approx(expected, abs=1e-8)]


@given(goals, seasons)
def test_with_no_day_left_it_is_0_or_1(goal: Wanted, stars: StarCounts) -> None:
    assert chance_of(goal, stars, Fraction(0)) == (1.0 if holds(goal, stars) else 0.0)


@given(goals, seasons, left, st.integers(1, 20), st.data())
def test_asking_for_more_never_makes_it_likelier(
    goal: Wanted, stars: StarCounts, days: Fraction, more: int, data: st.DataObject
) -> None:
    harder = data.draw(
        st.sampled_from(
            [
                goal._replace(ratings=goal.ratings + more),
                goal._replace(fives=goal.fives + more),
                goal._replace(
                    at_least=min((goal.at_least or Fraction(1)) + Fraction(more, 100), Fraction(5))
                ),
                goal._replace(
                    share=min((goal.share or Fraction(0)) + Fraction(more, 100), Fraction(1))
                ),
            ]
        )
    )

    assert 0 <= chance_of(harder, stars, days) <= chance_of(goal, stars, days) + 1e-9 <= 1 + 1e-9


@given(seasons, left, targets)
def test_both_are_never_likelier_than_each(
    stars: StarCounts, days: Fraction, at_least: Fraction
) -> None:
    wanted = Criteria(average=AverageGoal(at_least, 40), fives=30)

    found = forecast(wanted, stars, model=model_of(stars), left=days)

    assert found is not None
    assert list(found.alone) == [Criterion.AVERAGE, Criterion.FIVES]
    assert found.together <= min(found.alone.values()) + 1e-9


def test_a_count_is_forecast_beside_the_average_and_its_count() -> None:
    wanted = Criteria(average=AverageGoal(A493, 80), ratings=100)
    model = Model(Pace(53.0, 40.0, 2.0), WEIGHTS)

    found = forecast(wanted, SO_FAR, model=model, left=Fraction(34))

    assert found is not None
    assert found.alone == pytest.approx(
        {Criterion.AVERAGE: 0.385953, Criterion.RATINGS: ARRIVALS.at_least(60)}, abs=5e-7
    )
    expected = chances([Wanted(A493, 100)], SO_FAR, arrivals=ARRIVALS, weights=WEIGHTS)
    assert found.together == pytest.approx(expected[0])
    assert found.together < found.alone[Criterion.RATINGS]


def test_of_the_first_ratings_none_that_come_later_count() -> None:
    """Where twice as many come as count, a bad second half doesn't matter."""
    first = Criteria(average=AverageGoal(Fraction("4.9"), 30), count_mode=CountMode.FIRST_N)
    stars = StarCounts(29, 1)

    assert forecast(first, stars, model=None, left=Fraction(0)) is not None
    found = forecast(first, stars, model=model_of(stars), left=Fraction(40))

    assert found is not None
    assert found.together == 1.0


def test_without_a_season_before_three_ratings_are_needed() -> None:
    assert learn(StarCounts(2), past=Fraction(5), earlier=Earlier()) is None
    assert learn(StarCounts(3), past=Fraction(0), earlier=Earlier()) is None
    assert learn(StarCounts(3), past=Fraction(5), earlier=Earlier()) is not None
    assert learn(StarCounts(), past=Fraction(0), earlier=HISTORY) is not None
    assert forecast(Criteria(fives=8), StarCounts(2), model=None, left=Fraction(9)) is None


def test_tickets_and_times_are_not_forecast() -> None:
    slow = Criteria(response=Fraction(1, 5), solving=SolvingGoal(60, Fraction("4.9")))

    assert forecast(slow, SO_FAR, model=model_of(SO_FAR), left=Fraction(9)) is None


@pytest.mark.parametrize(
    "stars", [StarCounts(), StarCounts(50), StarCounts(0, 0, 0, 0, 50), StarCounts(1)]
)
def test_nothing_fives_alone_and_ones_alone_are_forecast(stars: StarCounts) -> None:
    everything = Criteria(average=AverageGoal(Fraction("4.9"), 60), ratings=60, fives=50)

    found = forecast(everything, stars, model=model_of(stars), left=Fraction(30))

    assert found is not None
    assert 0 <= found.together <= 1


def large(times: int) -> tuple[Criteria, StarCounts, Model]:
    """A company with 5,000 ratings a quarter, or so many times that; a quarter has passed."""
    stars = StarCounts(1180 * times, 50 * times, 10 * times, 4 * times, 6 * times)
    before = StarCounts(4700 * times, 200 * times, 40 * times, 16 * times, 24 * times)
    earlier = Earlier(before, Fraction(64), before)
    model = learn(stars, past=Fraction(16), earlier=earlier)
    assert model is not None
    goal = AverageGoal(Fraction("4.89"), 5000 * times)
    return Criteria(average=goal, fives=4700 * times), stars, model


def test_what_stands_in_for_the_exact_sum_of_a_large_company_is_close(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    criteria, stars, model = large(1)
    exact = forecast(criteria, stars, model=model, left=Fraction(48))
    monkeypatch.setattr(table, "LARGEST_TABLE", 1)
    monkeypatch.setattr(sums, "MOST_NUMBERS", 800)

    rough = forecast(criteria, stars, model=model, left=Fraction(48))

    assert exact is not None
    assert rough is not None
    assert rough.alone == pytest.approx(exact.alone, abs=0.005)
    assert rough.together == pytest.approx(exact.together, abs=0.005)


def test_beyond_the_table_the_normal_distribution_is_close() -> None:
    """200 low ratings lose 107 stars beyond one each, give or take 16."""
    weights = StarWeights(4_800, 300, 60, 30, 36)
    low, lost = np.array([200]), np.arange(260, 361, 10)
    exact = LostStars(weights, np.cumsum(extra_lost(weights, low=200, extra=600), axis=1))

    rough = LostStars(weights, None).at_most(low, lost)

    assert rough[:, 0] == pytest.approx(exact.at_most(low, lost)[:, 0], abs=0.02)
    assert LostStars(weights, None).at_most(np.array([0, 3]), np.array([0, 2, 12])).tolist() == [
        [1.0, 0.0],
        [1.0, 0.0],
        [1.0, 1.0],
    ]


def test_a_hundred_thousand_ratings_neither_overflow_nor_take_forever() -> None:
    criteria, stars, model = large(20)
    began = time.perf_counter()

    found = forecast(criteria, stars, model=model, left=Fraction(48))

    assert found is not None
    assert 0 < found.together < 1
    assert time.perf_counter() - began < 20
