"""However two processes take turns, fall asleep and die, nobody gets a message twice."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import event as note
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, event
from sqlmodel import Session, select

from db.commands.deliveries import (
    Claimed,
    claim,
    doubt_lost,
    due_deliveries,
    finish,
    start_sending,
)
from db.commands.doubts import mark_sent, send_again
from db.engine import open_engine, writing
from db.models import Delivery
from gamify.access import console
from gamify.post import SENT, DeliveryState, Mishap, Receipt
from gamify.seasons import Calendar
from tests.post import plan_to

UTC_CALENDAR = Calendar()
BEGIN = datetime(2026, 11, 23, 9, tzinfo=UTC)
LEASE = timedelta(seconds=120)
REFUSED = Receipt(DeliveryState.FAILED, Mishap.UNREACHABLE)
SILENT = Receipt(DeliveryState.UNSURE, Mishap.SILENT)
PROCESSES = ("one", "two")

#: What a request may come to, and how often the message has then arrived.
REQUESTS = {"arrives": (SENT, 1), "is refused": (REFUSED, 0), "is not answered": (SILENT, 1)}

#: What may happen next; what is often needed in a row is there more often.
STEPS = st.sampled_from(
    [("go on", name) for name in PROCESSES] * 6
    + [("die", name) for name in PROCESSES]
    + [("pass", "59"), ("pass", "121"), ("pass and look", "121"), ("pass and look", "121")]
    + [("request", outcome) for outcome in REQUESTS] * 2
    + [("decide", "again"), ("decide", "again"), ("decide", "sent")]
)


@dataclass
class Process:
    """Where a process is in its work; it learns nothing but what the database says."""

    claimed: Claimed | None = None
    is_sending: bool = False
    receipt: Receipt | None = None


class Play:
    """Two processes on one database, one message, a person, and a clock."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.now = BEGIN
        self.processes = {name: Process() for name in PROCESSES}
        self.outcome = "arrives"
        self.arrived = self.wished = self.claims = 0

    def step(self, action: str, what: str) -> None:
        """One step of somebody."""
        match action:
            case "go on":
                self.go_on(what)
            case "die":
                self.processes[what] = Process()
            case "pass" | "pass and look":
                self.now += timedelta(seconds=int(what))
                if action == "pass and look":
                    self.look()
            case "request":
                self.outcome = what
            case "decide":
                self.decide(what)

    def go_on(self, name: str) -> None:
        """The next thing that a process does."""
        process = self.processes[name]
        if process.claimed is None:
            process.claimed = self.claim()
        elif not process.is_sending:
            with writing(self.engine) as session:
                process.is_sending = start_sending(
                    session, claimed=process.claimed, now=self.now, lease=LEASE
                )
            if not process.is_sending:
                self.processes[name] = Process()
        elif process.receipt is None:
            process.receipt, arrivals = REQUESTS[self.outcome]
            self.arrived += arrivals
        else:
            with writing(self.engine) as session:
                finish(
                    session,
                    claimed=process.claimed,
                    receipt=process.receipt,
                    now=self.now,
                    retries=(60, 300),
                )
            self.processes[name] = Process()

    def look(self) -> None:
        with writing(self.engine) as session:
            due_deliveries(session, now=self.now, calendar=UTC_CALENDAR)
            doubt_lost(session, now=self.now)

    def claim(self) -> Claimed | None:
        self.claims += 1
        with writing(self.engine) as session:
            return claim(
                session,
                by=str(self.claims),
                now=self.now,
                calendar=UTC_CALENDAR,
                lease=LEASE,
            )

    def decide(self, what: str) -> None:
        """A person sends a message again, or marks it as sent, where it is in doubt."""
        with writing(self.engine) as session:
            found = session.exec(select(Delivery)).first()
            if found is None or found.id is None or found.state != DeliveryState.UNSURE:
                return
            if what == "sent":
                mark_sent(session, delivery_id=found.id, actor=console("a lead"), now=self.now)
                return
            send_again(
                session,
                delivery_id=found.id,
                calendar=UTC_CALENDAR,
                actor=console("a lead"),
                now=self.now,
            )
            self.wished += 1

    def come_to_an_end(self) -> str:
        """All are dead; a new process finds the message an hour later and does its best."""
        self.processes = {"new": Process()}
        self.outcome = "arrives"
        self.now += timedelta(hours=1)
        self.look()
        for _ in range(4):
            self.go_on("new")
        with writing(self.engine) as session:
            return session.exec(select(Delivery.state)).one()


@pytest.fixture
def stage(sqlite_pattern: Path, tmp_path: Path) -> Iterator[Engine]:
    """A database with one plan."""
    path = tmp_path / "stage.db"
    shutil.copy(sqlite_pattern, path)
    engine = open_engine(f"sqlite:///{path}")
    # Nobody pulls the plug here, and thousands of transactions are waited for.
    event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA synchronous = OFF"))
    with writing(engine) as session:
        plan_to(session)
    yield engine
    engine.dispose()


@settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEPS, min_size=25, max_size=50))
def test_a_message_arrives_once_and_once_more_for_each_wish(
    stage: Engine, steps: list[tuple[str, str]]
) -> None:
    with writing(stage) as session:
        clear(session)
    play = Play(stage)
    play.look()

    for step in steps:
        play.step(*step)
        assert play.arrived <= 1 + play.wished
    end = play.come_to_an_end()

    note(f"{end}, arrived {play.arrived}")
    assert play.arrived <= 1 + play.wished
    # Nothing is lost in silence either: it has arrived, or a person is asked.
    assert play.arrived > 0 or end in {"unsure", "sent"}
    assert end in {"sent", "unsure"}


def clear(session: Session) -> None:
    session.execute(delete(Delivery))
