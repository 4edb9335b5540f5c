"""The server reads what is due, says an outage once, and stops between two portions."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Engine

from api import puller
from api.puller import Collector
from db.engine import open_engine, reading
from db.queries.feeds import feed_card
from gamify.errors import DatabaseRefused
from tests.looping import run
from tests.sources.desk import Desk, Fault
from tests.sources.pulling import NOON, add, asked_of, later, ratings, settings_of

ITEM = {"id": 1, "message_id": 1, "conversation_id": 1, "rating": 4, "created_at": 1793880000,
        "assigned_agent": {"name": "Ann"}}  # fmt: skip


def test_what_is_due_is_read_once_and_then_at_its_time(engine: Engine) -> None:
    desk = Desk("chatwoot", [ITEM], page=25)
    collector = Collector(lambda: engine, lambda: settings_of(engine), clock=lambda: NOON)
    with desk.open(), asked_of(desk.definition):
        add(engine, "chatwoot")
        assert collector.due() == ["chatwoot"]
        collector.read("chatwoot")

    assert [row[2] for row in ratings(engine)] == [4]
    assert collector.due() == []
    with reading(engine) as session:
        assert feed_card(session, "chatwoot").next_pull_at == later(minutes=10)


def test_a_server_that_stops_does_not_wait_for_a_ticket_system(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(puller, "PAUSE", 0.01)
    engine = open_engine(sqlite_url)
    desk = Desk("chatwoot", [ITEM], fault=lambda _: Fault(429, {"Retry-After": "50"}))
    collector = Collector(lambda: engine, lambda: settings_of(engine), clock=lambda: NOON)

    async def go() -> None:
        round_ = asyncio.create_task(collector.go_round())
        while not desk.asked:
            await asyncio.sleep(0.01)
        await asyncio.wait_for(collector.stop(), 5)
        await round_

    with desk.open(), asked_of(desk.definition):
        add(engine, "chatwoot")
        run(go())
    with reading(engine) as session:
        card = feed_card(session, "chatwoot")
    assert (len(desk.asked), card.is_pulling(NOON), card.problem) == (1, False, None)
    engine.dispose()


def test_an_outage_is_said_once(caplog: pytest.LogCaptureFixture, sqlite_url: str) -> None:
    def away() -> Engine:
        raise DatabaseRefused(problem="away")

    engine = open_engine(sqlite_url)
    collector = Collector(away, lambda: settings_of(engine))

    assert [collector.due(), collector.due()] == [[], []]
    (record,) = caplog.records
    assert record.message.startswith("Sources wait: The database can't be used: away.")
    engine.dispose()
