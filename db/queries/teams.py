"""Teams and what they are called."""

from __future__ import annotations

from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from db.models import Team


def team_names(session: Session) -> dict[int, str]:
    """Names of all teams by id."""
    statement = select_rows(col(Team.id), col(Team.name)).order_by(col(Team.id))
    rows = session.connection().execute(statement)
    return {id_: name for id_, name in rows if id_ is not None}
