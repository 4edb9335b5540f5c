"""Hears webhooks: sure of the sender first, then in one transaction what it brings."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from db.commands.answers import Taken, take_answers
from db.commands.feeds import nudge_feed
from db.engine import reading, writing
from db.feed_secrets import HOOK_TOKEN, open_feed, open_secrets
from db.queries.feeds import FeedKey, feed_key
from db.settings import Settings
from gamify.language import say
from gamify.sources.answers import read_answers
from gamify.sources.binding import Bound
from gamify.sources.errors import HookRefused
from gamify.sources.paths import objects_at
from gamify.sources.signing import check_signature, refused


def hear(
    engine: Engine,
    settings: Settings,
    *,
    name: str,
    token: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> Taken:
    """Store what a webhook brings, and let its source be read soon; committed on return.

    `headers` have names in lower case; `token` is the end of the address. Raises UnknownSource,
    HookRefused, KeyRefused and DatabaseRefused.
    """
    with reading(engine) as session:
        key = feed_key(session, name)
    bound = open_feed(key, settings)
    _check_sender(key, bound, settings, token=token, headers=headers, body=body, now=now)
    if key.paused_at is not None:
        raise refused(say("this source is paused"), status=409)
    items = _items(bound, _document(body))
    answers = read_answers(bound, items, {}, of_webhook=True)
    with writing(engine) as session:
        nudge_feed(session, key.id, now=now)
        if not answers:
            return Taken()
        return take_answers(session, key, bound, answers, settings=settings, now=now)


def _check_sender(
    key: FeedKey,
    bound: Bound,
    settings: Settings,
    *,
    token: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
) -> None:
    signature = bound.definition.webhook.signature
    if signature is not None:
        secret = bound.signing_secret
        check_signature(signature, secret=secret, headers=headers, body=body, now=now)
        return
    ours = open_secrets(key.sealed, settings)[HOOK_TOKEN]
    if not hmac.compare_digest(token.encode("utf-8", "replace"), ours.encode()):
        raise refused(say("its address doesn't end with our token"))


def _document(body: bytes) -> Any:
    """The JSON of a webhook; what a ticket system sends without any is nothing."""
    if not body.strip():
        return {}
    try:
        return json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HookRefused(problem=say("it isn't JSON")) from error


def _items(bound: Bound, document: Any) -> list[Any]:
    hook = bound.definition.webhook
    return (objects_at(hook.items, document) or []) if hook.items else []
