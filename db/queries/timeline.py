"""The timeline: announcements and shift notes, the newest first, searched for literally."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Table,
    exists,
    func,
    literal,
    or_,
    union_all,
)
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from gamify.shift.notes import search_key

_TABLES = SQLModel.metadata.tables
_ANNOUNCED, _NOTE, _ITEM = (_TABLES[name] for name in ("announcement", "shift_note", "note_item"))

ANNOUNCEMENT, NOTE = "announcement", "note"


@dataclass(frozen=True, slots=True)
class Sought:
    """What is asked of the timeline: words, a team with what is for all, a period."""

    words: str = ""
    team_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An announcement or a note, by number."""

    kind: str
    id: int


def timeline(session: Session, sought: Sought, *, most: int, offset: int) -> list[Entry]:
    """A page of the timeline. Announcements that were withdrawn and notes taken back are gone."""
    found = _entries(sought).subquery()
    statement = (
        select_rows(found.c.kind, found.c.id)
        .order_by(found.c.at.desc(), found.c.kind, found.c.id.desc())
        .offset(offset)
        .limit(most)
    )
    return [Entry(kind, id_) for kind, id_ in session.execute(statement)]


def timeline_count(session: Session, sought: Sought) -> int:
    """How many entries fit."""
    statement = select_rows(func.count()).select_from(_entries(sought).subquery())
    found: int = session.execute(statement).scalar_one()
    return found


def _entries(sought: Sought) -> CompoundSelect[tuple[str, int, int]]:
    told = select_rows(
        literal(ANNOUNCEMENT).label("kind"), _ANNOUNCED.c.id, _ANNOUNCED.c.announced_at.label("at")
    )
    left = select_rows(literal(NOTE).label("kind"), _NOTE.c.id, _NOTE.c.written_at.label("at"))
    words = search_key(sought.words.strip())
    if words:
        told = told.where(_ANNOUNCED.c.text_key.contains(words, autoescape=True))
        has = exists().where(
            _ITEM.c.note_id == _NOTE.c.id, _ITEM.c.text_key.contains(words, autoescape=True)
        )
        left = left.where(has)
    return union_all(
        told.where(*_narrowing(_ANNOUNCED, _ANNOUNCED.c.announced_at, sought)),
        left.where(*_narrowing(_NOTE, _NOTE.c.written_at, sought)),
    )


def _narrowing(
    table: Table, at: ColumnElement[datetime], sought: Sought
) -> Iterator[ColumnElement[bool]]:
    yield table.c.withdrawn_at.is_(None)
    if sought.team_id is not None:
        yield or_(table.c.team_id.is_(None), table.c.team_id == sought.team_id)
    if sought.since is not None:
        yield at >= sought.since
    if sought.until is not None:
        yield at < sought.until
