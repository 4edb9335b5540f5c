"""What par expects of each team's days: cells know kinds of work by the quarter alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number, to_day_number
from db.queries.facts import strata_of_kinds
from gamify.handicap.published import Par

_RATING = SQLModel.metadata.tables["rating"]


def team_day_dues(
    session: Session, *, first: date, last: date, par: Par
) -> dict[tuple[date, int], int]:
    """Lost stars that par expects of the ratings of each day and team, in 1/10 000."""
    day, team = type_coerce(_RATING.c.day, Integer), func.coalesce(_RATING.c.team_id, 0)
    statement: Select[Any] = (
        select_rows(day, team, _RATING.c.kind_id, func.count())
        .where(
            day.between(to_day_number(first), to_day_number(last)),
            _RATING.c.excluded_at.is_(None),
        )
        .group_by(day, team, _RATING.c.kind_id)
    )
    strata = strata_of_kinds(session)
    par4 = [par.par4(stratum) for stratum in strata.tolist()]
    dues: dict[tuple[date, int], int] = {}
    for at, its, kind, n in driver_rows(session, statement):
        key = from_day_number(at), its
        dues[key] = dues.get(key, 0) + n * par4[kind]
    return dues
