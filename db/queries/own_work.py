"""What single people of a team brought: whose tickets were rated when, and who helped whom."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number, to_day_number
from db.models import Grain
from gamify.crowd import OwnerDay
from gamify.ratings import StarCounts

_CELL, _RATING, _CREDIT = (SQLModel.metadata.tables[name] for name in ("cell", "rating", "credit"))
_DAY = type_coerce(_CELL.c.day, Integer)
_WHOLE = tuple(_CELL.c[f"n{stars}"] for stars in (5, 4, 3, 2, 1))
_FIVE = 5


class Helped(NamedTuple):
    """How many fives one engineer helped another to."""

    helper: int
    owner: int
    fives: int


def owner_days(session: Session, *, team_id: int, first: date, last: date) -> list[OwnerDay]:
    """What each day of a period brought a team by the owners of its tickets, in order."""
    return _owners(session, Grain.ENGINEER_DAY, team_id, first, last)


def owner_quarters(session: Session, *, team_id: int, first: date, last: date) -> list[OwnerDay]:
    """The same of the fiscal quarters that begin within a period; `day` is their first."""
    return _owners(session, Grain.ENGINEER_QUARTER, team_id, first, last)


def rated_owners(session: Session, *, quarter: date) -> dict[int, dict[int, int]]:
    """How many ratings each engineer's tickets brought each team in a quarter: team → engineer."""
    rated: ColumnElement[Any] = sum(_WHOLE[1:], start=_WHOLE[0])
    day = to_day_number(quarter)
    statement = select_rows(_CELL.c.team_id, _CELL.c.engineer_id, rated).where(
        _CELL.c.grain == int(Grain.ENGINEER_QUARTER), _DAY.between(day, day), rated > 0
    )
    found: dict[int, dict[int, int]] = {}
    for team, engineer, n in driver_rows(session, statement):
        found.setdefault(team, {})[engineer] = n
    return found


def assists_of(session: Session, *, engineer_id: int, first: date, last: date) -> int:
    """How many counted fives on colleagues' tickets somebody is credited with in a period."""
    statement = _helps(first, last, func.count()).where(_CREDIT.c.engineer_id == engineer_id)
    return int(driver_rows(session, statement)[0][0])


def helps_in(session: Session, *, team_id: int, first: date, last: date) -> list[Helped]:
    """Who helped whom to fives of a team in a period, the most first.

    Fives alone: how many of the other ratings somebody had would tell of somebody's low ones.
    """
    pair = (_CREDIT.c.engineer_id, _RATING.c.owner_id)
    statement = (
        _helps(first, last, *pair, func.count())
        .where(_RATING.c.team_id == team_id, _RATING.c.owner_id.is_not(None))
        .group_by(*pair)
        .order_by(func.count().desc(), *pair)
    )
    return [Helped(*row) for row in driver_rows(session, statement)]


def _owners(
    session: Session, grain: Grain, team_id: int, first: date, last: date
) -> list[OwnerDay]:
    rated: ColumnElement[Any] = sum(_WHOLE[1:], start=_WHOLE[0])
    statement: Select[Any] = (
        select_rows(_DAY, _CELL.c.engineer_id, *_WHOLE)
        .where(
            _CELL.c.grain == int(grain),
            _DAY.between(to_day_number(first), to_day_number(last)),
            _CELL.c.team_id == team_id,
            rated > 0,
        )
        .order_by(_DAY, _CELL.c.engineer_id)
    )
    return [
        OwnerDay(from_day_number(day), engineer, StarCounts(*stars))
        for day, engineer, *stars in driver_rows(session, statement)
    ]


def _helps(first: date, last: date, *columns: Any) -> Select[Any]:
    """Columns over the shares of helpers in the counted fives of a period."""
    return (
        select_rows(*columns)
        .select_from(_RATING.join(_CREDIT, _CREDIT.c.rating_id == _RATING.c.id))
        .where(
            type_coerce(_RATING.c.day, Integer).between(to_day_number(first), to_day_number(last)),
            _RATING.c.shared,
            _RATING.c.stars == _FIVE,
            _RATING.c.excluded_at.is_(None),
            _RATING.c.owner_id.is_distinct_from(_CREDIT.c.engineer_id),
        )
    )
