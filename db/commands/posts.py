"""Stores what programs send, row by row: the API, webhooks, pulled sources, rating links.

Rows go through the same intake as those of a file. What one sender posts on one of the
organisation's days is one batch of its source, and can be undone as a whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.commands.cells import align_cells
from db.commands.intake import Intake
from db.commands.ledger import record
from db.commands.register import Register
from db.demo.removal import remove_demo
from db.discretion import Discretion
from db.models import ImportBatch, Source
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.posted import PostedRow, clean_rows
from gamify.ingest.rows import CleanChunk, RowStatus
from gamify.ingest.scales import choose_scale
from gamify.language import Message
from gamify.rights import Right
from gamify.seasons import day_of


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of a posted row; `reason` says why it was rejected."""

    status: RowStatus
    reason: Message | None = None


def post_rows(
    session: Session,
    rows: Sequence[PostedRow],
    *,
    source: str,
    sender: str,
    settings: Settings,
    actor: Visitor,
    now: datetime,
    scale: ScaleName = ScaleName.STARS,
    scale_table: str = "",
) -> list[RowResult]:
    """Store rows within the caller's transaction; what became of each, in their order.

    To be called inside `with writing(engine) as session:`; nothing is stored, and nobody may be
    told so, before that block has ended. A row is a mapping from `Field` to what the program says:
    texts, numbers, truth values, lists of names for `Field.HELPERS`. A rating needs `TICKET`,
    `SCORE` and `RATED_AT`, and `RATING_ID` where a ticket may have several; a ticket without
    `SCORE` needs one of the other times. Rows that can't be stored are REJECTED with a reason and
    leave the others alone. The same row once more is UNCHANGED, one that differs UPDATED, with a
    line in the log of decisions: tickets are known by `source` and `TICKET`.

    `sender` says in the history of imports what has sent them ("API", "Zendesk webhook").
    Raises NotAllowed, and SettingRefused for a custom scale that can't be read.
    """
    demand(actor, Right.IMPORT_RATINGS)
    options = ReadOptions(scale=scale, scale_table=scale_table)
    chunk = clean_rows(rows, scale=choose_scale(options), zone=settings.calendar.zone)
    results = [RowResult(RowStatus.CREATED)] * len(rows)
    for one in chunk.rejected:
        results[one.line] = RowResult(RowStatus.REJECTED, one.reason)
    told = post_chunk(
        session, chunk, source=source, sender=sender, settings=settings, actor=actor, now=now
    )
    for line, status in told.items():
        results[line] = RowResult(status)
    return results


def post_chunk(
    session: Session,
    chunk: CleanChunk,
    *,
    source: str,
    sender: str,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> dict[int, RowStatus]:
    """Store rows that are clean already, as `post_rows` does; what became of each by its line."""
    demand(actor, Right.IMPORT_RATINGS)
    results: dict[int, RowStatus] = {}
    work = _intake(session, source, sender, settings=settings, actor=actor, now=now)
    for kept in Discretion(session, settings, now=now).watch([chunk]):
        for row, status in work.take(kept).items():
            results[kept.line[row]] = status
    work.finish()
    return results


def _intake(
    session: Session, source: str, sender: str, *, settings: Settings, actor: Visitor, now: datetime
) -> Intake:
    """What takes the rows into the sender's batch of today; the first ones drive out the demo."""
    calendar = settings.calendar
    align_cells(session, calendar=calendar)
    batch = _open_batch(session, source, sender, settings=settings, actor=actor, now=now)
    if batch is None:
        remove_demo(session, actor=actor, now=now)
    register = Register(session)
    if batch is None:
        batch = ImportBatch(
            source_id=register.source(source),
            file_name=sender,
            digest=day_of(now, calendar).isoformat(),
            actor=actor.name,
            stored_at=now,
        )
        _begin(session, batch, actor=actor)
    return Intake(
        session, batch, register, calendar=calendar, rule=CreditRule.HALF, actor=actor, now=now
    )


def _open_batch(
    session: Session, source: str, sender: str, *, settings: Settings, actor: Visitor, now: datetime
) -> ImportBatch | None:
    """The sender's batch of today, as long as nothing else has come into the source since."""
    latest = select(ImportBatch).join(Source).where(Source.name == source)
    batch = session.exec(latest.order_by(col(ImportBatch.id).desc()).limit(1)).first()
    if batch is None or batch.undone_at is not None:
        return None
    told = sender, day_of(now, settings.calendar).isoformat(), actor.name
    return batch if (batch.file_name, batch.digest, batch.actor) == told else None


def _begin(session: Session, batch: ImportBatch, *, actor: Visitor) -> None:
    """Store a batch for what is to come today, with its line in the log."""
    session.add(batch)
    session.flush()
    record(
        session,
        "import",
        subject=f"import {batch.id}",
        actor=actor,
        now=batch.stored_at,
        after={"file": batch.file_name, "day": batch.digest},
    )
