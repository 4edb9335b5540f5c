"""Scores with and without the ratings of a flag."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from gamify.integrity.case import FlaggedRating
from gamify.integrity.effect import Effect, effect_of
from gamify.ratings import CREDIT, StarCounts

ANN, BLUE, RED = 1, 1, 2
FIVE = FlaggedRating(
    id=1,
    ticket="T1",
    stars=5,
    day=date(2026, 11, 2),
    engineer_id=ANN,
    team_id=BLUE,
    comment=None,
    is_excluded=False,
    shares={ANN: CREDIT},
)
TEAMS = {BLUE: StarCounts(8, 2), RED: StarCounts(1)}
UNITS = {ANN: StarCounts(5 * CREDIT + CREDIT // 2, CREDIT)}


def effect(*ratings: FlaggedRating) -> Effect:
    return effect_of(ratings, engineer_id=ANN, teams=TEAMS, units=UNITS)


def test_without_two_fives_average_and_goals_are_lower() -> None:
    shared = replace(FIVE, id=2, shares={ANN: CREDIT // 2, 2: CREDIT // 2})

    assert effect(FIVE, shared) == Effect(
        team_id=BLUE,
        average=Fraction(48, 10),
        average_without=Fraction(38, 8),
        goals=Fraction(11, 2),
        goals_without=Fraction(4),
    )


def test_a_four_costs_no_goal() -> None:
    four = effect(replace(FIVE, stars=4))

    assert (four.goals, four.goals_without) == (Fraction(11, 2), Fraction(11, 2))
    assert four.average_without == Fraction(44, 9)


def test_what_is_excluded_already_changes_nothing() -> None:
    same = effect(FIVE, replace(FIVE, id=2, is_excluded=True))

    assert same == effect(FIVE)


def test_the_team_with_most_of_the_ratings_is_shown() -> None:
    only = effect(FIVE, replace(FIVE, id=2), replace(FIVE, id=3, team_id=RED))

    assert (only.team_id, only.average_without) == (BLUE, Fraction(38, 8))


def test_ratings_without_a_team_show_the_goals_alone() -> None:
    assert effect(replace(FIVE, team_id=None)) == Effect(
        team_id=None,
        average=None,
        average_without=None,
        goals=Fraction(11, 2),
        goals_without=Fraction(9, 2),
    )


def test_without_its_only_rating_a_team_has_no_average() -> None:
    assert effect(replace(FIVE, team_id=RED)).average_without is None
