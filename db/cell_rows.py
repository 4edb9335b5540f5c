"""Adds sums to the stored cells, through the fast path of each database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from sqlmodel import Session

from db.bulk import column_list, insert_columns
from db.days import Ints
from db.models import Grain
from db.sums import NEVER, Sums

#: As Python's numbers, cells take ten times the memory: so many at a time.
_AT_ONCE = 10_000

_KEY = ("grain", "day", "team_id", "engineer_id", "stratum_id")
_STARS = (f"{unit}{stars}" for unit in "nu" for stars in (5, 4, 3, 2, 1))
_COUNTS = (*_STARS, "tickets", "due", "due_fives")
_LASTS = ("last_rated_at", "last_five_at")


def add_cells(session: Session, grain: Grain, sums: Sums, *, table: str = "cell") -> None:
    """Add sums to the cells with the same keys, or make these cells."""
    connection = session.connection()
    if connection.dialect.name != "postgresql":
        for columns, count in _columns(grain, sums):
            insert_columns(session, table, columns, count=count, then=_addition(table, "max"))
        return
    connection.exec_driver_sql(
        f"CREATE TEMPORARY TABLE added_cell (LIKE {table} INCLUDING DEFAULTS) ON COMMIT DROP"
    )
    for columns, count in _columns(grain, sums):
        insert_columns(session, "added_cell", columns, count=count)
    names = column_list((*_KEY, *_COUNTS, *_LASTS))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({names})"  # noqa: S608  (names of our own)
        f" SELECT {names} FROM added_cell{_addition(table, 'greatest')}"
    )
    connection.exec_driver_sql("DROP TABLE added_cell")


def _addition(table: str, larger: str) -> str:
    sums = [f"{name} = {table}.{name} + excluded.{name}" for name in _COUNTS]
    lasts = [
        f"{name} = {larger}(coalesce({table}.{name}, excluded.{name}),"
        f" coalesce(excluded.{name}, {table}.{name}))"
        for name in _LASTS
    ]
    return f" ON CONFLICT ({column_list(_KEY)}) DO UPDATE SET {', '.join(sums + lasts)}"


def _columns(grain: Grain, sums: Sums) -> Iterator[tuple[dict[str, Sequence[Any] | int], int]]:
    """The columns of cells in which something is counted, some cells at a time, and how many."""
    kept = np.flatnonzero(sums.counts.any(axis=1))
    for low in range(0, len(kept), _AT_ONCE):
        at = kept[low : low + _AT_ONCE]
        days, *keys = sums.keys[at].T
        columns: dict[str, Sequence[Any] | int] = {"grain": int(grain), "day": days.tolist()}
        numbers = map(_numbers, (*keys, *sums.counts[at].T))
        columns |= zip((*_KEY[2:], *_COUNTS), numbers, strict=True)
        columns |= zip(_LASTS, map(_instants, sums.lasts[at].T), strict=True)
        yield columns, len(at)


def _numbers(column: Ints) -> Sequence[int] | int:
    """The numbers of a column; a single one where all are the same, as most counts are 0."""
    first = int(column[0])
    numbers: list[int] = column.tolist()
    return first if (column == first).all() else numbers


def _instants(column: Ints) -> Sequence[int | None]:
    instants: list[int | None] = column.tolist()
    for row in np.flatnonzero(column == NEVER).tolist():
        instants[row] = None
    return instants
