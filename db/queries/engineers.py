"""Engineers and what they are called."""

from __future__ import annotations

from sqlmodel import Session, col, select

from db.models import Engineer


def engineer_names(session: Session) -> dict[int, str]:
    """Real names of all engineers by id: for leads, never for public boards."""
    statement = select(Engineer.id, Engineer.name).order_by(col(Engineer.id))
    return {id_: name for id_, name in session.exec(statement) if id_ is not None}
