"""Stores the ratings of a file: one transaction, one batch, the same file twice changes nothing.

A row whose ticket is new is added; a row whose answer is known and differs changes it, and
what was before is kept. Within a file the later of two rows for one answer wins. A rating
that is no longer in the file stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.commands.ahead import ahead
from db.commands.cells import align_cells
from db.commands.intake import Intake
from db.commands.ledger import record
from db.commands.points import keep_points
from db.commands.register import Register
from db.models import ImportBatch
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import ALL_POINTS
from gamify.rights import Right
from gamify.seasons import Calendar

#: Told after each chunk: how many bytes of the file have been read, and how many rows.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did. `unchanged` counts rows that brought nothing new."""

    batch: int
    rows: int
    tickets_added: int
    ratings_added: int
    ratings_changed: int
    unchanged: int
    rejected: int


def store_ratings(
    session: Session,
    chunks: Iterable[CleanChunk],
    *,
    source: str,
    file_name: str,
    digest: str,
    actor: Visitor,
    now: datetime,
    calendar: Calendar,
    credit_rule: CreditRule = CreditRule.HALF,
    points: int = ALL_POINTS,
    progress: Progress | None = None,
) -> ImportSummary:
    """Store the rows of a file as one batch and bring the cells up to date.

    A batch that brought nothing is stored too, so that the history shows it, but the version
    of the data stays. `points` is how many different ratings its scale can come to; the source
    keeps the fewest. `progress` is told bytes and rows after each chunk.
    """
    demand(actor, Right.IMPORT_RATINGS)
    align_cells(session, calendar=calendar)
    register = Register(session)
    batch = ImportBatch(
        source_id=register.source(source),
        file_name=file_name,
        digest=digest,
        actor=actor.name,
        stored_at=now,
    )
    session.add(batch)
    keep_points(session, batch.source_id, points)
    session.flush()
    work = Intake(
        session, batch, register, calendar=calendar, rule=credit_rule, actor=actor, now=now
    )
    for chunk in ahead(chunks):
        work.take(chunk)
        if progress is not None:
            progress(chunk.bytes_read, batch.rows)
    work.finish()
    said = {"file": batch.file_name, "added": batch.ratings_added}
    record(session, "import", subject=f"import {batch.id}", actor=actor, now=now, after=said)
    return _summary(batch)


def _summary(batch: ImportBatch) -> ImportSummary:
    return ImportSummary(
        batch=batch.id or 0,
        rows=batch.rows,
        tickets_added=batch.tickets_added,
        ratings_added=batch.ratings_added,
        ratings_changed=batch.ratings_changed,
        unchanged=batch.unchanged,
        rejected=batch.rejected,
    )
