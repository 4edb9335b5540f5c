"""A program that asks the API with a token, without a network between."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

import httpx
from sqlalchemy import Engine

from db.commands.tokens import create_token
from db.engine import writing
from gamify.access import console
from gamify.rights import Scope
from tests.api.visiting import Browser

EVERY = tuple(Scope)
RATING: dict[str, Any] = {
    "ticket": "T1",
    "score": 5,
    "rated_at": "2026-11-02T12:00:00Z",
    "owner": "Ann",
    "team": "Alpha",
}


def token_with(engine: Engine, scopes: Collection[Scope] = EVERY, **told: Any) -> str:
    """A token."""
    usual: dict[str, Any] = {"name": "desk", "actor": console("test"), "now": datetime.now(UTC)}
    with writing(engine) as session:
        return create_token(session, scopes=scopes, **usual | told)[1].get_secret_value()


class Program:
    """Asks with its token, from elsewhere."""

    def __init__(self, token: str) -> None:
        self._browser = Browser()
        self._token = token

    def ask(self, method: str, path: str, **asked: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self._token}"} | asked.pop("headers", {})
        return self._browser.ask(method, f"/api/v1{path}", headers=headers, **asked)

    def get(self, path: str, **asked: Any) -> httpx.Response:
        return self.ask("GET", path, **asked)

    def post(self, path: str, rows: Any, *, key: str = "", **asked: Any) -> httpx.Response:
        headers = {"Idempotency-Key": key} if key else {}
        return self.ask("POST", path, json=rows, headers=headers, **asked)
