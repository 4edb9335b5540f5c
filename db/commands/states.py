"""What a rating or a ticket is at a moment, as stored: read, compared, changed, put back.

Imports, undo and people's decisions all change ratings through here, so that the cells follow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from sqlalchemy import ColumnElement, Table, bindparam, delete, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import among, insert_rows, plain
from db.days import Ints
from db.fold import Fold
from db.sums import Facts
from gamify.ratings import CREDIT

RATING = SQLModel.metadata.tables["rating"]
TICKET = SQLModel.metadata.tables["ticket"]
CREDITS = SQLModel.metadata.tables["credit"]

#: (engineer, units) in order of ids; empty where the owner has it whole.
Shares = tuple[tuple[int, int], ...]


class TicketState(NamedTuple):
    """A ticket's row; instants and days are integers. A tuple, because imports make millions.

    Revisions of earlier versions don't have what came later: it wasn't known.
    """

    id: int
    external_id: str
    kind_id: int
    owner_id: int | None
    team_id: int | None
    day: int
    opened_at: int | None
    solved_at: int | None
    requester: str | None
    subject_key: str | None = None
    reopens: int | None = None
    transfers: int | None = None
    surveyed: bool | None = None
    first_response_at: int | None = None
    relabelled_kind_id: int | None = None


class RatingState(NamedTuple):
    """A rating's row with its shares; instants and days are integers."""

    id: int
    ticket_id: int
    key: str
    stars: int
    raw_score: str
    comment: str | None
    rated_at: int
    day: int
    owner_id: int | None
    team_id: int | None
    kind_id: int
    excluded_at: int | None
    excluded_reason: str | None
    edited_at: int | None
    shares: Shares = ()

    def before(self) -> dict[str, Any]:
        """The row as a revision keeps it."""
        return self._asdict()

    @classmethod
    def from_before(cls, before: Mapping[str, Any]) -> Self:
        """The row that a revision kept."""
        shares = tuple((engineer, units) for engineer, units in before["shares"])
        return cls(**(dict(before) | {"shares": shares}))


_TICKET_COLUMNS = TicketState._fields
_RATING_COLUMNS = tuple(name for name in RatingState._fields if name != "shares")


def ticket_states(session: Session, where: ColumnElement[bool]) -> list[TicketState]:
    """The tickets that meet a condition, in order of ids."""
    columns = [plain(TICKET.c[name]) for name in _TICKET_COLUMNS]
    statement = select_rows(*columns).where(where).order_by(TICKET.c.id)
    return [TicketState(*row) for row in session.connection().execute(statement)]


def rating_states(session: Session, where: ColumnElement[bool]) -> list[RatingState]:
    """The ratings that meet a condition, in order of ids."""
    columns = [plain(RATING.c[name]) for name in _RATING_COLUMNS]
    statement = select_rows(*columns, RATING.c.shared).where(where).order_by(RATING.c.id)
    rows = session.connection().execute(statement).all()
    shares = _shares(session, [row[0] for row in rows if row[-1]])
    return [RatingState._make((*row[:-1], shares.get(row[0], ()))) for row in rows]


def change_tickets(
    session: Session, fold: Fold, strata: Ints, changes: Iterable[tuple[TicketState, TicketState]]
) -> None:
    """Store tickets as they shall be, given as they were."""
    pairs = list(changes)
    fold.add(facts_of_tickets([old for old, _ in pairs], strata), sign=-1)
    fold.add(facts_of_tickets([new for _, new in pairs], strata))
    _update(session, TICKET, _TICKET_COLUMNS, [new._asdict() for _, new in pairs])


def change_ratings(
    session: Session, fold: Fold, strata: Ints, changes: Iterable[tuple[RatingState, RatingState]]
) -> None:
    """Store ratings and their shares as they shall be, given as they were."""
    pairs = list(changes)
    fold.add(facts_of_ratings([old for old, _ in pairs], strata), sign=-1)
    fold.add(facts_of_ratings([new for _, new in pairs], strata))
    rows = [new._asdict() | {"shared": bool(new.shares)} for _, new in pairs]
    _update(session, RATING, (*_RATING_COLUMNS, "shared"), rows)
    reshared = [new for old, new in pairs if old.shares != new.shares]
    if reshared:
        ids = [new.id for new in reshared]
        session.execute(delete(CREDITS).where(among(session, CREDITS.c.rating_id, ids)))
        insert_shares(session, reshared)


def insert_shares(session: Session, ratings: Iterable[RatingState]) -> None:
    """Store the shares of ratings that have none stored."""
    rows = ((rating.id, *share) for rating in ratings for share in rating.shares)
    insert_rows(session, CREDITS, ("rating_id", "engineer_id", "units"), rows)


def facts_of_tickets(tickets: Sequence[TicketState], strata: Ints) -> Facts:
    """What tickets add to the cells."""
    rows = [(t.day, t.team_id or 0, t.owner_id or 0, t.kind_id, 0, 0, 0, 0) for t in tickets]
    return _facts(rows, strata)


def facts_of_ratings(ratings: Sequence[RatingState], strata: Ints) -> Facts:
    """What ratings add to the cells; excluded ones add nothing."""
    rows: list[tuple[int, ...]] = []
    for r in ratings:
        if r.excluded_at is not None:
            continue
        where = r.day, r.team_id or 0
        units = 0 if r.shares else CREDIT
        rows.append((*where, r.owner_id or 0, r.kind_id, r.stars, 1, units, r.rated_at))
        rows.extend(
            (*where, engineer, r.kind_id, r.stars, 0, share, r.rated_at)
            for engineer, share in r.shares
        )
    return _facts(rows, strata)


def _facts(rows: Sequence[tuple[int, ...]], strata: Ints) -> Facts:
    day, team, engineer, kind, stars, whole, units, at = (
        np.array(rows, dtype=np.int64).reshape(len(rows), 8).T
    )
    return Facts(day, team, engineer, strata[kind], stars, whole, units, at)


def _shares(session: Session, ids: Sequence[int]) -> dict[int, Shares]:
    if not ids:
        return {}
    statement = (
        select_rows(CREDITS.c.rating_id, CREDITS.c.engineer_id, CREDITS.c.units)
        .where(among(session, CREDITS.c.rating_id, ids))
        .order_by(CREDITS.c.rating_id, CREDITS.c.engineer_id)
    )
    shares: dict[int, Shares] = {}
    for rating, engineer, units in session.connection().execute(statement):
        shares[rating] = (*shares.get(rating, ()), (engineer, units))
    return shares


def _update(
    session: Session, table: Table, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    if not rows:
        return
    statement = (
        update(table)
        .where(table.c.id == bindparam("new_id"))
        .values(
            {
                name: bindparam(f"new_{name}", type_=plain(table.c[name]).type)
                for name in columns
                if name != "id"
            }
        )
    )
    parameters = [{f"new_{name}": row[name] for name in columns} for row in rows]
    session.connection().execute(statement, parameters)
