"""Keeps how a file was read for the next one with the same header."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.commands.ledger import record
from db.models import Source
from db.queries.file_mappings import FILES, header_digest
from gamify.access import Visitor, demand
from gamify.rights import Right


def keep_mapping(
    session: Session,
    *,
    source: str,
    header: Sequence[str],
    mapping: dict[str, Any],
    actor: Visitor,
    now: datetime,
) -> None:
    """Read files with this header in this way from now on, as files of that source.

    A source is made if there is none of that name. Nothing is logged where it was so already.
    """
    demand(actor, Right.IMPORT_RATINGS)
    digest = header_digest(header)
    statement = select(Source).order_by(col(Source.id)).with_for_update()
    sources = {one.name: one for one in session.exec(statement)}
    mine = sources.setdefault(source, Source(name=source))
    before = mine.mapping.get(FILES, {}).get(digest)
    if before == mapping:
        return
    for one in sources.values():
        files = {key: kept for key, kept in one.mapping.get(FILES, {}).items() if key != digest}
        if one is mine:
            files[digest] = mapping
        if files or FILES in one.mapping:
            one.mapping = {**one.mapping, FILES: files}
        session.add(one)
    record(
        session,
        "mapping kept",
        subject=f"source {source}",
        actor=actor,
        now=now,
        before=None if before is None else {"mapping": before},
        after={"mapping": mapping},
    )
