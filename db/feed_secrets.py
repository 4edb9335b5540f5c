"""Opens a source: its definition with what was entered, passwords and tokens included."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping

from db.queries.feeds import FeedKey
from db.secrets import Secret, seal, unseal
from db.settings import Settings
from gamify.sources.binding import Bound, bind
from gamify.sources.definition import Definition, definitions

#: Among the secrets of a source: what its webhook's address ends with where nothing is signed.
HOOK_TOKEN = "hook_token"  # noqa: S105 — its name


def split_secrets(
    definition: Definition, values: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What may be shown, and what may not."""
    hidden = {wish.name for wish in definition.wishes if wish.secret}
    shown = {name: value for name, value in values.items() if name not in hidden}
    return shown, {name: value for name, value in values.items() if name in hidden}


def seal_secrets(hidden: Mapping[str, str], settings: Settings) -> str:
    """Secrets sealed, with a token for the webhook. Raises KeyRefused."""
    told = {HOOK_TOKEN: secrets.token_urlsafe(24), **hidden}
    return seal(Secret(json.dumps(told)), settings)


def open_secrets(sealed: str, settings: Settings) -> dict[str, str]:
    """The secrets of a source. Raises KeyRefused."""
    told: dict[str, str] = json.loads(unseal(sealed, settings).get_secret_value())
    return told


def open_feed(key: FeedKey, settings: Settings) -> Bound:
    """A source that can be read. Raises KeyRefused."""
    values = {**key.entered, **open_secrets(key.sealed, settings)}
    return bind(definitions()[key.system], values)


def hook_path(key: FeedKey, settings: Settings) -> str:
    """Where the webhook is heard; with a token where the ticket system doesn't sign.

    Raises KeyRefused.
    """
    path = f"/api/v1/hooks/{key.name}"
    if definitions()[key.system].webhook.signature is not None:
        return path
    return f"{path}/{open_secrets(key.sealed, settings)[HOOK_TOKEN]}"
