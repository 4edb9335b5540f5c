"""Values out of answers by JMESPath, as the texts that a file would have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Any

import jmespath
from jmespath.exceptions import JMESPathError
from jmespath.parser import ParsedResult

from gamify.ingest.cells import cell_text
from gamify.ingest.instants import Clock, parse_instant
from gamify.ingest.options import UTC as UTC_ZONE

_CLOCK = Clock(None, UTC_ZONE)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def look_up(path: str, document: Any) -> Any:
    """What stands at a path; None where there is nothing, or nothing that fits."""
    try:
        return _compiled(path).search(document)
    except JMESPathError:
        # A function met a value of another kind than it takes: there is nothing of use.
        return None


def text_at(path: str, document: Any) -> str:
    """What stands at a path as a text: lists in lines, objects not at all."""
    return plain_text(look_up(path, document))


def plain_text(value: Any) -> str:
    """A number, truth value or text as a file would have it."""
    if isinstance(value, Mapping):
        return ""
    if isinstance(value, list):
        return "\n".join(filter(None, map(plain_text, value)))
    return cell_text(value)


def ids_at(path: str, document: Any) -> list[str]:
    """Ids at a path: one, several, or none."""
    found = look_up(path, document)
    listed: Sequence[Any] = found if isinstance(found, list) else [found]
    return [text for text in map(plain_text, listed) if text]


def time_text(text: str, times: str) -> str:
    """A time with its offset: what has none is UTC. "rfc2822" is how letters write it.

    What isn't a time stays as it is.
    """
    if times == "rfc2822" and text:
        try:
            return parsedate_to_datetime(text).isoformat()
        except ValueError:
            return text
    micros = micros_of(text)
    return text if micros is None else (_EPOCH + timedelta(microseconds=micros)).isoformat()


def micros_of(text: str) -> int | None:
    """Microseconds UTC of a time; None where it is none."""
    return parse_instant(text.strip(), _CLOCK) if text.strip() else None


def objects_at(path: str, document: Any) -> list[dict[str, Any]] | None:
    """The list of objects at a path; None where there is no such list."""
    found = look_up(path, document)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        return None
    return found


def put(body: dict[str, Any], place: str, value: Any) -> None:
    """Set what stands at "a.b" in nested objects."""
    *folders, name = place.split(".")
    for folder in folders:
        body = body.setdefault(folder, {})
    body[name] = value


@lru_cache(maxsize=512)
def _compiled(path: str) -> ParsedResult:
    return jmespath.compile(path)
