"""The server carries messages: once, in threads, through outages, and to its end."""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from api.postman import Postman
from db.commands.deliveries import Claimed
from db.commands.destinations import remove_destination
from db.engine import open_engine, reading, writing
from db.post import Round, carry_one, look, send_test
from db.queries.deliveries import delivery_lines
from db.queries.destinations import destination_named
from db.settings import Settings
from gamify.access import console
from gamify.errors import DatabaseRefused
from gamify.post import SENT, DeliveryState, Letter, Mishap
from gamify.seasons import Calendar
from tests import looping
from tests.post import plan_to, settings_on, states
from tests.receiver import TOKEN, Chat, Mailbox, free_port

NOW = datetime(2026, 11, 23, 9, 2, tzinfo=UTC)


def write(_session: Session, claimed: Claimed, *, now: datetime, calendar: Calendar) -> Letter:
    return Letter("Today", f"{claimed.day} in {claimed.language}")


def write_nothing(_session: Session, _claimed: Claimed, **_: object) -> None:
    return None


def write_badly(_session: Session, _claimed: Claimed, **_: object) -> Letter:
    raise ZeroDivisionError


@pytest.fixture
def chat() -> Iterator[Chat]:
    chat = Chat(free_port())
    with chat.open():
        yield chat


@pytest.fixture
def settings(database_url: str) -> Settings:
    return settings_on(database_url, delivery_pause=0.05, delivery_retries=[1])


def plan(engine: Engine, *addresses: str) -> None:
    with writing(engine) as session:
        for number, address in enumerate(addresses):
            plan_to(session, address, name=f"Chat {number}")


def kept(engine: Engine) -> list[tuple[str, str | None]]:
    with reading(engine) as session:
        lines = delivery_lines(session, since=NOW.date())
    return [
        (line.state.value, None if line.problem is None else str(line.problem))
        for line in reversed(lines)
    ]


def until(is_so: Callable[[], bool], limit: float = 20) -> None:
    end = time.monotonic() + limit
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.02)


def carry_all(going: Round) -> None:
    look(going.engine, going.settings, now=going.clock())
    while carry_one(going):
        pass


def test_what_is_due_arrives_once(engine: Engine, settings: Settings, chat: Chat) -> None:
    plan(engine, chat.address)
    going = Round(engine, settings, write, lambda: NOW)

    carry_all(going)
    carry_all(going)

    assert chat.arrived == [("Today", "2026-11-23 in en")]
    assert kept(engine) == [("sent", None)]
    assert not look(engine, settings, now=NOW)


def test_a_chat_that_was_away_gets_its_message_when_it_is_back(
    engine: Engine, settings: Settings
) -> None:
    chat, now = Chat(free_port()), NOW
    plan(engine, chat.address)
    going = Round(engine, settings, write, lambda: now)
    carry_all(going)
    assert kept(engine) == [("failed", "the service can't be reached")]

    now += timedelta(seconds=1)
    with chat.open():
        carry_all(going)

    assert chat.arrived == [("Today", "2026-11-23 in en")]
    assert kept(engine) == [("sent", None)]


def test_one_message_that_goes_wrong_holds_up_no_other(
    engine: Engine, settings: Settings, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    plan(engine, chat.address, chat.address)

    def write_the_second(session: Session, claimed: Claimed, **others: object) -> Letter:
        if claimed.id % 2:
            raise ZeroDivisionError(TOKEN)
        return Letter("Today", "the second")

    carry_all(Round(engine, settings, write_the_second, lambda: NOW))

    assert chat.arrived == [("Today", "the second")]
    assert kept(engine) == [
        ("failed", "the message couldn't be written; the server's log says why"),
        ("sent", None),
    ]
    assert "ZeroDivisionError" in caplog.text


def test_a_day_without_words_is_quiet(engine: Engine, settings: Settings, chat: Chat) -> None:
    plan(engine, chat.address)

    carry_all(Round(engine, settings, write_nothing, lambda: NOW))

    assert chat.arrived == []
    assert kept(engine) == [("quiet", None)]


def test_without_its_key_a_message_waits(
    engine: Engine, settings: Settings, chat: Chat, database_url: str
) -> None:
    plan(engine, chat.address)
    other = settings_on(database_url, secret_key="A" * 43 + "=")

    carry_all(Round(engine, other, write, lambda: NOW))

    assert chat.arrived == []
    assert kept(engine) == [("failed", "the address can't be opened with the present key")]


def test_a_destination_that_is_removed_meanwhile_gets_nothing(
    engine: Engine, settings: Settings, chat: Chat
) -> None:
    plan(engine, chat.address)

    def write_and_remove(_session: Session, _claimed: Claimed, **_: object) -> Letter:
        # In a thread: SQLite's reader of this one is still open.
        with writing(engine) as session:
            card = destination_named(session, "Chat 0")
            remove_destination(session, destination_id=card.id, actor=console("Ann"), now=NOW)
        return Letter("Today", "…")

    carry_all(Round(engine, settings, write_and_remove, lambda: NOW))

    assert chat.arrived == []
    assert kept(engine) == []


def test_how_it_ended_is_kept_however_long_the_database_is_away(
    engine: Engine,
    settings: Settings,
    chat: Chat,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    plan(engine, chat.address)
    outages = iter([True, True, False])
    finish = db_finish()

    def finish_in_an_outage(*args: object, **others: object) -> bool:
        if next(outages):
            raise DatabaseRefused(problem="away")
        return finish(*args, **others)

    monkeypatch.setattr("db.post.finish", finish_in_an_outage)
    monkeypatch.setattr("db.post.KEEP_TRYING", 0.01)

    carry_all(Round(engine, settings, write, lambda: NOW))

    assert kept(engine) == [("sent", None)]
    assert len(chat.arrived) == 1
    assert caplog.text.count("can't be kept yet") == 2


def db_finish() -> Callable[..., bool]:
    from db.commands.deliveries import finish  # noqa: PLC0415 (the one that isn't replaced)

    return finish


def test_two_servers_on_one_database_send_each_message_once(
    engine: Engine, settings: Settings, chat: Chat, database_url: str
) -> None:
    mailbox = Mailbox(free_port())
    plan(engine, *[chat.address] * 6, mailbox.address)
    rival = open_engine(database_url)

    async def serve() -> None:
        postmen = [
            Postman(lambda one=one: one, lambda: settings, write, clock=lambda: NOW)  # type: ignore[misc]
            for one in (engine, rival)
        ]
        rounds = [asyncio.create_task(postman.go_round()) for postman in postmen]
        await asyncio.to_thread(until, lambda: {state for state, _ in kept(engine)} == {"sent"})
        await asyncio.sleep(0.2)
        for postman in postmen:
            await postman.stop()
        await asyncio.gather(*rounds)

    with mailbox.open():
        looping.run(serve())
    rival.dispose()

    assert len(chat.arrived) == 6
    assert len(mailbox.arrived) == 1


def test_a_slow_chat_holds_up_neither_the_loop_nor_other_chats_nor_a_clean_end(
    sqlite_url: str, chat: Chat
) -> None:
    engine, slow = open_engine(sqlite_url), Chat(free_port())
    settings = settings_on(sqlite_url, delivery_pause=0.05)
    plan(engine, slow.address, chat.address)
    beats: list[float] = []

    async def serve() -> None:
        postman = Postman(lambda: engine, lambda: settings, write, clock=lambda: NOW)
        rounds = asyncio.create_task(postman.go_round())
        # The first letter loads apprise, which may take a while.
        await asyncio.to_thread(until, lambda: bool(chat.arrived and slow.arrived))
        for _ in range(20):
            beats.append(time.monotonic())
            await asyncio.sleep(0.01)
        threading.Timer(0.3, slow.answers.set).start()
        await postman.stop()
        await rounds

    with slow.open():
        slow.answers.clear()
        looping.run(serve())

    gaps = [later - sooner for sooner, later in itertools.pairwise(beats)]
    assert max(gaps) < 1
    assert kept(engine) == [("sent", None), ("sent", None)]
    engine.dispose()


def test_while_the_database_is_away_messages_wait(
    sqlite_url: str, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    engine = open_engine(sqlite_url)
    settings = settings_on(sqlite_url)
    plan(engine, chat.address)
    away = True

    def engine_or_refusal() -> Engine:
        if away:
            raise DatabaseRefused(problem="away")
        return engine

    postman = Postman(engine_or_refusal, lambda: settings, write, clock=lambda: NOW)
    for _ in range(3):
        assert not postman.look()
        postman.carry()
    assert chat.arrived == []

    away = False
    assert postman.look()
    postman.carry()

    assert len(chat.arrived) == 1
    assert caplog.text.count("Messages wait") == 1
    engine.dispose()


def test_a_greeting_is_sent_and_logged_without_its_address(
    engine: Engine, settings: Settings, chat: Chat, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    plan(engine, chat.address, "json://127.0.0.1:1/")
    with reading(engine) as session:
        good, bad = (destination_named(session, f"Chat {number}").id for number in range(2))

    receipts = [
        send_test(engine, settings, destination_id=one, actor=console("Ann"), now=NOW)
        for one in (good, bad)
    ]

    assert receipts[0] == SENT
    assert (receipts[1].state, receipts[1].mishap) == (DeliveryState.FAILED, Mishap.UNREACHABLE)
    assert chat.arrived == [("Crownboard says hello", "This is how messages to “Chat 0” arrive.")]
    assert TOKEN not in caplog.text
    with reading(engine) as session:
        assert states(session) == []
