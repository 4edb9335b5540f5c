"""The log of decisions, done again on the state they began with, gives the state they led to."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlmodel import Session, col, select

from db.commands.cells import cell_differences
from db.commands.decisions import exclude_rating
from db.commands.replay import replay
from db.engine import open_engine, writing
from db.models import AuditEntry
from db.queries.audit import Decision, decisions
from gamify.errors import DecisionRefused
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar
from tests.db.all_figures import rows_of_all
from tests.db.random_decisions import LEAD, begin, decide_at_random
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
#: Sequences of decisions in a test of SQLite, how many tests there are, and how long they are.
SEQUENCES, BATCHES, STEPS = 25, 8, 30
#: Numbers of rows that nothing refers to; PostgreSQL doesn't give those of refused steps again.
UNREFERRED = frozenset({"membership", "alias", "revision"})


@contextmanager
def session_on(url: str) -> Iterator[Session]:
    """A session that leaves nothing behind."""
    engine = open_engine(url)
    try:
        with writing(engine) as session:
            yield session
            session.rollback()
    finally:
        engine.dispose()


@pytest.fixture(scope="module")
def base(sqlite_pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a database with the state that decisions begin with."""
    path = tmp_path_factory.mktemp("base") / "base.db"
    shutil.copy(sqlite_pattern, path)
    engine = open_engine(f"sqlite:///{path}")
    with writing(engine) as session:
        begin(session)
    engine.dispose()
    return f"sqlite:///{path}"


def told(session: Session, after: int) -> list[Decision]:
    """The entries of the log after the first ones, in their order."""
    session.flush()
    return [one for one in list(decisions(session))[::-1] if one.id > after]


def rows(session: Session, *, numbered: bool = True) -> dict[str, list[Any]]:
    found = rows_of_all(session)
    for name in () if numbered else UNREFERRED:
        found[name] = sorted((row[1:] for row in found[name]), key=repr)
    return found


def play_and_replay(url: str, seed: int, *, numbered: bool = True) -> Counter[str]:
    """Decide at random, then do what the log says on the same beginning, and compare all."""
    with session_on(url) as session:
        last = max((one.id for one in decisions(session)), default=0)
        decide_at_random(session, Random(seed), steps=STEPS)
        log = told(session, last)
        led_to = rows(session, numbered=numbered)
        assert cell_differences(session, calendar=CALENDAR) == []
    with session_on(url) as session:
        replay(session, log)
        again = rows(session, numbered=numbered)
        assert cell_differences(session, calendar=CALENDAR) == []
    assert again == led_to
    return Counter(one.action for one in log)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_log_replays_to_the_same_state(base: str, batch: int) -> None:
    seen: Counter[str] = Counter()
    for seed in range(batch * SEQUENCES, (batch + 1) * SEQUENCES):
        seen += play_and_replay(base, seed)

    # Every kind of decision was taken, and more than once.
    assert {
        "rating excluded", "rating restored", "rating edited", "credit set", "engineers merged",
        "teams merged", "engineer transferred", "engineer left", "engineer erased",
        "customer erased", "engineer renamed", "alias added", "exclusion accepted",
    } <= {action for action, times in seen.items() if times > 1}  # fmt: skip


@pytest.mark.postgres
@pytest.mark.parametrize("seed", range(4))
def test_the_log_replays_on_postgresql_too(postgres_url: str, seed: int) -> None:
    engine = open_engine(postgres_url)
    with writing(engine) as session:
        begin(session)
    engine.dispose()

    play_and_replay(postgres_url, seed, numbered=False)


def test_a_log_that_does_not_fit_the_data_is_refused(session: Session) -> None:
    store(session, Row("T1"), Row("T2"))
    exclude_rating(session, rating_id=1, reason=ExclusionReason.POLICY, actor=LEAD, now=NOW)
    (entry,) = told(session, 1)

    with pytest.raises(DecisionRefused, match="differ"):
        replay(session, [entry])

    assert replay(session, [replace(entry, subject="rating 2"), replace(entry, action="?")]) == 1
    entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    assert [one.subject for one in entries] == ["import 1", "rating 1", "rating 2"]
