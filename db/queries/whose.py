"""Whose something is: the teams by which it is decided who may decide about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.models import Membership

_RATING = SQLModel.metadata.tables["rating"]


def teams_of_ratings(session: Session, ids: Iterable[int]) -> frozenset[int | None]:
    """The teams that ratings belong to; None for work that no team had."""
    statement = select_rows(_RATING.c.team_id).where(among(session, _RATING.c.id, sorted(set(ids))))
    return frozenset(session.scalars(statement.distinct()))


def teams_of_engineer(session: Session, engineer_id: int, *, day: date) -> frozenset[int | None]:
    """The teams that an engineer is in on a day; {None} for somebody without a team."""
    statement = select(Membership.team_id).where(
        Membership.engineer_id == engineer_id,
        col(Membership.since) <= day,
        or_(col(Membership.until).is_(None), col(Membership.until) >= day),
    )
    found: frozenset[int | None] = frozenset(row for row in session.exec(statement))
    return found or frozenset({None})
