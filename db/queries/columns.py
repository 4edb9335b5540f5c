"""How much of each field the last imports of a source have left empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from sqlalchemy import ColumnElement, Table, func
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.models import ImportBatch, Source
from gamify.ingest.fields import Field
from gamify.quality.findings import EmptyColumn, is_lacking

_RATING: Table = SQLModel.metadata.tables["rating"]
_TICKET: Table = SQLModel.metadata.tables["ticket"]
_KIND: Table = SQLModel.metadata.tables["work_kind"]
#: Imports of a source that are compared, and how many new rows one needs to say something.
LAST, LEAST_ROWS = 5, 20

_FIELDS: Mapping[Field, ColumnElement[object]] = {
    Field.OWNER: _TICKET.c.owner_id,
    Field.TEAM: _TICKET.c.team_id,
    Field.OPENED_AT: _TICKET.c.opened_at,
    Field.SOLVED_AT: _TICKET.c.solved_at,
    Field.FIRST_RESPONSE: _TICKET.c.first_response_at,
    Field.REQUESTER: _TICKET.c.requester,
    Field.LINE: func.nullif(_KIND.c.line, ""),
    Field.CATEGORY: func.nullif(_KIND.c.category, ""),
    Field.PRIORITY: func.nullif(_KIND.c.priority, ""),
    Field.CHANNEL: func.nullif(_KIND.c.channel, ""),
}


def empty_columns(session: Session) -> list[EmptyColumn]:
    """Columns that are half empty, or emptier than before, by source and field."""
    found = []
    for source, batches in _last_imports(session).items():
        looked_at = [_shares(session, batch) for batch in batches]
        for field in (*_FIELDS, Field.COMMENT):
            shares = tuple(shares[field] for shares in looked_at if field in shares)
            if shares and is_lacking(field, shares):
                found.append(EmptyColumn(source, field, shares, batches[-1].tickets_added))
    return found


def _last_imports(session: Session) -> dict[str, list[ImportBatch]]:
    """The last imports of each source that brought enough, the oldest first."""
    statement = (
        select(Source.name, ImportBatch)
        .where(
            ImportBatch.source_id == Source.id,
            col(ImportBatch.undone_at).is_(None),
            ImportBatch.tickets_added >= LEAST_ROWS,
        )
        .order_by(col(Source.name), col(ImportBatch.id).desc())
    )
    found: dict[str, list[ImportBatch]] = defaultdict(list)
    for source, batch in session.exec(statement):
        if len(found[source]) < LAST:
            found[source].insert(0, batch)
    return found


def _shares(session: Session, batch: ImportBatch) -> dict[Field, Fraction]:
    """The empty share of each field among the rows that an import has brought."""
    tickets = (
        select_rows(func.count(), *(func.count(column) for column in _FIELDS.values()))
        .join_from(_TICKET, _KIND, _KIND.c.id == _TICKET.c.kind_id)
        .where(
            _TICKET.c.batch_id == batch.id,
            _TICKET.c.id >= batch.ticket_from,
            _TICKET.c.id < batch.ticket_until,
        )
    )
    ratings = select_rows(func.count(), func.count(_RATING.c.comment)).where(
        _RATING.c.batch_id == batch.id,
        _RATING.c.id >= batch.rating_from,
        _RATING.c.id < batch.rating_until,
    )
    n, *filled = session.execute(tickets).one()
    found = {field: 1 - Fraction(some, n) for field, some in zip(_FIELDS, filled, strict=True) if n}
    rated, commented = session.execute(ratings).one()
    return found | ({Field.COMMENT: 1 - Fraction(commented, rated)} if rated else {})
