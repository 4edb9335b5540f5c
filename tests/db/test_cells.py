"""The cells are what a recount of the ratings gives, whatever has happened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences, recount
from db.commands.decisions import RatingEdit, edit_rating, exclude_rating, restore_rating
from db.commands.memberships import transfer_engineer
from db.commands.pars import keep_pars
from db.commands.undo import undo_import
from db.engine import open_engine, writing
from db.models import Cell, Engineer, ImportBatch, Rating, Team
from gamify.access import console
from gamify.credit import CreditRule
from gamify.errors import BatchInUse, DecisionRefused
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar
from gamify.standings import Rules
from tests.factories import NOW, Row, store

PEOPLE = ("Ann", "Bob", "Cy", None)
TEAMS = ("Alpha", "Beta", None)
CALENDAR = Calendar(fiscal_start=2)
FIRST = date(2026, 6, 20)


def random_row(rng: Random) -> Row:
    """A row among few tickets, people, days, so that rows meet."""
    return Row(
        ticket=f"T{rng.randrange(8)}",
        stars=rng.choice((0, 1, 3, 4, 5, 5, 5)),
        owner=rng.choice(PEOPLE),
        team=rng.choice(TEAMS),
        day=FIRST + timedelta(days=rng.choice((0, 1, 2, 50, 90))),
        helpers=tuple(rng.sample(("Ann", "Bob", "Dee"), rng.choice((0, 0, 1, 2)))),
        kind=("", rng.choice(("Network", "Mail", "")), "", ""),
        key=rng.choice(("", "", "second")),
    )


def random_step(session: Session, rng: Random) -> None:
    """One thing that people do, where it is possible."""
    step = rng.choice(("import", "import", "exclude", "restore", "edit", "undo", "transfer", "par"))
    ratings = session.exec(select(Rating.id).order_by(col(Rating.id))).all()
    rating = rng.choice(ratings) if ratings else 0
    engineers, teams = session.exec(select(Engineer.id)).all(), session.exec(select(Team.id)).all()
    engineer, team = rng.choice([*engineers, 0]), rng.choice([*teams, 0])
    if step == "import" or not ratings:
        rows = [random_row(rng) for _ in range(rng.randrange(1, 6))]
        store(session, *rows, calendar=CALENDAR, rule=rng.choice(list(CreditRule)))
    elif step == "exclude":
        reason = rng.choice(list(ExclusionReason))
        exclude_rating(session, rating_id=rating, reason=reason, actor=console("lead"), now=NOW)
    elif step == "restore":
        restore_rating(session, rating_id=rating, actor=console("lead"), now=NOW)
    elif step == "edit":
        edit = RatingEdit(stars=rng.randint(1, 5), owner_id=engineer or None, team_id=team or None)
        edit_rating(
            session, rating_id=rating, edit=edit, note="typo", actor=console("lead"), now=NOW
        )
    elif step == "par":
        keep_pars(session, calendar=CALENDAR, rules=Rules(), now=NOW)
    elif step == "undo":
        batches = select(ImportBatch.id).where(col(ImportBatch.undone_at).is_(None))
        batch = rng.choice(session.exec(batches).all()) or 0
        undo_import(session, batch=batch, actor=console("lead"), now=NOW)
    else:
        since = FIRST + timedelta(days=rng.randrange(90))
        transfer_engineer(
            session, engineer_id=engineer, team_id=team, since=since, actor=console("lead"), now=NOW
        )


@contextmanager
def emptied(url: str) -> Iterator[Session]:
    """A session on the database that leaves nothing behind."""
    engine = open_engine(url)
    try:
        with writing(engine) as session:
            yield session
            session.rollback()
    finally:
        engine.dispose()


def play(url: str, rng: Random, steps: int) -> None:
    """Do random things; after each the cells must be what the ratings say."""
    with emptied(url) as session:
        for _ in range(steps):
            try:
                random_step(session, rng)
            except (DecisionRefused, BatchInUse):
                continue
            assert cell_differences(session, calendar=CALENDAR) == []


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rng=st.randoms(use_true_random=False))
def test_cells_equal_a_recount_after_every_step(sqlite_url: str, rng: Random) -> None:
    play(sqlite_url, rng, steps=12)


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(4))
def test_cells_equal_a_recount_on_postgresql_too(postgres_url: str, seed: int) -> None:
    play(postgres_url, Random(seed), steps=12)


def test_a_recount_mends_cells_that_were_tampered_with(session: Session) -> None:
    store(session, Row("T1"), Row("T2", helpers=("Bob",)))
    session.execute(text("UPDATE cell SET n5 = n5 + 1 WHERE grain = 1"))

    (difference,) = cell_differences(session, calendar=Calendar())
    recount(session, calendar=Calendar())

    assert difference.kept is not None
    assert difference.counted is not None
    assert difference.kept[0] == (difference.counted[0] or 0) + 1
    assert cell_differences(session, calendar=Calendar()) == []
    assert len(session.exec(select(Cell)).all()) == 9
