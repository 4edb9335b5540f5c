"""Teams and what they are called."""

from __future__ import annotations

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from db.models import Team


def team_names(session: Session) -> dict[int, str]:
    """Names of all teams by id."""
    statement = select_rows(col(Team.id), col(Team.name)).order_by(col(Team.id))
    return {row[0]: row[1] for row in session.connection().execute(statement)}
