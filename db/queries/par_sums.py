"""What a par is fitted on: the sums of its window by unit and kind of work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Integer, Select, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import integers
from db.instant import to_day_number
from db.models import Grain
from db.queries.facts import strata_of_kinds
from gamify.handicap.publication import SolvingTimes, WindowSums

_CELL = SQLModel.metadata.tables["cell"]
_TICKET = SQLModel.metadata.tables["ticket"]
_DAY = type_coerce(_CELL.c.day, Integer)
_COUNTS = ("n5", "n4", "n3", "n2", "n1", "u5", "u4", "u3", "u2", "u1", "tickets")
_MINUTE = 60_000_000

#: A median doesn't get better with more tickets than these; then every second, third … is taken.
ENOUGH_TICKETS = 200_000


def window_sums(session: Session, quarters: Sequence[date]) -> WindowSums:
    """Sums by quarter, team, engineer and stratum of the quarters that begin with these days."""
    statement: Select[Any] = select_rows(
        _DAY,
        _CELL.c.team_id,
        _CELL.c.engineer_id,
        _CELL.c.stratum_id,
        *(_CELL.c[name] for name in _COUNTS),
    ).where(
        _CELL.c.grain == int(Grain.STRATUM_QUARTER),
        _DAY.in_([to_day_number(day) for day in quarters]),
    )
    rows = integers(session, statement)
    return WindowSums(
        quarter=rows[:, 0],
        team=rows[:, 1],
        engineer=rows[:, 2],
        stratum=rows[:, 3],
        whole=rows[:, 4:9],
        units=rows[:, 9:14],
        tickets=rows[:, 14],
    )


def solving_times(session: Session, *, first: date, last: date) -> SolvingTimes:
    """How long the tickets handled in a period took, where it is known."""
    days = type_coerce(_TICKET.c.day, Integer).between(to_day_number(first), to_day_number(last))
    opened, solved = (type_coerce(_TICKET.c[f"{n}_at"], BigInteger) for n in ("opened", "solved"))
    known: list[ColumnElement[bool]] = [days, opened.is_not(None), solved >= opened]
    counted = session.scalar(select_rows(func.count()).select_from(_TICKET).where(*known)) or 0
    if counted > ENOUGH_TICKETS:
        known.append(_TICKET.c.id % (counted // ENOUGH_TICKETS + 1) == 0)
    statement: Select[Any] = select_rows(_TICKET.c.kind_id, opened, solved).where(*known)
    rows = integers(session, statement)
    strata = strata_of_kinds(session)
    return SolvingTimes(
        stratum=strata[rows[:, 0]] if len(rows) else np.zeros(0, dtype=np.int64),
        minutes=(rows[:, 2] - rows[:, 1]) // _MINUTE,
    )
