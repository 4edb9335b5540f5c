"""What holds for every answer and every body."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import repeat

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import Message

from api import guard
from api.entrance import Entrance
from pages.ui import reads
from tests import looping
from tests.api.visiting import Browser


@pytest.fixture(autouse=True)
def _here(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()


@pytest.mark.parametrize(
    "path", ["/", "/sign-in", "/password", "/wall", "/api/v1/version", "/healthz", "/seat", "/nix"]
)
def test_every_answer_has_the_headers_of_safety(path: str) -> None:
    headers = Browser().get(path).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert "frame-ancestors" in headers["content-security-policy"]


def test_a_page_that_is_stricter_stays_so() -> None:
    headers = Browser().get("/sign-in").headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert len(headers.get_list("content-security-policy")) == 1


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE"])
def test_nobody_fills_the_memory_by_the_uploader_of_pages(method: str) -> None:
    answer = Browser().ask(method, "/_stcore/upload_file/x/y", content=b"x" * 1000)

    assert answer.status_code == 403


def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.05)
    pieces = iter((0.0, 60.0))

    assert status_of_body(pieces) == 408


def test_a_body_of_a_byte_now_and_then_holds_nothing_for_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.3)

    assert status_of_body(repeat(0.05)) == 408


def test_a_body_that_keeps_its_rate_ends_some_time_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "LONGEST", 0.2)
    monkeypatch.setattr(guard, "LEAST_RATE", 1)

    assert status_of_body(repeat(0.02)) == 408


def status_of_body(waits: Iterator[float]) -> int:
    """What a body is answered of which a byte comes after each wait."""
    said: list[Message] = []

    async def read(scope: object, receive: object, send: object) -> None:
        request = Request(scope, receive)  # type: ignore[arg-type]
        await PlainTextResponse(await request.body())(scope, receive, send)  # type: ignore[arg-type]

    async def receive() -> Message:
        await asyncio.sleep(next(waits))
        return {"type": "http.request", "body": b"1", "more_body": True}

    async def send(message: Message) -> None:
        said.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": [],
        "scheme": "http", "client": ("192.0.2.7", 5), "server": ("x", 80),
    }  # fmt: skip
    app = Starlette(routes=[Mount("/", read)], middleware=[Middleware(Entrance)])
    looping.run(app(scope, receive, send))

    (status,) = [one["status"] for one in said if "status" in one]
    return int(status)
