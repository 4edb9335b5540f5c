"""The API on a database of its own, with nothing cached."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from api.routes import refusals, routes
from pages.ui import reads
from tests import looping


class Client:
    """Asks the routes, without a network between."""

    def __init__(self) -> None:
        application = Starlette(routes=routes, exception_handlers=dict(refusals))
        self._transport = httpx.ASGITransport(application, raise_app_exceptions=False)

    def get(self, path: str, **asked: Any) -> httpx.Response:
        """The answer to one question."""
        return self.get_at_once(path, times=1, **asked)[0]

    def get_at_once(self, path: str, *, times: int, **asked: Any) -> list[httpx.Response]:
        """The answers to the same question, asked that often at the same time."""

        async def ask() -> list[httpx.Response]:
            async with httpx.AsyncClient(
                transport=self._transport, base_url="http://crownboard"
            ) as client:
                return await asyncio.gather(*(client.get(path, **asked) for _ in range(times)))

        return looping.run(ask())


@pytest.fixture
def client(database_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """A client of the routes, on either kind of database."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", database_url)
    reads.forget()
    yield Client()
    reads.forget()
