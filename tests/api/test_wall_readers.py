"""A wall that somebody opened without a token lasts as long as they may read."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.types import Message

from api import wall_stream
from api.entrance import SEAT
from db.commands.accounts import AccountChange, change_account
from db.commands.sign_ins import digest_of, end_sign_in
from db.engine import open_engine, writing
from gamify.access import console
from gamify.rights import Role
from pages.ui import reads
from pages.ui.seats import Seat
from tests import looping
from tests.api.visiting import account, token_of
from tests.factories import NOW, Row, store


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A database that only those read who have signed in."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    monkeypatch.setattr(wall_stream, "ASK_AGAIN", 0.05)
    monkeypatch.setattr("api.wall_messages.BEAT", 3600.0)
    reads.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("T1"))
    return engine


def watched(digest: str, then: Callable[[], None]) -> bytes:
    """What a stream says up to its end; `then` happens once its picture is there."""
    said: list[bytes] = []

    async def receive() -> Message:
        await asyncio.sleep(3600)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        said.append(message.get("body", b""))
        if b"event: parts" in said[-1]:
            then()
            reads.doorkeeper.forget()

    async def watch() -> None:
        scope = {
            "type": "http",
            "path": "/api/v1/wall/stream",
            "query_string": b"",
            "headers": [],
            SEAT: Seat(digest),
        }
        answer = await wall_stream.stream(Request(scope))
        async with asyncio.timeout(20):
            await answer(scope, receive, send)

    looping.run(watch())
    return b"".join(said)


def test_a_stream_ends_when_its_reader_signs_out(engine: Engine) -> None:
    digest = digest_of(token_of(engine, account(engine, "vic", Role.VIEWER, password=None)))

    def sign_out() -> None:
        with writing(engine) as session:
            end_sign_in(session, digest)

    assert b"event: closed" in watched(digest, sign_out).split(b"event: parts")[1]


def test_a_stream_ends_when_its_reader_is_kept_out(engine: Engine) -> None:
    account(engine)
    vic = account(engine, "vic", Role.VIEWER, password=None)
    digest = digest_of(token_of(engine, vic))

    def disable() -> None:
        with writing(engine) as session:
            change = AccountChange(disabled=True)
            actor = console("test")
            change_account(session, account_id=vic, change=change, actor=actor, now=NOW)

    assert b"event: closed" in watched(digest, disable).split(b"event: parts")[1]
