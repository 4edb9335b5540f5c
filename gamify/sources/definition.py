"""A source as its file declares it: address, credentials, paging, fields, scale, webhook.

A file is data and nothing else: paths into answers are JMESPath, and what stands in braces is
filled from what a person has entered or from the times of a sweep.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from gamify.ingest.fields import Field

FOLDER: Final = Path(__file__).parent


class AuthKind(StrEnum):
    """How a request says who asks."""

    BASIC = "basic"
    HEADER = "header"
    TOKEN = "token"  # noqa: S105 — a kind, not a token


class PagingKind(StrEnum):
    """How the next page is asked for: not at all, by a link, by a token, by its number."""

    NONE = "none"
    LINK = "link"
    TOKEN = "token"  # noqa: S105
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person enters. `pattern` is matched as a whole, so that no address can be bent."""

    name: str
    pattern: str = ".{1,500}"
    example: str = ""
    secret: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Auth:
    """`TOKEN` is fetched from `path` with `form` or `json`, and goes into a header or the query."""

    kind: AuthKind
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = ""
    value: str = field(default="", repr=False)
    path: str = ""
    form: Mapping[str, str] = field(default_factory=dict, repr=False)
    json: Mapping[str, str] = field(default_factory=dict, repr=False)
    token: str = ""
    parameter: str = ""


@dataclass(frozen=True, slots=True)
class Paging:
    """`next` is the path to a link or token, `more` says whether there is a next page at all.

    `parameter` is the query's, or with dots the body's, place of a token or page number.
    """

    kind: PagingKind = PagingKind.NONE
    next: str = ""
    more: str = ""
    parameter: str = ""
    size: int = 0


@dataclass(frozen=True, slots=True)
class Pull:
    """How the list of answers is read.

    `overlap` hours are read once more at each pull, `look_back` days once a day, so that what
    was changed or indexed late is found; `window` days at most are asked for at once. Without
    `is_filtered` the ticket system gives the whole list only. An item `tells_changes` if it isn't
    the same any more once the answer has changed; else its `detail` has to be looked at each time.
    """

    address: str
    path: str
    auth: Auth
    items: str
    paging: Paging = field(default_factory=Paging)
    method: str = "GET"
    query: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""
    detail: str = ""
    every: int = 10
    overlap: int = 1
    look_back: int = 14
    window: int = 0
    is_filtered: bool = True
    tells_changes: bool = True


@dataclass(frozen=True, slots=True)
class FieldPath:
    """Where a field stands in an item; with `lookup` the value is an id that has a name."""

    path: str
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where the name behind an id is read. An id without one stands for itself if `keeps_id`."""

    path: str
    name: str
    keeps_id: bool = True


@dataclass(frozen=True, slots=True)
class Signature:
    """How a ticket system signs: HMAC of the body, or of what `signs` says with the time."""

    header: str
    algorithm: str
    encoding: str
    prefix: str = ""
    timestamp_header: str = ""
    signs: str = "{body}"


@dataclass(frozen=True, slots=True)
class Webhook:
    """What a webhook brings. Without `items` it only says that there is something to read."""

    signature: Signature | None = None
    items: str = ""
    fields: Mapping[Field, FieldPath] = field(default_factory=dict)
    changed: str = ""
    template: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """A ticket system. `scale` maps scores to stars; without one the scores are stars."""

    key: str
    title: str
    documents: tuple[str, ...]
    wishes: tuple[Wish, ...]
    pull: Pull
    fields: Mapping[Field, FieldPath]
    changed: str
    webhook: Webhook
    scale: str = ""
    times: str = ""
    lookups: Mapping[str, Lookup] = field(default_factory=dict)
    unknown: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def definitions() -> Mapping[str, Definition]:
    """Every ticket system that is known, by its key, in order of titles."""
    found = [_read(path) for path in FOLDER.glob("*.toml")]
    return {each.key: each for each in sorted(found, key=lambda each: each.title.casefold())}


def _read(path: Path) -> Definition:
    """A definition of a file. Raises KeyError, TypeError or ValueError where it is no such file."""
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    pull, hook = told.pop("pull"), told.pop("webhook", {})
    return Definition(
        key=path.stem,
        documents=tuple(told.pop("documents")),
        wishes=tuple(Wish(**each) for each in told.pop("wishes")),
        pull=_pull(pull),
        fields=_fields(told.pop("fields")),
        webhook=_webhook(hook),
        scale=",".join(f"{score}={stars}" for score, stars in told.pop("scale", {}).items()),
        lookups={name: Lookup(**each) for name, each in told.pop("lookups", {}).items()},
        changed=told.pop("changed", ""),
        unknown=tuple(told.pop("unknown", ())),
        **told,
    )


def _pull(told: dict[str, Any]) -> Pull:
    auth, paging = told.pop("auth"), told.pop("paging", {})
    return Pull(
        auth=Auth(**auth | {"kind": AuthKind(auth["kind"])}),
        paging=Paging(**paging | {"kind": PagingKind(paging.get("kind", PagingKind.NONE))}),
        **told,
    )


def _webhook(told: dict[str, Any]) -> Webhook:
    signature, fields = told.pop("signature", None), told.pop("fields", {})
    return Webhook(
        signature=None if signature is None else Signature(**signature),
        fields=_fields(fields),
        **told,
    )


def _fields(told: Mapping[str, Any]) -> dict[Field, FieldPath]:
    return {
        Field(name): FieldPath(each) if isinstance(each, str) else FieldPath(**each)
        for name, each in told.items()
    }
