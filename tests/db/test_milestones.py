"""Milestones of challenges are told at once, and each once."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db.commands.challenges import create_challenge
from db.commands.milestones import tell_milestones
from db.digest import DigestMessage
from db.engine import reading, writing
from db.milestones import Passed, milestone_message, new_milestones
from db.models import ChallengeRecord, Delivery
from db.queries.version import data_version
from db.settings import Settings
from db.upkeep import keep_up
from gamify.access import console
from gamify.challenges.milestone_words import is_new
from gamify.challenges.milestones import Milestone
from gamify.challenges.reading import read_criteria
from gamify.seasons import Calendar, parse_season
from tests.factories import Row, store
from tests.post import plan_to

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
MONDAY = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)
DAY = timedelta(days=1)
LOST, REGAINED = Milestone.AVERAGE_LOST, Milestone.AVERAGE_REGAINED


def challenge(session: Session) -> int:
    return create_challenge(
        session,
        criteria=read_criteria({"average": "4.5", "over": "6"}),
        season=QUARTER,
        actor=console("Lea"),
        now=MONDAY,
    )


def rate(session: Session, day: date, *stars: int) -> None:
    store(session, *[Row(f"{day}/{at}", stars=n, day=day) for at, n in enumerate(stars)])


def passed(session: Session, now: datetime = MONDAY) -> list[Milestone]:
    return [one.milestone for one in new_milestones(session, now=now, calendar=CALENDAR)]


def test_half_way_is_told_once(session: Session) -> None:
    number = challenge(session)
    rate(session, date(2026, 11, 2), 5, 5)
    assert passed(session) == []

    rate(session, MONDAY.date(), 5)
    assert new_milestones(session, now=MONDAY, calendar=CALENDAR) == [
        Passed(number, Milestone.HALF_WAY)
    ]
    told = [tell_milestones(session, calendar=CALENDAR, now=MONDAY) for _ in range(2)]

    assert told == [1, 0]
    assert session.get_one(ChallengeRecord, number).told == ["half_way"]


def test_ratings_of_yesterday_that_come_in_this_morning_are_seen(session: Session) -> None:
    challenge(session)
    rate(session, MONDAY.date() - DAY, 5, 5, 5)

    assert passed(session) == [Milestone.HALF_WAY]
    assert passed(session, MONDAY + DAY + DAY) == []


def test_an_average_is_lost_and_regained_as_often_as_it_happens(session: Session) -> None:
    challenge(session)
    rate(session, date(2026, 11, 2), 5, 5, 5)
    told = []
    for at, stars in enumerate([(1,), (5,), (5, 5, 5, 5), (5,), (1, 1), (5,)]):
        now = MONDAY + 3 * at * DAY
        rate(session, now.date(), *stars)
        told.append(passed(session, now))
        tell_milestones(session, calendar=CALENDAR, now=now)

    assert told == [[LOST], [], [REGAINED, Milestone.MET], [], [LOST], []]


@pytest.mark.parametrize(
    ("milestone", "told", "is_told"),
    [
        (Milestone.MET, [], True),
        (Milestone.MET, ["half_way", "met"], False),
        (LOST, ["average_lost"], False),
        (LOST, ["average_lost", "half_way", "average_regained"], True),
        (REGAINED, [], False),
        (REGAINED, ["average_lost", "met"], True),
    ],
)
def test_what_was_told_is_not_told_again(
    milestone: Milestone, told: list[str], is_told: bool
) -> None:
    assert is_new(milestone, told) == is_told


def test_a_milestone_is_on_its_way_to_every_plan_that_wants_it(session: Session) -> None:
    number = challenge(session)
    plan = plan_to(session, now=MONDAY)
    rate(session, MONDAY.date(), 5, 5, 5)

    tell_milestones(session, calendar=CALENDAR, now=MONDAY)

    (delivery,) = session.exec(select(Delivery)).all()
    assert (delivery.plan_id, delivery.occasion, delivery.day) == (
        plan,
        f"half_way:{number}",
        MONDAY.date(),
    )


def test_a_lost_average_says_the_way_back_and_blames_nobody(session: Session) -> None:
    number = challenge(session)
    rate(session, date(2026, 11, 2), 5, 5, 1)

    message = milestone_message(
        session, challenge_id=number, milestone=LOST, now=MONDAY, calendar=CALENDAR
    )

    assert message == DigestMessage(
        "4.50 on average over 6 ratings: the average needs us",
        "Where it stands: 3.66, goal 4.50; 3 of 6 ratings\n"
        "5 fives in a row bring the average back\n"
        "38 days left",
    )


def test_upkeep_tells_what_an_import_has_passed(engine: Engine, database_url: str) -> None:
    settings = Settings(database_url=database_url, _env_file=None)
    with writing(engine) as session:
        number = challenge(session)
        rate(session, MONDAY.date(), 5, 5, 5)

    keep_up(engine, settings, now=MONDAY)
    with reading(engine) as session:
        told, version = session.get_one(ChallengeRecord, number).told, data_version(session)
    keep_up(engine, settings, now=MONDAY)

    with reading(engine) as session:
        assert (told, data_version(session)) == (["half_way"], version)
