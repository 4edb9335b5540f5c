"""Periods: which cells make one up, and sums that are equal on both databases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, cast, func
from sqlmodel import Session, select

from db.instant import from_day_number, to_day_number
from db.models import DataVersion
from gamify.seasons import quarter_start


def is_whole_quarters(session: Session, first: date, last: date) -> bool:
    """Whether a period consists of whole fiscal quarters, so that it is made of their cells."""
    mark = session.exec(select(DataVersion.calendar)).one()
    fiscal_start = int(mark.rpartition("/")[2] or 1)
    after = from_day_number(to_day_number(last) + 1)
    return all(quarter_start(edge, fiscal_start=fiscal_start) == edge for edge in (first, after))


def sums(columns: Sequence[Any]) -> list[Any]:
    """Sums of columns as whole numbers: PostgreSQL's sum of integers is a decimal."""
    return [cast(func.sum(column), BigInteger) for column in columns]
