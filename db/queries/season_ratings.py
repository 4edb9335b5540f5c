"""A season's counted ratings and their credits, column by column, as nominations look at them."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Integer, Select, case, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows, integers
from db.days import Ints
from db.instant import to_day_number
from gamify.nominations.sheet import CreditColumns, RatingColumns
from gamify.ratings import CREDIT
from gamify.seasons import Season

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_CREDIT = SQLModel.metadata.tables["credit"]


def rating_columns(session: Session, *, season: Season, strata: Ints) -> RatingColumns:
    """The counted ratings of a season in order of (rated_at, id); `strata` is by kind of work."""
    statement: Select[Any] = select_rows(
        _RATING.c.id,
        _RATING.c.stars,
        type_coerce(_RATING.c.rated_at, BigInteger),
        type_coerce(_RATING.c.day, Integer),
        func.coalesce(_RATING.c.owner_id, 0),
        func.coalesce(_RATING.c.team_id, 0),
        _RATING.c.kind_id,
        case((func.coalesce(_RATING.c.comment, "") == "", 0), else_=1),
    ).where(*_counted(season))
    rows = integers(session, statement)
    # Sorted here: a database takes several times as long for columns that no index orders.
    id_, stars, at, day, owner, team, kind, has_comment = rows[
        np.lexsort((rows[:, 0], rows[:, 2]))
    ].T
    return RatingColumns(
        id=id_,
        stars=stars,
        at=at,
        day=day,
        owner=owner,
        team=team,
        stratum=strata[kind],
        requester=_requesters(session, season, id_),
        has_comment=has_comment,
    )


def credit_columns(session: Session, *, season: Season, ratings: RatingColumns) -> CreditColumns:
    """Who was credited with the ratings; one that isn't shared is its owner's alone."""
    statement: Select[Any] = (
        select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id, _CREDIT.c.units)
        .join_from(_RATING, _CREDIT, _CREDIT.c.rating_id == _RATING.c.id)
        .where(*_counted(season), _RATING.c.shared)
        .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
    )
    shared = integers(session, statement)
    place = _places(ratings.id, shared[:, 0])
    is_alone = ratings.owner > 0
    is_alone[place] = False
    alone = np.flatnonzero(is_alone)
    engineer = np.concatenate([ratings.owner[alone], shared[:, 1]])
    rating = np.concatenate([alone, place])
    return CreditColumns(
        rating=rating,
        engineer=engineer,
        units=np.concatenate([np.full_like(alone, CREDIT), shared[:, 2]]),
        is_helper=(engineer != ratings.owner[rating]).astype(np.int64),
    )


def teams_of(ratings: RatingColumns, credits_: CreditColumns) -> dict[int, int]:
    """The team of whose ratings each engineer's latest was; engineers without any are left out."""
    latest = np.full(int(credits_.engineer.max(initial=0)) + 1, -1, dtype=np.int64)
    np.maximum.at(latest, credits_.engineer, credits_.rating)
    engineers = np.flatnonzero(latest >= 0)
    teams = ratings.team[latest[engineers]]
    return dict(zip(engineers.tolist(), teams.tolist(), strict=True))


def _requesters(session: Session, season: Season, ids: Ints) -> Ints:
    """A number for each rating's customer, 0 where nobody says who it was."""
    statement = (
        select_rows(_RATING.c.id, _TICKET.c.requester)
        .join_from(_RATING, _TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .where(*_counted(season), func.coalesce(_TICKET.c.requester, "") != "")
        .order_by(_RATING.c.id)
    )
    rows = driver_rows(session, statement)
    found = np.zeros(len(ids), dtype=np.int64)
    numbers: dict[str, int] = {}
    known = [numbers.setdefault(name, len(numbers) + 1) for _, name in rows]
    found[_places(ids, np.array([id_ for id_, _ in rows], dtype=np.int64))] = known
    return found


def _places(ids: Ints, wanted: Ints) -> Ints:
    """Where the wanted ids stand in a column that holds all of them."""
    order = np.argsort(ids)
    return np.asarray(order[np.searchsorted(ids, wanted, sorter=order)], dtype=np.int64)


def _counted(season: Season) -> tuple[ColumnElement[bool], ...]:
    days = to_day_number(season.first), to_day_number(season.last)
    return type_coerce(_RATING.c.day, Integer).between(*days), _RATING.c.excluded_at.is_(None)
