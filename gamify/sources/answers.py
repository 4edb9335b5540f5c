"""Items as a ticket system hands them over become answers, and answers clean rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from gamify.ingest.fields import DATED, Field
from gamify.ingest.options import UTC
from gamify.ingest.posted import PostedRow, clean_rows
from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import choose_scale
from gamify.sources.binding import Bound
from gamify.sources.definition import FieldPath
from gamify.sources.paths import ids_at, micros_of, text_at, time_text

#: (lookup, id) → name.
Names = Mapping[tuple[str, str], str]
Fields = Mapping[Field, FieldPath]


@dataclass(frozen=True, slots=True)
class Answer:
    """One item: what it is about, since when it is so, and what it says.

    `changed` is in microseconds UTC. `digest` tells the item from any other; `raw` is the item
    as it came.
    """

    ticket: str
    key: str
    changed: int | None
    digest: str
    texts: Mapping[Field, str] = field(repr=False)
    raw: str = field(repr=False)


def ids_to_name(fields: Fields, items: Iterable[Any]) -> list[tuple[str, str]]:
    """Every (lookup, id) that the items name, each once, in order."""
    found: dict[tuple[str, str], None] = {}
    for item in items:
        for told in fields.values():
            if told.lookup:
                found.update(dict.fromkeys((told.lookup, id_) for id_ in ids_at(told.path, item)))
    return list(found)


def digest_of(item: Any) -> str:
    """What tells an item from any other."""
    return blake2b(_raw(item).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def read_answers(
    bound: Bound,
    items: Sequence[Any],
    names: Names,
    *,
    digests: Sequence[str] | None = None,
    of_webhook: bool = False,
) -> list[Answer]:
    """Items as answers, with the digests of what they were before details were added."""
    definition = bound.definition
    hook = definition.webhook
    fields = hook.fields if of_webhook else definition.fields
    changed = hook.changed if of_webhook else definition.changed
    pairs = zip(items, digests or map(digest_of, items), strict=True)
    return [
        _answer(item, fields, names, digest=digest, changed=changed, times=definition.times)
        for item, digest in pairs
    ]


def rows_of(bound: Bound, answers: Sequence[Answer]) -> list[PostedRow]:
    """Answers as rows for the intake; an unanswered survey tells of its ticket alone."""
    return [_row(bound, answer.texts) for answer in answers]


def clean_answers(bound: Bound, answers: Sequence[Answer]) -> CleanChunk:
    """Answers as they would be stored; the line of a row is its place, from 0."""
    return clean_rows(rows_of(bound, answers), scale=choose_scale(bound.options), zone=UTC)


def _row(bound: Bound, texts: Mapping[Field, str]) -> PostedRow:
    is_dated = texts.get(Field.OPENED_AT) or texts.get(Field.SOLVED_AT)
    if bound.stars(texts.get(Field.SCORE, "")) == 0 and not is_dated:
        return {**texts, Field.OPENED_AT: texts.get(Field.RATED_AT, "")}
    return texts


def _answer(
    item: Any, fields: Fields, names: Names, *, digest: str, changed: str, times: str
) -> Answer:
    texts = {
        name: _named(told, item, names) if told.lookup else text_at(told.path, item)
        for name, told in fields.items()
    }
    for name in DATED:
        if name in texts:
            texts[name] = time_text(texts[name], times)
    # What names no ticket is one of its own, the same each time.
    ticket = texts.get(Field.TICKET, "").strip() or f"#{digest}"
    return Answer(
        ticket=ticket,
        key=texts.get(Field.RATING_ID, "").strip(),
        changed=micros_of(time_text(text_at(changed, item), times)) if changed else None,
        digest=digest,
        texts={**texts, Field.TICKET: ticket},
        raw=_raw(item),
    )


def _named(told: FieldPath, item: Any, names: Names) -> str:
    ids = ids_at(told.path, item)
    return "\n".join(filter(None, (names.get((told.lookup, id_), id_) for id_ in ids)))


def _raw(item: Any) -> str:
    return json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
