"""Goals that stretch, and what is said about them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.averages import percent_over
from gamify.challenges.advice import Reach, advise_chance, advise_count, over_best, reach_of
from gamify.challenges.budget import budget
from gamify.challenges.criteria import AverageGoal, Criteria
from gamify.challenges.reading import read_criteria, write_criteria
from gamify.challenges.stretch import (
    AverageStretch,
    Past,
    Proposal,
    ProposalKind,
    plain_target,
    propose,
    stretch_average,
    stretch_count,
)
from gamify.ratings import StarCounts

#: 11 stars lost in 100 ratings: 4.89.
BEST = StarCounts(91, 8, 0, 1)

lost = st.integers(0, 40)
seasons = st.builds(StarCounts, st.integers(1, 3_000), lost, lost, lost, lost)


@pytest.mark.parametrize(
    ("best", "cap", "goal"), [(64, None, 80), (64, 75, 75), (3, None, 4), (0, None, 1), (64, 0, 1)]
)
def test_a_count_grows_by_a_quarter_up_to_what_may_come(
    best: int, cap: int | None, goal: int
) -> None:
    assert stretch_count(best, cap=cap) == goal


@pytest.mark.parametrize(
    ("best", "stretch"),
    [
        (BEST, AverageStretch(8, Fraction("4.92"), False)),
        (StarCounts(85, 1), AverageStretch(1, Fraction("4.99"), True)),
        (StarCounts(86), AverageStretch(1, Fraction("4.99"), True)),
    ],
)
def test_an_average_cuts_its_gap_or_holds_at_the_ceiling(
    best: StarCounts, stretch: AverageStretch
) -> None:
    assert stretch_average(best, over=100) == stretch


def test_without_a_stretch_the_goal_is_still_one_star_better() -> None:
    assert stretch_average(BEST, over=100, pct=0) == AverageStretch(10, Fraction("4.9"), False)


@given(seasons, st.integers(1, 5_000))
def test_a_stretched_average_is_above_the_best_unless_it_is_at_the_ceiling(
    best: StarCounts, over: int
) -> None:
    found = stretch_average(best, over=over)

    assert found.at_ceiling or (best.average is not None and found.target > best.average)
    assert found.budget >= 1


@given(seasons, st.integers(1, 5_000))
def test_a_proposed_target_can_be_written_and_leaves_the_same_budget(
    best: StarCounts, over: int
) -> None:
    stars = stretch_average(best, over=over).budget

    target = plain_target(stars, over=over)

    wanted = Criteria(average=AverageGoal(target, over))
    assert read_criteria(write_criteria(wanted)) == wanted
    assert budget(over, target) == stars


def test_proposals_say_where_they_come_from_and_how_likely_they_are() -> None:
    past = Past(ratings=64, fives=60, best=BEST, year_ago=StarCounts(48, 4, 0, 1), cap=75)

    found = propose(past, over=100, chance=lambda criteria: 0.5 if criteria.average else None)

    shown = [(one.kind, one.criteria, str(one.reason), one.chance) for one in found]
    assert shown == [
        (
            ProposalKind.AVERAGE,
            Criteria(average=AverageGoal(Fraction("4.92"), 100)),
            "At least a quarter of the way from 4.89, the best so far, to 5.00.",
            0.5,
        ),
        (
            ProposalKind.RATINGS,
            Criteria(ratings=75),
            "The best so far is 64 ratings.",
            None,
        ),
        (ProposalKind.FIVES, Criteria(fives=75), "The best so far is 60 fives.", None),
        (
            ProposalKind.YEAR_AGO,
            Criteria(average=AverageGoal(Fraction("4.87"), 54)),
            "A year ago it was 4.86 over 53 ratings.",
            0.5,
        ),
    ]


def test_at_the_ceiling_the_average_is_held_over_more_ratings() -> None:
    found = propose(Past(ratings=86, best=StarCounts(85, 1)), over=100)

    assert found[0] == Proposal(
        ProposalKind.AVERAGE,
        Criteria(average=AverageGoal(Fraction("4.99"), 100), ratings=108),
        found[0].reason,
    )
    assert str(found[0].reason) == "4.98 is as good as it gets: hold it, with more ratings."


def test_without_a_past_nothing_is_proposed() -> None:
    assert propose(Past(), over=100) == ()


@given(seasons)
def test_the_year_before_is_beaten_not_equalled(stars: StarCounts) -> None:
    (found,) = propose(Past(year_ago=stars), over=100)

    goal = found.criteria.average
    assert goal is not None
    assert goal.over == stars.n + 1
    if stars.lost:
        allowed = budget(goal.over, goal.at_least)
        assert Fraction(5 * goal.over - allowed, goal.over) > (stars.average or 0)


def test_86_ratings_are_62_per_cent_over_53() -> None:
    """G3."""
    assert percent_over(86, 53) == 62
    assert str(over_best(86, best=53)) == "+62 % over our best"
    assert [over_best(now, best=53) for now in (53, 50)] == [None, None]
    assert over_best(5, best=0) is None


def test_the_same_quarter_a_year_before_is_named() -> None:
    """G4."""
    (found,) = propose(Past(year_ago=BEST), over=100)

    assert str(found.reason) == "A year ago it was 4.89 over 100 ratings."
    assert found.criteria == Criteria(average=AverageGoal(Fraction("4.891"), 101))


@pytest.mark.parametrize(
    ("wanted", "best", "sentence"),
    [
        (80, 64, "25 % over the best so far, as advised."),
        (4, 3, "33 % over the best so far, as advised."),
        (70, 64, "9 % over the best so far; 20 to 30 % is the advice."),
        (90, 64, "40 % over the best so far; 20 to 30 % is the advice."),
        (
            192,
            64,
            "200 % over the best so far. Goals so far away discourage: 20 to 30 % is the advice.",
        ),
        (64, 64, "Not over the best so far, 64: no stretch at all."),
        (40, 64, "Not over the best so far, 64: no stretch at all."),
        (80, 0, None),
    ],
)
def test_advice_on_a_count(wanted: int, best: int, sentence: str | None) -> None:
    advice = advise_count(wanted, best=best)

    assert (None if advice is None else str(advice)) == sentence


@pytest.mark.parametrize(
    ("chance", "reach", "sentence"),
    [
        (0.009, Reach.OUT_OF_REACH, "<1 %: out of reach at the present pace."),
        (0.29, Reach.BOLD, "29 %: bold. A stretch that is fun lies at 30 to 60 %."),
        (0.3, Reach.STRETCH, "30 %: a stretch that can be made."),
        (0.6, Reach.STRETCH, "60 %: a stretch that can be made."),
        (0.87, Reach.NO_STRETCH, "87 %: no stretch at all."),
    ],
)
def test_advice_on_a_probability(chance: float, reach: Reach, sentence: str) -> None:
    assert (reach_of(chance), str(advise_chance(chance))) == (reach, sentence)
