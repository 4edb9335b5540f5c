"""Gives ratings and tickets their days anew, for when the organisation's zone has changed."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Integer, Select, Table, bindparam, func, type_coerce, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import integers
from db.days import day_numbers
from gamify.seasons import Calendar

_WINDOW = 50_000


def redate(session: Session, calendar: Calendar) -> None:
    """Store the days of this calendar; a ticket without times of its own keeps its day."""
    rating, ticket = (SQLModel.metadata.tables[name] for name in ("rating", "ticket"))
    _redate(session, rating, type_coerce(rating.c.rated_at, BigInteger), calendar)
    handled = func.coalesce(
        type_coerce(ticket.c.solved_at, BigInteger), type_coerce(ticket.c.opened_at, BigInteger)
    )
    _redate(session, ticket, handled, calendar)


def _redate(session: Session, table: Table, moment: Any, calendar: Calendar) -> None:
    last = session.scalar(select_rows(func.max(table.c.id))) or 0
    day = type_coerce(table.c.day, Integer)
    change = (
        update(table)
        .where(table.c.id == bindparam("row"))
        .values(day=bindparam("new_day", type_=Integer()))
    )
    for low in range(0, last + 1, _WINDOW):
        statement: Select[Any] = select_rows(table.c.id, moment, day).where(
            table.c.id.between(low, low + _WINDOW - 1), moment.is_not(None)
        )
        rows = integers(session, statement)
        days = day_numbers(rows[:, 1], calendar.zone)
        odd = np.flatnonzero(days != rows[:, 2])
        if odd.size:
            changes = zip(rows[odd, 0].tolist(), days[odd].tolist(), strict=True)
            session.connection().execute(change, [{"row": r, "new_day": d} for r, d in changes])
