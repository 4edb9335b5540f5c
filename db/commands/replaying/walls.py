"""Screens and announcements again. Links aren't in the log: a screen gets a new one by a click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from db.commands.announcements import withdraw_announcement
from db.commands.replaying.entry import Again, after, differing, name, number, said, write_again
from db.commands.walls import delete_screen
from db.models import Announcement, WallScreen
from db.queries.audit import Decision
from gamify.shift.notes import search_key


def _create(session: Session, decision: Decision) -> None:
    session.add(
        WallScreen(
            name=name(decision),
            created_at=decision.at,
            created_by=decision.actor,
            **after(decision),
        )
    )
    write_again(session, decision)


def _change(session: Session, decision: Decision) -> None:
    """What a screen shows; or its link, of which the former one ends in either case."""
    statement = select(WallScreen).where(col(WallScreen.name) == name(decision))
    found = session.exec(statement).one_or_none()
    if found is None:
        raise differing()
    for column, value in after(decision).items():
        setattr(found, column, value)
    if not after(decision):
        found.digest = found.sealed = None
    session.add(found)
    write_again(session, decision)


def _delete(session: Session, decision: Decision) -> None:
    delete_screen(session, name=name(decision), **said(decision))


def _announce(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        Announcement(
            id=number(decision),
            text=told["text"],
            text_key=search_key(told["text"]),
            team_id=told.get("team_id"),
            last=date.fromisoformat(told["last"]),
            announced_at=decision.at,
            announced_by=decision.actor,
        )
    )
    write_again(session, decision)


def _withdraw(session: Session, decision: Decision) -> None:
    withdraw_announcement(session, announcement_id=number(decision), **said(decision))


AGAIN: Mapping[str, Again] = {
    "screen created": _create,
    "screen changed": _change,
    "screen link renewed": _change,
    "screen link revoked": _change,
    "screen deleted": _delete,
    "announced on the walls": _announce,
    "announcement withdrawn": _withdraw,
}
