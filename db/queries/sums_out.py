"""Cells as programs read them: the sums of days or quarters with the names behind them."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number, to_day_number
from db.models import Grain
from db.queries.scorers import HIDDEN_ENGINEER

_CELL = SQLModel.metadata.tables["cell"]
_TEAM = SQLModel.metadata.tables["team"]
_ENGINEER = SQLModel.metadata.tables["engineer"]
_STRATUM = SQLModel.metadata.tables["stratum"]
_DAY = type_coerce(_CELL.c.day, Integer)
_COUNTS = tuple(f"n{stars}" for stars in (5, 4, 3, 2, 1))
_UNITS = tuple(f"u{stars}" for stars in (5, 4, 3, 2, 1))

#: The columns of a row, in order.
COLUMNS = ("day", "team", "engineer", "stratum", *_COUNTS, *_UNITS, "tickets")


def cell_count(session: Session, *, grain: Grain, first: date, last: date) -> int:
    """How many cells a period has."""
    statement: Select[Any] = select_rows(func.count()).select_from(_CELL)
    found = driver_rows(session, statement.where(*_within(grain, first, last)))
    return int(found[0][0])


def cell_days(session: Session, *, grain: Grain) -> tuple[date, date] | None:
    """The first and the last day of a grain's cells; None without any."""
    statement: Select[Any, Any] = select_rows(func.min(_DAY), func.max(_DAY))
    found = driver_rows(session, statement.where(_CELL.c.grain == int(grain)))
    first, last = found[0]
    return None if first is None else (from_day_number(first), from_day_number(last))


def cell_rows(
    session: Session,
    *,
    grain: Grain,
    first: date,
    last: date,
    offset: int = 0,
    limit: int | None = None,
) -> list[dict[str, Any]]:
    """Cells of a period in the order of their keys; hidden engineers under their number.

    `n…` counts whole ratings of a team, `u…` credit units of an engineer, 27,720 a rating.
    """
    sums = [_CELL.c[name] for name in (*_COUNTS, *_UNITS, "tickets")]
    who = (_ENGINEER.c.id, _ENGINEER.c.hidden, _ENGINEER.c.name)
    statement: Select[Any] = (
        select_rows(_DAY, _TEAM.c.name, *who, _STRATUM.c.label, *sums)
        .select_from(_CELL)
        .outerjoin(_TEAM, _TEAM.c.id == _CELL.c.team_id)
        .outerjoin(_ENGINEER, _ENGINEER.c.id == _CELL.c.engineer_id)
        .outerjoin(_STRATUM, _STRATUM.c.id == _CELL.c.stratum_id)
        .where(*_within(grain, first, last))
        .order_by(_DAY, _CELL.c.team_id, _CELL.c.engineer_id, _CELL.c.stratum_id)
        .offset(offset)
        .limit(limit)
    )
    return [
        dict(
            zip(
                COLUMNS,
                (
                    from_day_number(day).isoformat(),
                    team,
                    HIDDEN_ENGINEER.replace("{id}", str(id_)) if hidden else name,
                    *rest,
                ),
                strict=True,
            )
        )
        for day, team, id_, hidden, name, *rest in driver_rows(session, statement)
    ]


def _within(grain: Grain, first: date, last: date) -> tuple[Any, Any]:
    return _CELL.c.grain == int(grain), _DAY.between(to_day_number(first), to_day_number(last))
