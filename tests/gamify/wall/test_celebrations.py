"""What is celebrated: what has just come in, and what two looks in a row mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.challenges.challenge import Challenge, Owner
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import AverageGoal, Criteria
from gamify.challenges.milestones import Milestone
from gamify.challenges.standing import ChallengeStanding, ChallengeSums, judge_challenge
from gamify.challenges.states import Stage
from gamify.pauses import Pause, Rest
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season
from gamify.wall.celebrations import Arrival, Celebration, Glance, Kind, arrived, passed

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
DAY = NOW.date()
SEASON = parse_season("2026-Q4", calendar=Calendar())
COUNTDOWN = Countdown(
    date(2026, 11, 22), 39, 27, Fraction(30), Fraction(27), has_begun=True, is_over=False
)
CRITERIA = Criteria(average=AverageGoal(Fraction("4.5"), 4))
CHALLENGE = Challenge(
    id=3,
    title="",
    owner=Owner(team_id=7),
    owner_name="Alpha",
    season=SEASON,
    criteria=CRITERIA,
    stage=Stage.STARTED,
    created_at=NOW,
    created_by="Lea",
)


def rating(number: int, stars: int = 5, *, ago: timedelta = timedelta(0), team: int = 7) -> Arrival:
    return Arrival(number, stars, NOW - ago, team)


def told(celebrations: list[Celebration]) -> list[tuple[Kind, int, int]]:
    return [(one.kind, one.rating, one.amount) for one in celebrations]


def test_each_fresh_five_is_a_goal_in_the_order_of_arrival() -> None:
    found = list(arrived([rating(4), rating(5, 4), rating(6)], now=NOW))

    assert told(found) == [(Kind.GOAL, 4, 0), (Kind.GOAL, 6, 0)]
    assert {one.teams for one in found} == {(7,)}


def test_twenty_at_once_are_told_one_by_one_and_more_as_one() -> None:
    twenty = list(arrived([rating(at) for at in range(1, 21)], now=NOW))
    more = list(arrived([rating(at) for at in range(1, 22)], now=NOW, total=500))

    assert [one.kind for one in twenty] == [Kind.GOAL] * 20
    assert told(more) == [(Kind.BULK, 0, 500)]


def test_old_ratings_are_told_as_one_beside_a_fresh_one() -> None:
    day = timedelta(days=1)
    found = list(
        arrived([rating(1, ago=day * 2), rating(2, ago=day), rating(3, 1, ago=day * 9)], now=NOW)
    )

    assert told(found) == [(Kind.GOAL, 2, 0), (Kind.BULK, 0, 2)]


@given(
    stars=st.lists(st.integers(1, 5), max_size=40),
    hours=st.lists(st.integers(0, 60), min_size=40, max_size=40),
)
def test_nothing_that_has_come_in_is_told_twice_and_every_key_is_another(
    stars: list[int], hours: list[int]
) -> None:
    arrivals = [
        rating(at, n, ago=timedelta(hours=hours[at])) for at, n in enumerate(stars, start=0)
    ]

    found = list(arrived(arrivals, now=NOW))

    goals = [one.rating for one in found if one.kind is Kind.GOAL]
    bulk = sum(one.amount for one in found)
    assert len(found) <= 21
    assert goals == sorted(set(goals))
    assert len(goals) + bulk <= len(arrivals)
    assert len({one.key for one in found}) == len(found)


def test_a_rating_that_takes_the_number_of_one_that_was_undone_has_another_key() -> None:
    first = next(arrived([rating(9)], now=NOW))
    second = next(arrived([rating(9, ago=timedelta(hours=1))], now=NOW))

    assert first.key != second.key


def glance(version: int, crown: tuple[int, ...] = (), season: str = "2026-Q4") -> Glance:
    return Glance(version=version, season=season, crown=crown)


@pytest.mark.parametrize(
    ("before", "after", "holders"),
    [
        (glance(1, (7,)), glance(2, (7,)), None),
        (glance(1, (7,)), glance(2, (8,)), (8,)),
        (glance(1), glance(2, (8,)), (8,)),
        (glance(1, (7,)), glance(2, (7, 8)), (7, 8)),
        (glance(1, (7,)), glance(2), None),
        (glance(1, (7,), "2026-Q3"), glance(2, (8,)), None),
    ],
)
def test_a_crown_changes_hands_within_a_season(
    before: Glance, after: Glance, holders: tuple[int, ...] | None
) -> None:
    found = list(passed(before, after))

    assert [one.teams for one in found] == ([] if holders is None else [holders])
    assert all((one.kind, one.former) == (Kind.CROWN, before.crown) for one in found)


def test_a_crown_that_a_resting_team_loses_is_quieted() -> None:
    (found,) = passed(glance(1, (7,)), glance(2, (8,)))

    rests = [Rest((Pause(1, team, DAY, DAY, "", ""),)) for team in (7, 8, 9)]
    assert [found.is_quieted(rest) for rest in rests] == [True, True, False]


def standing(*stars: int) -> ChallengeStanding:
    counts = StarCounts(*(stars.count(each) for each in (5, 4, 3, 2, 1)))
    return judge_challenge(CRITERIA, ChallengeSums(counts), countdown=COUNTDOWN)


def at(version: int, *stars: int, challenge: Challenge = CHALLENGE) -> Glance:
    return Glance(version=version, challenges={challenge.id: (challenge, standing(*stars))})


def milestones(before: Glance, after: Glance) -> list[tuple[Kind, Milestone | None, str]]:
    return [(one.kind, one.milestone, one.key) for one in passed(before, after)]


def test_half_way_and_met_are_celebrated_with_keys_that_stay() -> None:
    half, met = Milestone.HALF_WAY, Milestone.MET

    assert milestones(at(1, 5), at(2, 5, 5)) == [(Kind.MILESTONE, half, "half_way-3")]
    assert milestones(at(2, 5, 5, 4), at(3, 5, 5, 4, 4)) == [(Kind.MET, met, "met-3")]
    assert next(passed(at(1, 5), at(2, 5, 5))).teams == (7,)


def test_an_average_that_is_back_is_celebrated_each_time_and_a_lost_one_never() -> None:
    back = Milestone.AVERAGE_REGAINED

    assert milestones(at(4, 5, 5), at(5, 5, 5, 3)) == []
    assert milestones(at(4, 5, 3), at(5, 5, 3, 5, 5)) == [
        (Kind.MILESTONE, back, "average_regained-3-5"),
        (Kind.MET, Milestone.MET, "met-3"),
    ]


def test_a_goal_that_is_made_easier_or_new_is_not_passed_by_that() -> None:
    easier = replace(CHALLENGE, criteria=Criteria(average=AverageGoal(Fraction("4.5"), 8)))

    assert milestones(at(1, 5, challenge=easier), at(2, 5, 5, 5, 5)) == []
    assert milestones(Glance(1), at(2, 5, 5, 5, 5)) == []


def test_a_screen_celebrates_its_own_teams_and_what_is_everybodys() -> None:
    goal, bulk = Celebration("a", Kind.GOAL, teams=(7,)), Celebration("b", Kind.BULK)

    assert [goal.concerns(frozenset(teams)) for teams in ((), (7,), (8,), (7, 8))] == [
        True,
        True,
        False,
        True,
    ]
    assert bulk.concerns(frozenset({8}))
