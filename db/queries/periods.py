"""Periods: which cells make one up, and sums that are equal on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, cast, func
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number, to_day_number
from gamify.seasons import quarter_start

_CALENDAR = select_rows(SQLModel.metadata.tables["data_version"].c.calendar)


def is_whole_quarters(session: Session, first: date, last: date) -> bool:
    """Whether a period consists of whole fiscal quarters, so that it is made of their cells."""
    ((mark,),) = driver_rows(session, _CALENDAR)
    fiscal_start = int(mark.rpartition("/")[2] or 1)
    after = from_day_number(to_day_number(last) + 1)
    return all(quarter_start(edge, fiscal_start=fiscal_start) == edge for edge in (first, after))


def sums(columns: Sequence[Any]) -> list[Any]:
    """Sums of columns as whole numbers: PostgreSQL's sum of integers is a decimal."""
    return [cast(func.sum(column), BigInteger) for column in columns]


def within_period(day: ColumnElement[int]) -> ColumnElement[bool]:
    """The condition that a day's number lies in the period of `period_values`."""
    return day.between(bindparam("first"), bindparam("last"))


def period_values(first: date, last: date) -> dict[str, int]:
    """What fills in a statement with `within_period`."""
    return {"first": to_day_number(first), "last": to_day_number(last)}
