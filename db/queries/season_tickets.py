"""The tickets handled in a season, column by column, and since when engineers have had any."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Integer, Select, case, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows, integers
from db.days import Ints, next_quarter, quarter_starts
from db.instant import from_day_number, to_day_number
from db.models import Grain
from gamify.nominations.sheet import UNKNOWN, TicketColumns
from gamify.seasons import Calendar, Season

_TICKET = SQLModel.metadata.tables["ticket"]
_CELL = SQLModel.metadata.tables["cell"]
_MINUTE = 60_000_000

#: Days after which nobody counts as just begun (SCORING D).
HALF_A_YEAR = 180


def ticket_columns(session: Session, *, season: Season, strata: Ints) -> TicketColumns:
    """The tickets whose day lies in the season; `strata` is by kind of work.

    A source that says of any of them when it was first answered says by its silence that
    another wasn't.
    """
    days = to_day_number(season.first), to_day_number(season.last)
    statement: Select[Any] = (
        select_rows(
            func.coalesce(_TICKET.c.owner_id, 0),
            func.coalesce(_TICKET.c.team_id, 0),
            _TICKET.c.kind_id,
            _minutes(),
            _some(_TICKET.c.reopens),
            _some(_TICKET.c.transfers),
            case((_TICKET.c.first_response_at.is_(None), 0), else_=1),
            _TICKET.c.source_id,
        )
        .where(type_coerce(_TICKET.c.day, Integer).between(*days))
        .order_by(_TICKET.c.id)
    )
    owner, team, kind, minutes, reopened, transferred, answered, source = integers(
        session, statement
    ).T
    tells = np.isin(source, source[answered == 1])
    return TicketColumns(
        owner=owner,
        team=team,
        stratum=strata[kind],
        minutes=minutes,
        reopened=reopened,
        transferred=transferred,
        answered=np.where(tells, answered, UNKNOWN),
    )


def first_ticket_days(session: Session, *, season: Season, calendar: Calendar) -> dict[int, date]:
    """The day of each engineer's first ticket.

    Whoever was there in the first quarter that is known may have been there long before: until
    half a year has passed since, it isn't known of them.
    """
    day = type_coerce(_CELL.c.day, Integer)
    statement = (
        select_rows(_CELL.c.engineer_id, func.min(day))
        .where(
            _CELL.c.grain == int(Grain.ENGINEER_DAY),
            _CELL.c.engineer_id != 0,
            _CELL.c.tickets > 0,
        )
        .group_by(_CELL.c.engineer_id)
        .order_by(_CELL.c.engineer_id)
    )
    first = {engineer: int(day) for engineer, day in driver_rows(session, statement)}
    if not first:
        return {}
    start = quarter_starts(np.array([min(first.values())]), calendar.fiscal_start)
    since = next_quarter(int(start[0]), calendar.fiscal_start)
    if to_day_number(season.last) - since >= HALF_A_YEAR:
        since = 0
    return {one: from_day_number(day) for one, day in first.items() if day >= since}


def _minutes() -> Any:
    opened, solved = (type_coerce(_TICKET.c[f"{n}_at"], BigInteger) for n in ("opened", "solved"))
    return case((solved >= opened, (solved - opened) // _MINUTE), else_=UNKNOWN)


def _some(times: Any) -> Any:
    """1 where something happened at least once, 0 where it didn't, else unknown."""
    return case((times > 0, 1), (times == 0, 0), else_=UNKNOWN)
