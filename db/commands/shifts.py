"""Shift notes: written, taken back, their items ticked off and opened again. Each is logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, select

from db.commands.ledger import bump_version, record
from db.models import NoteItem, ShiftNote, Team
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownTeam
from gamify.language import say
from gamify.rights import Right
from gamify.shift.notes import ItemKind, read_items, search_key

WRITTEN, TAKEN_BACK = "shift note written", "shift note taken back"
TICKED, OPENED = "item ticked off", "item opened again"


def write_note(
    session: Session,
    *,
    form: Mapping[ItemKind, str],
    team_id: int | None = None,
    actor: Visitor,
    now: datetime,
) -> int:
    """Leave a note to the next shift of a team, or of all; returns its number.

    Raises DecisionRefused for a note that says nothing or too much, UnknownTeam, NotAllowed.
    """
    demand(actor, Right.SHIFT_NOTES)
    if team_id is not None and session.get(Team, team_id) is None:
        raise UnknownTeam(name=str(team_id))
    items = read_items(form)
    note = ShiftNote(
        team_id=team_id, author_id=actor.engineer_id, written_at=now, written_by=actor.name
    )
    session.add(note)
    session.flush()
    number = note.id or 0
    rows = [
        NoteItem(note_id=number, kind=kind.value, text=text, text_key=search_key(text))
        for kind, text in items
    ]
    for row in rows:
        session.add(row)
        session.flush()
    told = {
        "team_id": team_id,
        "author_id": actor.engineer_id,
        "items": [[row.id, row.kind, row.text] for row in rows],
    }
    record(session, WRITTEN, subject=f"note {number}", actor=actor, now=now, after=told)
    bump_version(session)
    return number


def take_note_back(session: Session, *, note_id: int, actor: Visitor, now: datetime) -> None:
    """Take a note off the page: its author, or a lead. Raises DecisionRefused, NotAllowed."""
    note = session.get(ShiftNote, note_id)
    if note is None or note.withdrawn_at is not None:
        raise DecisionRefused(problem=say("there is no shift note {number}", number=note_id))
    demand(actor, Right.TAKE_NOTES_BACK, teams={note.team_id}, engineer_id=note.author_id)
    note.withdrawn_at = now
    session.add(note)
    record(session, TAKEN_BACK, subject=f"note {note_id}", actor=actor, now=now)
    bump_version(session)


def tick_off(session: Session, *, item_id: int, actor: Visitor, now: datetime) -> None:
    """Say that an item is seen to. Raises DecisionRefused if it isn't open, NotAllowed."""
    demand(actor, Right.SHIFT_NOTES)
    item = _item(session, item_id)
    if item.done_at is not None:
        told = say("{name} has ticked this off already", name=item.done_by or "")
        raise DecisionRefused(problem=told)
    item.done_at, item.done_by = now, actor.name
    session.add(item)
    record(session, TICKED, subject=f"item {item_id}", actor=actor, now=now)
    bump_version(session)


def open_again(session: Session, *, item_id: int, actor: Visitor, now: datetime) -> None:
    """Take a tick back. Raises DecisionRefused if the item is open, NotAllowed."""
    demand(actor, Right.SHIFT_NOTES)
    item = _item(session, item_id)
    if item.done_at is None:
        raise DecisionRefused(problem=say("this item is open"))
    before = {"by": item.done_by}
    item.done_at = item.done_by = None
    session.add(item)
    record(session, OPENED, subject=f"item {item_id}", actor=actor, now=now, before=before)
    bump_version(session)


def _item(session: Session, item_id: int) -> NoteItem:
    statement = select(NoteItem, ShiftNote).where(
        NoteItem.id == item_id, NoteItem.note_id == ShiftNote.id
    )
    found = session.exec(statement).first()
    if found is None or found[1].withdrawn_at is not None:
        raise DecisionRefused(problem=say("there is no item {number}", number=item_id))
    return found[0]
