"""The demo season in a database: seeded once, by the same commands as any file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from db.challenges import challenge_standing
from db.commands.cells import cell_differences
from db.demo.department import make_department
from db.demo.live import DemoOrigin, demo_origin, live_ratings, store_live_rating
from db.demo.removal import remove_demo
from db.demo.seed import EXCLUDED, SEED, seed_demo
from db.engine import open_engine, reading, writing
from db.models import ChallengeRecord, Engineer, Membership, Rating, Team, Ticket
from db.queries.challenges import past_challenges, running_challenges
from gamify.access import console
from gamify.seasons import Calendar

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
CALENDAR = Calendar()
ORIGIN = DemoOrigin(seed=SEED, seeded_at=NOW)


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """What a demo is for: the embedded database."""
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()


def test_a_demo_comes_into_an_empty_database_alone(engine: Engine) -> None:
    first = seed_demo(engine, now=NOW, calendar=CALENDAR)
    second = seed_demo(engine, now=NOW, calendar=CALENDAR)

    with reading(engine) as session:
        excluded = session.exec(
            select(func.count()).where(col(Rating.excluded_at).is_not(None))
        ).one()
        assert (first, second, excluded) == (True, False, EXCLUDED)
        assert demo_origin(session) == ORIGIN
        assert cell_differences(session, calendar=CALENDAR) == []


def test_a_demo_has_a_challenge_that_is_open_and_two_that_are_over(
    sqlite_engine: Engine,
) -> None:
    seed_demo(sqlite_engine, now=NOW, calendar=CALENDAR)

    with reading(sqlite_engine) as session:
        (running,) = running_challenges(session, calendar=CALENDAR)
        standing = challenge_standing(session, challenge=running, now=NOW, calendar=CALENDAR)
        past = past_challenges(session, calendar=CALENDAR)

    assert 0.3 <= (standing.chance or 0) <= 0.6
    assert [(one.season.code, one.result and one.result.is_met) for one in past] == [
        ("2026-Q3", False),
        ("2026-Q2", True),
    ]


def test_who_was_transferred_has_left_the_old_team(sqlite_engine: Engine) -> None:
    seed_demo(sqlite_engine, now=NOW, calendar=CALENDAR)
    department = make_department(Random(SEED), now=NOW, calendar=CALENDAR)

    with reading(sqlite_engine) as session:
        statement = (
            select(Engineer.name, Team.name, col(Membership.until))
            .join_from(Membership, Engineer)
            .join(Team)
            .where(col(Membership.until).is_not(None))
        )
        left = set(session.exec(statement).all())

    assert left == {(s.engineer, s.team, s.until) for s in department.stints if s.until}


def test_live_ratings_are_due_one_after_the_other_at_the_pace() -> None:
    stream = live_ratings(Random(1), origin=ORIGIN, now=NOW, calendar=CALENDAR, pace=30)

    tickets = [next(stream) for _ in range(600)]

    due = [ticket.rated_at for ticket in tickets if ticket.rated_at]
    assert due == sorted(due)
    assert timedelta(minutes=17) < due[-1] - NOW < timedelta(minutes=23)
    assert {ticket.stars for ticket in tickets} <= {1, 2, 3, 4, 5}
    assert len({ticket.team for ticket in tickets}) == 12


def test_a_demo_leaves_without_a_trace_live_ratings_included(sqlite_engine: Engine) -> None:
    seed_demo(sqlite_engine, now=NOW, calendar=CALENDAR)
    stream = live_ratings(Random(1), origin=ORIGIN, now=NOW, calendar=CALENDAR, pace=30)
    for second in range(3):
        now = NOW + timedelta(seconds=second)
        store_live_rating(sqlite_engine, next(stream), now=now, calendar=CALENDAR)

    with writing(sqlite_engine) as session:
        was_there = remove_demo(session, actor=console("test"), now=NOW)
        is_there = remove_demo(session, actor=console("test"), now=NOW)

    with reading(sqlite_engine) as session:
        left = [
            session.exec(select(func.count()).select_from(table)).one()
            for table in (Ticket, Rating, Team, Engineer, Membership, ChallengeRecord)
        ]
        assert (was_there, is_there, left, demo_origin(session)) == (True, False, [0] * 6, None)
        assert cell_differences(session, calendar=CALENDAR) == []
