"""The version of the data: it grows with every write."""

from __future__ import annotations

from sqlmodel import Session, select

from db.models import DataVersion


def data_version(session: Session) -> int:
    """The number by which pages and caches see that something has changed."""
    return session.exec(select(DataVersion.version)).one()
