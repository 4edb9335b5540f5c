"""Removes flags that speak of ratings which have gone with an undone import."""

from __future__ import annotations

from sqlalchemy import delete, or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.models import Flag

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]


def remove_lost_flags(session: Session) -> int:
    """Remove the flags of whose ratings none is left; returns how many.

    A flag about shares names no ratings: it goes with the last ticket and rating of its
    engineer.
    """
    session.flush()
    flags = session.exec(select(Flag).order_by(col(Flag.id))).all()
    named = sorted({rating for flag in flags for rating in flag.ratings})
    rest = select_rows(_RATING.c.id).where(among(session, _RATING.c.id, named))
    left = set(session.scalars(rest)) if named else set()
    idle = _idle_engineers(session, {flag.engineer_id for flag in flags if not flag.ratings})
    lost = [
        flag.id
        for flag in flags
        if (not left.intersection(flag.ratings) if flag.ratings else flag.engineer_id in idle)
    ]
    if lost:
        session.execute(delete(Flag).where(col(Flag.id).in_(lost)))
        session.expire_all()
    return len(lost)


def _idle_engineers(session: Session, engineers: set[int]) -> set[int]:
    """Those of the engineers who have neither tickets nor ratings."""
    busy: set[int] = set()
    for engineer in sorted(engineers):
        found = select_rows(
            or_(
                select_rows(_RATING.c.id).where(_RATING.c.owner_id == engineer).exists(),
                select_rows(_TICKET.c.id).where(_TICKET.c.owner_id == engineer).exists(),
            )
        )
        if session.scalar(found):
            busy.add(engineer)
    return engineers - busy
