"""Pauses of the game: of a day, and all that aren't over."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, select

from db.models import GamePause
from gamify.pauses import Pause, Rest


def rest_on(session: Session, day: date) -> Rest:
    """What rests on a day."""
    return Rest(tuple(one for one in pauses_from(session, day) if one.first <= day))


def pauses_from(session: Session, day: date) -> list[Pause]:
    """Pauses that last on a day or begin later, the next one first."""
    statement = (
        select(GamePause)
        .where(col(GamePause.ended_at).is_(None), col(GamePause.last) >= day)
        .order_by(col(GamePause.first), col(GamePause.id))
    )
    return [
        Pause(one.id or 0, one.team_id, one.first, one.last, one.reason, one.set_by)
        for one in session.exec(statement)
    ]
