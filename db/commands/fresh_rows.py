"""Stores the rows of a file whose tickets aren't known yet: nearly all of them, so quickly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlmodel import Session

from db.bulk import insert_columns, insert_rows
from db.commands.arrivals import Arrivals, picked, shares_of
from db.commands.states import CREDITS, RATING, TICKET, Shares
from db.days import Ints
from db.fold import Fold
from db.sums import Facts
from gamify.credit import CreditRule
from gamify.ingest.rows import CleanChunk
from gamify.ratings import CREDIT

#: Row of the chunk → its shares.
Shared = dict[int, Shares]


def insert_tickets(
    session: Session,
    rows: Arrivals,
    chosen: Sequence[int] | None,
    *,
    first_id: int,
    source: int,
    batch: int,
) -> int:
    """Store chosen rows (all for None) as tickets with consecutive ids; returns how many."""
    chunk = rows.chunk
    count = len(rows) if chosen is None else len(chosen)
    columns: dict[str, Sequence[Any] | int] = {
        "id": range(first_id, first_id + count),
        "source_id": source,
        "external_id": picked(chunk.ticket, chosen),
        "kind_id": _values(rows.kind, chosen),
        "owner_id": _known(rows.owner, chosen),
        "team_id": _known(rows.team, chosen),
        "day": _values(rows.ticket_day, chosen),
        "opened_at": picked(chunk.opened_at, chosen),
        "solved_at": picked(chunk.solved_at, chosen),
        "requester": picked(chunk.requester, chosen),
        "batch_id": batch,
    }
    for name, values in chunk.circumstances.told.items():
        columns[name] = picked(values, chosen)
    insert_columns(session, TICKET.name, columns, count=count)
    return count


def insert_ratings(
    session: Session,
    rows: Arrivals,
    chosen: Sequence[int],
    tickets: Sequence[int],
    *,
    first_id: int,
    batch: int,
    rule: CreditRule,
) -> Shared:
    """Store chosen rated rows as ratings of the given tickets; returns the shared ones."""
    chunk = rows.chunk
    shares = _shares(rows, chosen, rule)
    whole = chosen if len(chosen) < len(rows) else None
    columns: dict[str, Sequence[Any] | int] = {
        "id": range(first_id, first_id + len(chosen)),
        "ticket_id": tickets,
        "key": picked(chunk.rating_key, whole),
        "stars": _values(rows.stars, whole),
        "raw_score": _raw_scores(chunk, whole),
        "comment": picked(chunk.comment, whole),
        "rated_at": _values(rows.rated_at, whole),
        "day": _values(rows.rated_day, whole),
        "owner_id": _known(rows.owner, whole),
        "team_id": _known(rows.team, whole),
        "kind_id": _values(rows.kind, whole),
        "shared": [row in shares for row in chosen] if shares else False,
        "batch_id": batch,
    }
    insert_columns(session, RATING.name, columns, count=len(chosen))
    _insert_shares(session, chosen, shares, first_id)
    return shares


def count_tickets(fold: Fold, rows: Arrivals, chosen: Sequence[int] | None, strata: Ints) -> None:
    """Count stored tickets into the cells."""
    at = np.arange(len(rows)) if chosen is None else np.array(chosen, dtype=np.int64)
    none = np.zeros(at.size, dtype=np.int64)
    stratum = strata[rows.kind[at]]
    fold.add(
        Facts(rows.ticket_day[at], rows.team[at], rows.owner[at], stratum, none, none, none, none)
    )


def count_ratings(
    fold: Fold, rows: Arrivals, chosen: Sequence[int], shares: Shared, strata: Ints
) -> None:
    """Count stored ratings and the shares in them into the cells."""
    at = np.array(chosen, dtype=np.int64)
    whole = np.ones(at.size, dtype=np.int64)
    units = np.full(at.size, CREDIT, dtype=np.int64)
    units[np.isin(at, list(shares))] = 0
    owner = rows.owner[at]
    fold.add(_facts(rows, at, engineer=owner, whole=whole, units=units, strata=strata))
    parts = [(row, *share) for row, many in shares.items() for share in many]
    if parts:
        at, engineer, units = np.array(parts, dtype=np.int64).T
        whole = np.zeros_like(at)
        fold.add(_facts(rows, at, engineer=engineer, whole=whole, units=units, strata=strata))


def _facts(
    rows: Arrivals, at: Ints, *, engineer: Ints, whole: Ints, units: Ints, strata: Ints
) -> Facts:
    return Facts(
        day=rows.rated_day[at],
        team=rows.team[at],
        engineer=engineer,
        stratum=strata[rows.kind[at]],
        stars=rows.stars[at],
        whole=whole,
        units=units,
        at=rows.rated_at[at],
    )


def _shares(rows: Arrivals, chosen: Sequence[int], rule: CreditRule) -> Shared:
    if not rows.helpers:
        return {}
    inside = set(chosen)
    split = {
        row: shares_of(int(rows.owner[row]) or None, helpers, rule)
        for row, helpers in rows.helpers.items()
        if row in inside
    }
    return {row: many for row, many in split.items() if many}


def _insert_shares(session: Session, chosen: Sequence[int], shares: Shared, first_id: int) -> None:
    if shares:
        ids = (
            (first_id + place, *share)
            for place, row in enumerate(chosen)
            for share in shares.get(row, ())
        )
        insert_rows(session, CREDITS, ("rating_id", "engineer_id", "units"), ids)


def _raw_scores(chunk: CleanChunk, chosen: Sequence[int] | None) -> Sequence[str | None]:
    raw, stars = picked(chunk.raw, chosen), picked(chunk.stars, chosen)
    if None not in raw:
        return raw
    return [str(n) if text is None else text for text, n in zip(raw, stars, strict=True)]


def _values(column: Ints, chosen: Sequence[int] | None) -> list[int]:
    values: list[int] = (column if chosen is None else column[chosen]).tolist()
    return values


def _known(ids: Ints, chosen: Sequence[int] | None) -> list[int | None]:
    known = _values(ids, chosen)
    return [id_ or None for id_ in known] if 0 in known else list(known)
