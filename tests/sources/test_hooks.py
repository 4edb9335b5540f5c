"""Webhooks over HTTP: taken from who signs alone, stored before they are acknowledged."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from httpx import Response
from sqlalchemy import Engine
from sqlmodel import select

from api.hooks import LARGEST
from api.quiet_log import WithoutTokens
from db.commands.feeds import pause_feed
from db.engine import reading, writing
from db.feed_secrets import hook_path
from db.models import Feed
from db.queries.feeds import feed_key
from gamify.sources.definition import definitions
from gamify.sources.signing import sign
from pages.ui import reads
from tests.api.visiting import Browser
from tests.sources.pulling import CONSOLE, add, ratings, settings_of

SIGNED = ("zendesk", "jira", "intercom", "helpscout", "chatwoot")
FAR = datetime(2036, 1, 1, tzinfo=UTC)


@pytest.fixture
def browser(
    sqlite_engine: Engine, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Browser]:
    """A client of the routes, on the database of the test, where everybody has to sign in."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    key = settings_of(sqlite_engine).secret_key
    assert key is not None
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", key.get_secret_value())
    reads.forget()
    yield Browser()
    reads.forget()


def post(
    browser: Browser,
    system: str,
    document: Any,
    *,
    secret: str = "sign-secret",
    at: datetime | None = None,
    path: str = "",
) -> Response:
    """Send a webhook as its ticket system does."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    headers = {"Content-Type": "application/json"}
    signature = definitions()[system].webhook.signature
    if signature is not None:
        moment = at or datetime.now(UTC)
        told = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        if system == "chatwoot":
            told = str(int(moment.timestamp()))
        if signature.timestamp_header:
            headers[signature.timestamp_header] = told
        headers[signature.header] = sign(signature, secret=secret, body=body, timestamp=told)
    return browser.post(path or f"/api/v1/hooks/{system}", content=body, headers=headers)


def told(**changes: Any) -> dict[str, Any]:
    """What our template makes Zendesk say, and something that we don't know."""
    return {"ticket_id": "7", "score": "good", "rated_at": "2026-11-02T10:00:00Z",
            "comment": "[x](y)", "assignee": "Ann", "group": "Alpha", "requester_id": "5",
            "unknown": {"a": [1]}} | changes  # fmt: skip


def put_off(engine: Engine) -> None:
    """As if every source had just been read."""
    with writing(engine) as session:
        for feed in session.exec(select(Feed)):
            feed.next_pull_at = FAR
            session.add(feed)


def is_due(engine: Engine) -> bool:
    """Whether the source was brought forward."""
    with reading(engine) as session:
        return session.exec(select(Feed)).one().next_pull_at < FAR


def test_a_signed_webhook_is_stored_before_it_is_acknowledged(
    browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, "zendesk")

    answer = post(browser, "zendesk", told())
    again = post(browser, "zendesk", told())

    assert (answer.status_code, answer.json()) == (200, {"answers": 1, "added": 1, "changed": 0})
    assert (again.status_code, again.json()) == (200, {"answers": 1, "added": 0, "changed": 0})
    assert ratings(sqlite_engine) == [
        ("7", "", 5, "good", "[x](y)", "2026-11-02T10:00:00+00:00", "Ann", "Alpha", {})
    ]


@pytest.mark.parametrize("system", SIGNED)
def test_only_the_right_signature_is_heard(
    system: str, browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, system)
    put_off(sqlite_engine)

    forged = post(browser, system, {}, secret="guess")
    bare = browser.post(f"/api/v1/hooks/{system}", content=b"{}")

    assert [answer.status_code for answer in (forged, bare)] == [401, 401]
    assert forged.headers["content-type"] == "application/problem+json"
    assert "its signature is another one" in forged.json()["detail"]
    assert "it isn't signed" in bare.json()["detail"]
    assert not is_due(sqlite_engine)

    assert post(browser, system, {}).status_code == 200
    assert is_due(sqlite_engine)


@pytest.mark.parametrize("system", ["zendesk", "chatwoot"])
def test_a_signature_of_another_time_is_not_heard(
    system: str, browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, system)
    now = datetime.now(UTC)

    old, early, fresh = (
        post(browser, system, {}, at=now + timedelta(seconds=seconds)).status_code
        for seconds in (-310, 310, -280)
    )

    assert (old, early, fresh) == (401, 401, 200)


def test_without_a_secret_no_webhook_is_heard(browser: Browser, sqlite_engine: Engine) -> None:
    add(sqlite_engine, "zendesk", signing_secret="")

    answer = post(browser, "zendesk", told(), secret="")

    assert answer.status_code == 401
    assert "no secret was entered" in answer.json()["detail"]


def test_where_nothing_is_signed_the_address_holds_a_token(
    browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, "gorgias")
    put_off(sqlite_engine)
    with reading(sqlite_engine) as session:
        path = hook_path(feed_key(session, "gorgias"), settings_of(sqlite_engine))

    wrong = [post(browser, "gorgias", {}, path=each) for each in ("", f"{path}x")]
    assert [answer.status_code for answer in wrong] == [401, 401]
    assert not is_due(sqlite_engine)

    assert post(browser, "gorgias", {}, path=path).status_code == 200
    assert is_due(sqlite_engine)


@pytest.mark.parametrize(
    ("document", "status", "sentence"),
    [
        (b"{", 400, "it isn't JSON"),
        (b"[" * 100_000, 400, "it isn't JSON"),
        (told(score="Bien, je suis satisfait"), 422, "isn't on the scale"),
        (told(rated_at="yesterday"), 422, "isn't a date"),
        (b" " * (LARGEST + 1), 413, "larger than 256 KB"),
    ],
)
def test_a_bad_webhook_is_refused_in_a_sentence(
    document: Any, status: int, sentence: str, browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, "zendesk")

    answer = post(browser, "zendesk", document)

    assert answer.status_code == status
    assert sentence in answer.json()["detail"]
    assert ratings(sqlite_engine) == []


def test_a_source_that_is_unknown_or_paused_is_not_heard(
    browser: Browser, sqlite_engine: Engine
) -> None:
    add(sqlite_engine, "zendesk")
    with writing(sqlite_engine) as session:
        pause_feed(session, name="zendesk", is_paused=True, actor=CONSOLE, now=FAR)

    paused = post(browser, "zendesk", told())
    unknown = browser.post("/api/v1/hooks/nobody", content=b"{}")

    assert (paused.status_code, unknown.status_code) == (409, 404)


def test_the_token_of_an_address_is_not_in_the_log() -> None:
    line = logging.LogRecord("uvicorn.access", 20, "x", 1, '%s - "%s %s"', (
        "1.2.3.4", "POST", "/api/v1/hooks/gorgias/tell-nobody?x=1"), None)  # fmt: skip

    WithoutTokens().filter(line)

    assert line.getMessage() == '1.2.3.4 - "POST /api/v1/hooks/gorgias/…?x=1"'
