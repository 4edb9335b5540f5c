"""Shift notes with their items: what is open, what was ticked off lately."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from db.models import NoteItem, ShiftNote
from gamify.shift.notes import ItemKind


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a note; `done_at` and `done_by` once it is ticked off."""

    id: int
    kind: ItemKind
    text: str
    done_at: datetime | None
    done_by: str | None


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note with its items in the order of the form."""

    id: int
    team_id: int | None
    author_id: int | None
    written_at: datetime
    written_by: str
    items: tuple[Item, ...]


def open_notes(session: Session, *, team_id: int | None, most: int) -> list[NoteCard]:
    """Notes with open items, the newest first, open items alone.

    For a team those of its own and those for all; None asks for everything.
    """
    return _notes(session, col(NoteItem.done_at).is_(None), team_id=team_id, most=most)


def ticked_notes(
    session: Session, *, since: datetime, team_id: int | None, most: int
) -> list[NoteCard]:
    """Notes with items that were ticked off since an instant, those items alone."""
    return _notes(session, col(NoteItem.done_at) >= since, team_id=team_id, most=most)


def notes_of(session: Session, numbers: Collection[int]) -> dict[int, NoteCard]:
    """Whole notes by number."""
    wanted = col(ShiftNote.id).in_(sorted(numbers))
    return {one.id: one for one in _notes(session, wanted, team_id=None, most=None)}


def _notes(
    session: Session, which: ColumnElement[bool], *, team_id: int | None, most: int | None
) -> list[NoteCard]:
    statement = (
        select(ShiftNote, NoteItem)
        .where(NoteItem.note_id == ShiftNote.id, col(ShiftNote.withdrawn_at).is_(None), which)
        .order_by(col(ShiftNote.written_at).desc(), col(ShiftNote.id).desc(), col(NoteItem.id))
        .limit(most)
    )
    if team_id is not None:
        own = col(ShiftNote.team_id)
        statement = statement.where(or_(own.is_(None), own == team_id))
    found: dict[int, tuple[ShiftNote, list[Item]]] = {}
    for note, item in session.exec(statement):
        found.setdefault(note.id or 0, (note, []))[1].append(_item(item))
    return [_card(note, items) for note, items in found.values()]


def _item(row: NoteItem) -> Item:
    return Item(row.id or 0, ItemKind(row.kind), row.text, row.done_at, row.done_by)


def _card(note: ShiftNote, items: list[Item]) -> NoteCard:
    return NoteCard(
        id=note.id or 0,
        team_id=note.team_id,
        author_id=note.author_id,
        written_at=note.written_at,
        written_by=note.written_by,
        items=tuple(items),
    )
