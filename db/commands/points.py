"""Notes how much a source's scale can tell."""

from __future__ import annotations

from sqlalchemy import update
from sqlmodel import Session, col

from db.models import Source


def keep_points(session: Session, source_id: int, points: int) -> None:
    """Note that customers can give so few different ratings there; once few, always few."""
    narrower = update(Source).where(col(Source.id) == source_id, col(Source.points) > points)
    session.execute(narrower.values(points=points))
