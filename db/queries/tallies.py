"""Sums of a period, from the cells: whole fiscal quarters from quarter cells, others from days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, case, cast, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows
from db.instant import from_day_number, from_micros, to_day_number
from db.models import Cell, DataVersion, Engineer, Grain
from db.queries.teams import team_names
from gamify.errors import N_
from gamify.ratings import StarCounts
from gamify.seasons import quarter_start
from gamify.standings import EngineerTally, TeamDay, TeamTally

#: What a hidden engineer is called on public boards; a page passes it in the reader's language.
HIDDEN_ENGINEER = N_("Engineer {id}")

_CELL = SQLModel.metadata.tables["cell"]
_DAY = type_coerce(_CELL.c.day, Integer)
_WHOLE = tuple(_CELL.c[f"n{stars}"] for stars in (5, 4, 3, 2, 1))
_UNITS = tuple(_CELL.c[f"u{stars}"] for stars in (5, 4, 3, 2, 1))
_LAST_RATED = type_coerce(_CELL.c.last_rated_at, BigInteger)
_LAST_FIVE = type_coerce(_CELL.c.last_five_at, BigInteger)


def team_tallies(session: Session, *, first: date, last: date) -> list[TeamTally]:
    """What each team has in a period, by id; `NO_TEAM` has the ratings without a known team."""
    names = team_names(session)
    statement = (
        select_rows(
            _CELL.c.team_id, *_sums(_WHOLE), func.sum(_CELL.c.tickets), func.max(_LAST_RATED)
        )
        .where(*_within(session, first, last, day=Grain.TEAM_DAY, quarter=Grain.TEAM_QUARTER))
        .group_by(_CELL.c.team_id)
        .order_by(_CELL.c.team_id)
    )
    return [
        TeamTally(
            id=team,
            name=names.get(team, ""),
            stars=StarCounts(*stars),
            tickets=int(tickets) or None,
            last_rated_at=None if rated is None else from_micros(rated),
        )
        for team, *stars, tickets, rated in session.connection().execute(statement)
    ]


def engineer_tallies(
    session: Session,
    *,
    first: date,
    last: date,
    team_id: int | None = None,
    hidden_name: str = HIDDEN_ENGINEER,
) -> list[EngineerTally]:
    """What each engineer is credited with in a period, by id; of one team's ratings if given.

    `team` is the one of whose ratings the latest was. A hidden engineer is called
    `hidden_name`, in which "{id}" stands for the number.
    """
    names, teams = _public_names(session, hidden_name), team_names(session)
    tallies: dict[int, EngineerTally] = {}
    for engineer, team, *units, _, five in _scores(session, first, last, team_id):
        counts = StarCounts(*units)
        reached = None if five is None else from_micros(five)
        if earlier := tallies.get(engineer):
            tallies[engineer] = _joined(earlier, counts, reached)
        elif counts.n:
            tallies[engineer] = EngineerTally(
                engineer, names[engineer], counts, teams.get(team), reached
            )
    return list(tallies.values())


def team_days(session: Session, *, first: date, last: date) -> list[TeamDay]:
    """What each day of a period brought each team, by day and team."""
    return _team_sums(session, Grain.TEAM_DAY, first, last)


def team_quarters(session: Session, *, first: date, last: date) -> list[TeamDay]:
    """What the fiscal quarters that begin within a period brought each team.

    `day` is the first day of the quarter.
    """
    return _team_sums(session, Grain.TEAM_QUARTER, first, last)


def rated_days(session: Session) -> tuple[date, date] | None:
    """The first and the last day with a counted rating; None without ratings."""
    statement = select(col(Cell.day)).where(
        Cell.grain == int(Grain.TEAM_DAY), sum(_WHOLE[1:], start=_WHOLE[0]) > 0
    )
    first = session.exec(statement.order_by(col(Cell.day)).limit(1)).first()
    last = session.exec(statement.order_by(col(Cell.day).desc()).limit(1)).first()
    return None if first is None or last is None else (first, last)


def _team_sums(session: Session, grain: Grain, first: date, last: date) -> list[TeamDay]:
    statement = (
        select_rows(_CELL.c.team_id, _DAY, *_WHOLE, _CELL.c.tickets)
        .where(_CELL.c.grain == int(grain), _DAY.between(*_numbers(first, last)))
        .order_by(_DAY, _CELL.c.team_id)
    )
    return [
        TeamDay(team, from_day_number(day), StarCounts(*stars), tickets or None)
        for team, day, *stars, tickets in session.connection().execute(statement)
    ]


def _scores(session: Session, first: date, last: date, team_id: int | None) -> Sequence[Any]:
    """Plain rows of engineer, team, units, last rated, last five; the latest team comes first."""
    units: Sequence[Any] = _UNITS
    rated: ColumnElement[Any] = _LAST_RATED
    five: ColumnElement[Any] = _LAST_FIVE
    days = _DAY.between(*_numbers(first, last)), _CELL.c.engineer_id != 0
    # Quarters are few and are summed here; the many days of a period are summed by the database.
    if is_quarterly := _is_whole_quarters(session, first, last):
        grain = Grain.ENGINEER_QUARTER
    else:
        grain = Grain.ENGINEER_DAY
        units, rated, five = _sums(_UNITS), func.max(rated), func.max(five)
    statement: Select[Any] = (
        select_rows(_CELL.c.engineer_id, _CELL.c.team_id, *units, rated, five)
        .where(_CELL.c.grain == int(grain), *days)
        .order_by(_CELL.c.engineer_id, func.coalesce(rated, 0).desc(), _CELL.c.team_id)
    )
    if not is_quarterly:
        statement = statement.group_by(_CELL.c.engineer_id, _CELL.c.team_id)
    if team_id is not None:
        statement = statement.where(_CELL.c.team_id == team_id)
    return driver_rows(session, statement)


def _joined(tally: EngineerTally, units: StarCounts, reached: datetime | None) -> EngineerTally:
    """A tally with what the engineer was credited with for another team."""
    times = [at for at in (tally.last_five_at, reached) if at is not None]
    return tally._replace(units=tally.units + units, last_five_at=max(times, default=None))


def _public_names(session: Session, hidden_name: str) -> dict[int, str]:
    shown = case((col(Engineer.hidden), ""), else_=col(Engineer.name))
    rows = driver_rows(session, select_rows(col(Engineer.id), shown))
    return {id_: name or hidden_name.replace("{id}", str(id_)) for id_, name in rows}


def _within(
    session: Session, first: date, last: date, *, day: Grain, quarter: Grain
) -> tuple[Any, ...]:
    """The cells that make up a period: of quarters if it consists of whole ones, else of days."""
    grain = quarter if _is_whole_quarters(session, first, last) else day
    return _CELL.c.grain == int(grain), _DAY.between(*_numbers(first, last))


def _is_whole_quarters(session: Session, first: date, last: date) -> bool:
    mark = session.exec(select(DataVersion.calendar)).one()
    fiscal_start = int(mark.rpartition("/")[2] or 1)
    after = from_day_number(to_day_number(last) + 1)
    return all(quarter_start(edge, fiscal_start=fiscal_start) == edge for edge in (first, after))


def _numbers(first: date, last: date) -> tuple[int, int]:
    return to_day_number(first), to_day_number(last)


def _sums(columns: Sequence[Any]) -> list[Any]:
    # PostgreSQL's sum of integers is a decimal.
    return [cast(func.sum(column), BigInteger) for column in columns]
