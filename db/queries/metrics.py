"""Figures about what is stored, for whoever watches over the server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from db.models import Delivery, ImportBatch, SignIn
from db.queries.version import data_version


@dataclass(frozen=True, slots=True)
class StoredFigures:
    """`ratings` are those that imports have brought and that weren't undone."""

    version: int
    ratings: int
    sign_ins: int
    deliveries: Mapping[str, int]


def stored_figures(session: Session) -> StoredFigures:
    """Counted from small tables: asked every few seconds, it may cost nothing."""
    ratings = select(func.sum(ImportBatch.ratings_added)).where(
        col(ImportBatch.undone_at).is_(None)
    )
    states = select(Delivery.state, func.count()).group_by(Delivery.state).order_by(Delivery.state)
    return StoredFigures(
        version=data_version(session),
        ratings=int(session.exec(ratings).one() or 0),
        sign_ins=session.exec(select(func.count()).select_from(SignIn)).one(),
        deliveries=dict(session.exec(states).all()),
    )
