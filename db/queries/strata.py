"""Kinds of work: which fields make them, and what they are called."""

from __future__ import annotations

from sqlmodel import Session, col, select

from db.models import Setting, Stratum
from gamify.handicap.kinds import USUAL_FIELDS, Kind, WorkField

#: The setting that says which fields the strata are made of.
STRATA_FIELDS = "strata_fields"


def kept_fields(session: Session) -> tuple[WorkField, ...]:
    """The fields of which the strata are made."""
    statement = select(Setting.value).where(Setting.name == STRATA_FIELDS)
    kept = session.exec(statement).first()
    return USUAL_FIELDS if kept is None else tuple(WorkField(name) for name in kept)


def strata(session: Session) -> dict[int, Kind]:
    """Line, category, priority and channel of each stratum by id, "" where not chosen."""
    statement = select(Stratum).order_by(col(Stratum.id))
    return {
        row.id: (row.line, row.category, row.priority, row.channel)
        for row in session.exec(statement)
        if row.id is not None
    }
