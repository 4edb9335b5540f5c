"""The history of imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlalchemy import select as select_rows
from sqlmodel import Session, col

from db.models import ImportBatch, Source


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """One import as the history shows it; `undone_at` is None while it counts."""

    id: int
    source: str
    file_name: str
    digest: str
    actor: str
    stored_at: datetime
    undone_at: datetime | None
    rows: int
    tickets_added: int
    ratings_added: int
    ratings_changed: int
    unchanged: int
    rejected: int


def import_batches(session: Session) -> list[ImportRecord]:
    """All imports, newest first."""
    fields = [name for name in ImportRecord.__dataclass_fields__ if name not in {"id", "source"}]
    statement = (
        select_rows(
            col(ImportBatch.id),
            col(Source.name),
            *(col(getattr(ImportBatch, name)) for name in fields),
        )
        .join_from(ImportBatch, Source, col(Source.id) == col(ImportBatch.source_id))
        .order_by(col(ImportBatch.id).desc())
    )
    return [ImportRecord(*row) for row in session.connection().execute(statement)]


def newest_import(session: Session) -> tuple[int, int, int]:
    """The id of the newest import, how many were undone, and the rows of all of them."""
    statement = select_rows(
        func.max(col(ImportBatch.id)),
        func.count(col(ImportBatch.undone_at)),
        func.coalesce(func.sum(col(ImportBatch.rows)), 0),
    )
    newest, undone, rows = session.connection().execute(statement).one()
    return newest or 0, undone, int(rows)
