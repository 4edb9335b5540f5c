"""What colleagues have said to each other, again: thanks and shift notes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session

from db.commands.pauses import GOES_ON, PAUSED, end_pause
from db.commands.replaying.entry import Again, after, number, said, write_again
from db.commands.shifts import (
    OPENED,
    TICKED,
    WRITTEN,
    open_again,
    take_note_back,
    tick_off,
)
from db.commands.shifts import TAKEN_BACK as NOTE_TAKEN_BACK
from db.commands.thanks import TAKEN_BACK, THANKED, take_thanks_back
from db.models import GamePause, NoteItem, ShiftNote, Thanks
from db.queries.audit import Decision
from gamify.shift.notes import search_key


def _thank(session: Session, decision: Decision) -> None:
    """Thanks alone: the help that they confirmed has an entry of its own."""
    session.add(
        Thanks(
            id=number(decision),
            said_at=decision.at,
            said_by=decision.actor,
            **after(decision),
        )
    )
    write_again(session, decision)


def _take_thanks_back(session: Session, decision: Decision) -> None:
    take_thanks_back(session, thanks_id=number(decision), **said(decision))


def _write_note(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        ShiftNote(
            id=number(decision),
            team_id=told["team_id"],
            author_id=told["author_id"],
            written_at=decision.at,
            written_by=decision.actor,
        )
    )
    session.flush()
    for id_, kind, text in told["items"]:
        session.add(
            NoteItem(
                id=id_, note_id=number(decision), kind=kind, text=text, text_key=search_key(text)
            )
        )
    write_again(session, decision)


def _take_note_back(session: Session, decision: Decision) -> None:
    take_note_back(session, note_id=number(decision), **said(decision))


def _tick(session: Session, decision: Decision) -> None:
    act = tick_off if decision.action == TICKED else open_again
    act(session, item_id=number(decision), **said(decision))


def _pause(session: Session, decision: Decision) -> None:
    told = after(decision)
    first, last = (date.fromisoformat(told[name]) for name in ("first", "last"))
    session.add(
        GamePause(
            id=number(decision),
            team_id=told["team_id"],
            first=first,
            last=last,
            reason=told["reason"],
            set_at=decision.at,
            set_by=decision.actor,
        )
    )
    write_again(session, decision)


def _go_on(session: Session, decision: Decision) -> None:
    end_pause(session, pause_id=number(decision), **said(decision))


AGAIN: Mapping[str, Again] = {
    THANKED: _thank,
    TAKEN_BACK: _take_thanks_back,
    WRITTEN: _write_note,
    NOTE_TAKEN_BACK: _take_note_back,
    TICKED: _tick,
    OPENED: _tick,
    PAUSED: _pause,
    GOES_ON: _go_on,
}
