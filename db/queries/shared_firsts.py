"""How many share a recorded first place of which not all are read."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, func, select

from db.models import Award
from gamify.seasons import Season


def shared_firsts(
    session: Session, *, season: Season, nominations: Collection[str]
) -> dict[str, int]:
    """How many are first in each of these nominations of a closed season."""
    if not nominations:
        return {}
    statement = (
        select(Award.nomination, func.count())
        .where(
            Award.season == season.code,
            Award.place == 1,
            col(Award.nomination).in_(sorted(nominations)),
        )
        .group_by(Award.nomination)
        .order_by(Award.nomination)
    )
    return dict(session.exec(statement).all())
