"""Sums of teams, from the cells: whole fiscal quarters from quarter cells, others from days."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BigInteger, Integer, Select, bindparam, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among, driver_rows
from db.instant import from_day_number, from_micros, to_day_number
from db.models import Cell, Grain
from db.queries.periods import is_whole_quarters, period_values, sums, within_period
from gamify.ratings import StarCounts
from gamify.standings import NO_TEAM, TeamDay, TeamTally

_CELL, _TEAM = (SQLModel.metadata.tables[name] for name in ("cell", "team"))
_DAY = type_coerce(_CELL.c.day, Integer)
_WHOLE: tuple[Any, ...] = tuple(_CELL.c[f"n{stars}"] for stars in (5, 4, 3, 2, 1))
_LAST_RATED = type_coerce(_CELL.c.last_rated_at, BigInteger)

_DAYS = (
    select_rows(_CELL.c.team_id, _DAY, *_WHOLE, _CELL.c.tickets)
    .where(_CELL.c.grain == int(Grain.TEAM_DAY), within_period(_DAY))
    .order_by(_DAY, _CELL.c.team_id)
)
_QUARTERS = (
    select_rows(_DAY, *_WHOLE)
    .where(
        _CELL.c.grain == int(Grain.TEAM_QUARTER), within_period(_DAY), _CELL.c.team_id != NO_TEAM
    )
    .order_by(_DAY, _CELL.c.team_id)
)
_KINDS = select_rows(_CELL.c.team_id, _CELL.c.stratum_id, *_WHOLE).where(
    _CELL.c.grain == int(Grain.TEAM_STRATUM_QUARTER), bindparam("quarter") == _DAY
)
_KINDS_OF_TEAM = _KINDS.where(_CELL.c.team_id == bindparam("team"))
_STRATA = select_rows(SQLModel.metadata.tables["stratum"].c.id)


def team_tallies(session: Session, *, first: date, last: date) -> list[TeamTally]:
    """What each team has in a period, by id; `NO_TEAM` has the ratings without a known team.

    What par expects is known for whole quarters alone.
    """
    statement = _tallies(is_quarterly=is_whole_quarters(session, first, last))
    return [
        TeamTally(
            id=team,
            name=called,
            stars=StarCounts(*stars),
            tickets=tickets or None,
            last_rated_at=None if rated is None else from_micros(rated),
            due=due,
        )
        for team, called, *stars, tickets, due, rated in driver_rows(
            session, statement, period_values(first, last)
        )
    ]


@cache
def _tallies(*, is_quarterly: bool) -> Select[*tuple[Any, ...]]:
    name = func.coalesce(_TEAM.c.name, "")
    return (
        select_rows(
            _CELL.c.team_id,
            name,
            *sums((*_WHOLE, _CELL.c.tickets, _CELL.c.due)),
            func.max(_LAST_RATED),
        )
        .select_from(_CELL)
        .outerjoin(_TEAM, _TEAM.c.id == _CELL.c.team_id)
        .where(
            _CELL.c.grain == int(Grain.TEAM_QUARTER if is_quarterly else Grain.TEAM_DAY),
            within_period(_DAY),
        )
        .group_by(_CELL.c.team_id, name)
        .order_by(_CELL.c.team_id)
    )


def team_days(session: Session, *, first: date, last: date) -> list[TeamDay]:
    """What each day of a period brought each team, by day and team."""
    return [
        TeamDay(row[0], from_day_number(row[1]), StarCounts._make(row[2:7]), row[7] or None)
        for row in driver_rows(session, _DAYS, period_values(first, last))
    ]


def team_quarters(session: Session, *, first: date, last: date) -> list[list[StarCounts]]:
    """What each known team has in each of the fiscal quarters that begin within a period."""
    rows = driver_rows(session, _QUARTERS, period_values(first, last))
    return [
        [StarCounts._make(row[1:]) for row in quarter]
        for _, quarter in groupby(rows, key=itemgetter(0))
    ]


def team_kinds(
    session: Session, *, quarter: date, team_id: int | None = None
) -> dict[int, dict[int, StarCounts]]:
    """What each team, or one alone, has in a quarter by kind of work: team → stratum → ratings."""
    if team_id is None:
        return _by_team(driver_rows(session, _KINDS, {"quarter": to_day_number(quarter)}))
    values = {"quarter": to_day_number(quarter), "team": team_id}
    return _by_team(driver_rows(session, _KINDS_OF_TEAM, values))


def uncommon_kinds(
    session: Session, *, quarter: date, common: Collection[int]
) -> dict[int, dict[int, StarCounts]]:
    """The same of the kinds of work that aren't `common`; without any, no cell is read."""
    uncommon = sorted({stratum for (stratum,) in driver_rows(session, _STRATA)} - set(common))
    if not uncommon:
        return {}
    statement = _KINDS.where(among(session, _CELL.c.stratum_id, uncommon))
    return _by_team(driver_rows(session, statement, {"quarter": to_day_number(quarter)}))


def _by_team(rows: Iterable[Any]) -> dict[int, dict[int, StarCounts]]:
    kinds: dict[int, dict[int, StarCounts]] = {}
    for team, stratum, *stars in rows:
        kinds.setdefault(team, {})[stratum] = StarCounts._make(stars)
    return kinds


def rated_days(session: Session) -> tuple[date, date] | None:
    """The first and the last day with a counted rating; None without ratings."""
    rated: Any = sum(_WHOLE[1:], start=_WHOLE[0])
    statement = select(col(Cell.day)).where(Cell.grain == int(Grain.TEAM_DAY), rated > 0)
    first = session.exec(statement.order_by(col(Cell.day)).limit(1)).first()
    last = session.exec(statement.order_by(col(Cell.day).desc()).limit(1)).first()
    return None if first is None or last is None else (first, last)
