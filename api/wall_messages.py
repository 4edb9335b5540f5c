"""What is written into a wall's stream: events of `text/event-stream`, one JSON each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

from gamify.language import nearest_language, say, translate
from pages.ui.clock import Stamp
from pages.ui.wall.as_json import to_json

#: Seconds between two beats by which a wall knows that the server lives.
BEAT = 2.0


def hello(build: str) -> bytes:
    """The greeting: a page of another build loads itself anew."""
    return _event("hello", to_json({"build": build, "beat": BEAT, "now": datetime.now(UTC)}))


def beat() -> bytes:
    """A sign of life."""
    return _event("beat", to_json({"now": datetime.now(UTC)}))


def away(since: datetime) -> bytes:
    """The server lives, its database doesn't answer."""
    return _event("away", to_json({"since": since}))


def closed(language: str) -> bytes:
    """The link was revoked, or there is no such screen."""
    return _event("closed", json.dumps({"text": closed_text(language)}, ensure_ascii=False))


def closed_text(language: str) -> str:
    """What a wall shows that may show nothing."""
    return translate(say("This screen waits for a new link"), nearest_language(language))


def parts(stamp: Stamp, at: datetime, some: Mapping[str, str]) -> bytes:
    """Parts that are JSON already."""
    return _event("parts", picture_body(stamp, at, some))


def picture_body(stamp: Stamp, at: datetime, some: Mapping[str, str], *, screen: str = "") -> str:
    """The object that a picture is; `screen` is its name where it is told."""
    named = f'"screen":{to_json(screen)},' if screen else ""
    marked = to_json({"version": stamp.version, "day": stamp.day, "at": at})
    inside = ",".join(f'"{name}":{part}' for name, part in some.items())
    return f'{{{named}"stamp":{marked},"parts":{{{inside}}}}}'


def celebration(told: str) -> bytes:
    """Something to celebrate, as JSON."""
    return _event("event", told)


def _event(name: str, body: str) -> bytes:
    # JSON has no line breaks of its own, so that one line of data is enough.
    return f"event: {name}\ndata: {body}\n\n".encode()
