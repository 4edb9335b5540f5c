"""The demo's shift notes and announcement: what the night left, and what was seen to."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.commands.announcements import announce_on_walls
from db.commands.shifts import tick_off, write_note
from db.demo.presence import ACTOR
from db.models import Announcement, NoteItem, ShiftNote, Team
from gamify.access import Visitor, console
from gamify.seasons import Calendar, day_of
from gamify.shift.notes import ItemKind

ANNOUNCEMENT = "The new phone system starts on Monday. Try your headset today."

#: Hours ago, the team, who wrote it, the form, and how many of its lines were ticked off.
_NOTES = (
    (
        33,
        "Night Owls",
        "Kwame Mensah",
        {
            ItemKind.TICKET: "**D-137512**: the customer is back from holiday on Monday",
            ItemKind.INCIDENT: "Mail was late between 02:10 and 02:40, solved by the provider",
        },
        2,
    ),
    (
        9,
        "Полярная звезда",
        "Ирина Соколова",
        {
            ItemKind.ALERT: "Очередь чата росла до 40 минут, помогла **вторая линия**",
            ItemKind.OTHER: "Ключи от переговорной у охраны",
        },
        1,
    ),
    (
        3,
        "Night Owls",
        "Freya Nielsen",
        {
            ItemKind.TICKET: (
                "**D-137844** waits for a log file from the customer, call before noon\n"
                "D-137768: `sync --full` runs until ten, then look again"
            ),
            ItemKind.ALERT: "Disk of the report server at 91 % (https://status.example.com/reports)",
            ItemKind.INCIDENT: "Sign-in was slow from 03:20 to 03:35, *cause still unknown*",
        },
        0,
    ),
)


def seed_shifts(session: Session, *, now: datetime, calendar: Calendar) -> None:
    """Leave the notes of the last two nights, and one announcement."""
    today = day_of(now, calendar)
    announce_on_walls(
        session,
        text=ANNOUNCEMENT,
        last=today + timedelta(days=6),
        today=today,
        actor=ACTOR,
        now=now - timedelta(hours=20),
    )
    teams = {one.name: one.id for one in session.exec(select(Team))}
    for hours, team, author, form, ticked in _NOTES:
        number = write_note(
            session,
            form=form,
            team_id=teams.get(team),
            actor=console(author),
            now=now - timedelta(hours=hours),
        )
        items = select(NoteItem.id).where(NoteItem.note_id == number).order_by(col(NoteItem.id))
        for item in session.exec(items).all()[:ticked]:
            at = now - timedelta(hours=hours - 2)
            tick_off(session, item_id=item or 0, actor=_next(author), now=at)


def remove_shifts(session: Session) -> None:
    """Take the demo's notes and its announcement out."""
    authors = [author for _, _, author, _, _ in _NOTES]
    notes = select(ShiftNote.id).where(
        col(ShiftNote.written_by).in_(authors), col(ShiftNote.author_id).is_(None)
    )
    session.execute(delete(NoteItem).where(col(NoteItem.note_id).in_(notes)))
    session.execute(delete(ShiftNote).where(col(ShiftNote.id).in_(notes)))
    session.execute(delete(Announcement).where(col(Announcement.announced_by) == ACTOR.name))


def _next(author: str) -> Visitor:
    """Whoever had the shift after."""
    return console("Tom Baker" if author != "Tom Baker" else author)
