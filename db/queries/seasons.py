"""What has been decided about seasons."""

from __future__ import annotations

from sqlmodel import Session, select

from db.models import SeasonRecord
from gamify.seasons import Season


def frozen_team_k(session: Session, *, season: Season) -> int | None:
    """The borrowed ratings of a closed season's teams; None while they follow the data."""
    statement = select(SeasonRecord.k_team).where(SeasonRecord.code == season.code)
    return session.exec(statement).one_or_none()
