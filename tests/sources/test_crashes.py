"""A pull that is killed at any point, and a second one, come to the same as one that is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

import db.pull
from db.engine import open_engine, reading, writing
from db.models import Feed
from db.source_client import SourceClient
from tests.sources.desk import Desk, Fault
from tests.sources.pulling import NOON, add, asked_of, bury, pull, state

ROOT = Path(__file__).resolve().parents[2]


class Killed(BaseException):
    """As if the process were gone: nothing of ours catches it."""


def zendesk_items() -> list[dict[str, Any]]:
    """Seven answers about five tickets: an offer that becomes a rating, and one that is changed."""
    told = [(1, "offered", 1), (2, "good", 2), (3, "bad", 3), (1, "good", 4), (4, "good", 5),
            (5, "unoffered", 6), (2, "bad", 7)]  # fmt: skip
    return [
        {"id": 900 + ticket, "ticket_id": ticket, "assignee_id": 7 + ticket % 2, "group_id": 3,
         "requester_id": 50 + ticket, "score": score, "comment": f"day {day}",
         "created_at": "2026-11-01T08:00:00Z", "updated_at": f"2026-11-{day:02d}T09:00:00Z"}
        for ticket, score, day in told
    ]  # fmt: skip


def chatwoot_items() -> list[dict[str, Any]]:
    """Five answers, one of them unusable."""
    return [
        {"id": n, "message_id": 100 + n, "conversation_id": n, "rating": 9 if n == 3 else n,
         "feedback_message": "", "created_at": 1793880000 + n, "contact": {"email": f"c{n}@d.e"},
         "assigned_agent": {"name": "Ann"}}
        for n in range(1, 6)
    ]  # fmt: skip


ITEMS = {"zendesk": zendesk_items, "chatwoot": chatwoot_items}


class Steps:
    """Counts requests and transactions, and kills right before the one that is told."""

    def __init__(self, fatal: int | None = None) -> None:
        self.n = 0
        self._fatal = fatal

    def begin(self) -> None:
        """A step is about to be taken."""
        self.n += 1
        if self.n == self._fatal:
            raise Killed


@contextmanager
def counted(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within it each request, each transaction's beginning and each commit is a step."""
    send = SourceClient._send

    def asking(self: SourceClient, request: Any) -> Any:
        steps.begin()
        return send(self, request)

    @contextmanager
    def writing_in_steps(engine: Engine) -> Iterator[Session]:
        steps.begin()
        with writing(engine) as session:
            yield session
            steps.begin()

    with monkeypatch.context() as patched:
        patched.setattr(SourceClient, "_send", asking)
        patched.setattr(db.pull, "writing", writing_in_steps)
        yield


def fresh(pattern: Path, folder: Path, name: str) -> Engine:
    """A database of its own."""
    path = folder / f"{name}.db"
    shutil.copy(pattern, path)
    return open_engine(f"sqlite:///{path}")


@pytest.mark.parametrize("system", ITEMS)
def test_killed_at_every_step_a_second_pull_equals_an_undisturbed_one(
    system: str, sqlite_pattern: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(system, ITEMS[system](), page=2)
    with desk.open(), asked_of(desk.definition):
        engine = fresh(sqlite_pattern, tmp_path, "undisturbed")
        add(engine, system)
        steps = Steps()
        with counted(steps, monkeypatch):
            pull(engine, system, portion=2)
        undisturbed = state(engine)
        engine.dispose()

        assert steps.n > 10
        for fatal in range(1, steps.n + 1):
            engine = fresh(sqlite_pattern, tmp_path, str(fatal))
            add(engine, system)
            with counted(Steps(fatal), monkeypatch), pytest.raises(Killed):
                pull(engine, system, portion=2)
            bury(engine)
            pull(engine, system, portion=2)
            assert state(engine) == undisturbed, fatal
            engine.dispose()


def test_a_process_that_is_killed_leaves_what_the_next_one_completes(
    engine: Engine, sqlite_pattern: Path, tmp_path: Path
) -> None:
    desk = Desk("zendesk", zendesk_items(), page=1)
    with desk.open(), asked_of(desk.definition):
        whole = fresh(sqlite_pattern, tmp_path, "undisturbed")
        add(whole, "zendesk")
        pull(whole, "zendesk")
        undisturbed = state(whole)
        whole.dispose()
        add(engine, "zendesk")
        url = engine.url.render_as_string(hide_password=False)
        # From the ninth request on nothing is answered any more: there the process hangs.
        desk.asked.clear()
        desk.fault = lambda n: Fault(429, {"Retry-After": "50"}) if n >= 9 else None
        program = [sys.executable, "-m", "tests.sources.killed_pull", url, str(desk.port)]
        with subprocess.Popen(program, cwd=ROOT) as process:
            until = time.monotonic() + 60
            while len(desk.asked) < 9 and time.monotonic() < until:
                time.sleep(0.02)
            process.kill()
        with reading(engine) as session:
            feed = session.exec(select(Feed)).one()
        assert feed.leased_until is not None
        assert feed.leased_until > NOON
        assert feed.reach["resume"]
        desk.fault = lambda _: None
        bury(engine)

        pull(engine, "zendesk")

        assert state(engine) == undisturbed
