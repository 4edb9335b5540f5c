"""How files were read before, by their headers."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from db.models import Source
from gamify.ingest.fields import plain_header

#: Where the mappings of files stand in a source's mapping, by the digest of their header.
FILES = "files"


class KeptMapping(NamedTuple):
    """What a person said of a file with the same header, and which source it was of."""

    source: str
    mapping: dict[str, Any]


def header_digest(header: Sequence[str]) -> str:
    """What tells a header from any other, whatever its capitals and marks."""
    text = "\x1f".join(plain_header(name) for name in header)
    return blake2b(text.encode(), digest_size=12).hexdigest()


def kept_mapping(session: Session, header: Sequence[str]) -> KeptMapping | None:
    """How a file with this header was read; None for a new kind of file."""
    digest = header_digest(header)
    statement = select(Source.name, Source.mapping).order_by(col(Source.id))
    for name, mapping in session.exec(statement):
        found = mapping.get(FILES, {}).get(digest)
        if found is not None:
            return KeptMapping(name, found)
    return None


def source_names(session: Session) -> list[str]:
    """All sources, in order of their names."""
    return list(session.exec(select(Source.name).order_by(col(Source.name))))
