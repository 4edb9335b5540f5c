"""Reads stored ratings, credits and tickets as facts for the fold."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Integer, Select, case, func, literal, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col

from db.bulk import integers
from db.days import Ints
from db.models import WorkKind
from db.sums import Facts
from gamify.ratings import CREDIT

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_CREDIT = SQLModel.metadata.tables["credit"]

_RATED = (
    type_coerce(_RATING.c.day, Integer),
    func.coalesce(_RATING.c.team_id, 0),
    _RATING.c.kind_id,
    _RATING.c.stars,
    type_coerce(_RATING.c.rated_at, BigInteger),
)


def strata_of_kinds(session: Session) -> Ints:
    """The stratum of each kind of work: its id at the index of the kind's id."""
    rows = integers(session, select_rows(col(WorkKind.id), col(WorkKind.stratum_id)))
    strata = np.zeros(int(rows[:, 0].max(initial=0)) + 1, dtype=np.int64)
    strata[rows[:, 0]] = rows[:, 1]
    return strata


def rating_facts(session: Session, strata: Ints, where: ColumnElement[bool]) -> Facts:
    """The counted ratings that meet a condition, with their owners.

    A shared rating gives its owner no units here: `credit_facts` has everybody's.
    """
    units = case((_RATING.c.shared, 0), else_=literal(CREDIT))
    statement: Select[Any] = select_rows(
        *_RATED, func.coalesce(_RATING.c.owner_id, 0), units
    ).where(where, _RATING.c.excluded_at.is_(None))
    rows = integers(session, statement)
    return _facts(rows, strata, whole=1)


def credit_facts(session: Session, strata: Ints, where: ColumnElement[bool]) -> Facts:
    """The shares in counted ratings that meet a condition."""
    statement: Select[Any] = (
        select_rows(*_RATED, _CREDIT.c.engineer_id, _CREDIT.c.units)
        .join_from(_RATING, _CREDIT, _CREDIT.c.rating_id == _RATING.c.id)
        .where(where, _RATING.c.shared, _RATING.c.excluded_at.is_(None))
    )
    return _facts(integers(session, statement), strata, whole=0)


def ticket_facts(session: Session, strata: Ints, where: ColumnElement[bool]) -> Facts:
    """The tickets that meet a condition."""
    nothing = literal(0)
    statement: Select[Any] = select_rows(
        type_coerce(_TICKET.c.day, Integer),
        func.coalesce(_TICKET.c.team_id, 0),
        _TICKET.c.kind_id,
        nothing,
        nothing,
        func.coalesce(_TICKET.c.owner_id, 0),
        nothing,
    ).where(where)
    return _facts(integers(session, statement), strata, whole=0)


def _facts(rows: Ints, strata: Ints, *, whole: int) -> Facts:
    day, team, kind, stars, at, engineer, units = rows.T
    return Facts(
        day=day,
        team=team,
        engineer=engineer,
        stratum=strata[kind],
        stars=stars,
        whole=np.full_like(day, whole),
        units=units,
        at=at,
    )
