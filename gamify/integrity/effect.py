"""What the scores are with and without the ratings of a flag, exactly."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from gamify.integrity.case import FlaggedRating
from gamify.ratings import CREDIT, StarCounts


@dataclass(frozen=True, slots=True)
class Effect:
    """Scores as they are, and as they would be without the ratings; None where nothing is left.

    `team_id` is the team with the most of the ratings, None where no rating has one.
    """

    team_id: int | None
    average: Fraction | None
    average_without: Fraction | None
    goals: Fraction
    goals_without: Fraction


def effect_of(
    ratings: Collection[FlaggedRating],
    *,
    engineer_id: int,
    teams: Mapping[int, StarCounts],
    units: Mapping[int, StarCounts],
) -> Effect:
    """The scores of an engineer and of the team, with and without ratings that still count.

    `teams` are the teams' whole ratings in the season, `units` the engineers' credit units.
    """
    counted = [rating for rating in ratings if not rating.is_excluded]
    share = Counter(rating.team_id for rating in counted if rating.team_id is not None)
    team = min(share, key=lambda id_: (-share[id_], id_), default=None)
    stars = teams.get(team, StarCounts()) if team is not None else StarCounts()
    taken = StarCounts()
    for rating in counted:
        if team is not None and rating.team_id == team:
            taken += _one(rating.stars)
    goals = units.get(engineer_id, StarCounts()).five
    lost = sum(rating.shares.get(engineer_id, 0) for rating in counted if rating.stars == 5)
    return Effect(
        team_id=team,
        average=stars.average,
        average_without=(stars - taken).average,
        goals=Fraction(goals, CREDIT),
        goals_without=Fraction(goals - lost, CREDIT),
    )


def _one(stars: int) -> StarCounts:
    counts = [0, 0, 0, 0, 0]
    counts[5 - stars] = 1
    return StarCounts(*counts)
