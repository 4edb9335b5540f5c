"""Ratings that were taken out of the standings."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, func, select

from db.models import Rating


def excluded_count(session: Session, *, first: date, last: date) -> int:
    """How many ratings of a period are excluded."""
    statement = select(func.count()).where(
        col(Rating.excluded_at).is_not(None), col(Rating.day).between(first, last)
    )
    return session.exec(statement).one()
