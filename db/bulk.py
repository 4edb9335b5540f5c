"""The fast path: many rows of plain numbers and texts straight through the driver.

SQLAlchemy's own bulk statements cost several times the insertion itself. A million ratings
are a million rows in two tables, so here SQLite gets a hundred rows a statement and PostgreSQL
gets COPY. Everything else in `db` uses SQLAlchemy's statements.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, repeat
from typing import Any

import numpy as np
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Executable,
    Select,
    Table,
    TypeDecorator,
    any_,
    func,
    literal,
    type_coerce,
)
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.days import Ints

#: More rows in one statement gain nothing further.
_ROWS_A_STATEMENT = 100
_ROWS_AT_ONCE = 10_000


def insert_rows(
    session: Session, table: Table, columns: Sequence[str], rows: Iterable[Any]
) -> None:
    """Insert rows of stored values (instants and days as integers) into columns of a table."""
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, columns, rows)
    else:
        _insert(
            connection, f"INSERT INTO {table.name} ({column_list(columns)})", len(columns), rows
        )


def insert_columns(
    session: Session,
    table: str,
    columns: Mapping[str, Sequence[Any] | int],
    *,
    count: int,
    then: str = "",
) -> None:
    """Insert rows given column by column; a number stands for a column of equal numbers.

    What is the same in every row costs next to nothing; one column at least must be a list or a
    range. `then` is what SQLite shall do about rows that are there already.
    """
    given = {
        name: value
        for name, value in columns.items()
        if not isinstance(value, int) and _differs(value)
    }
    same = {name: _first(value) for name, value in columns.items() if name not in given}
    connection = session.connection()
    names = (*given, *same)
    if connection.dialect.name == "postgresql":
        rows = zip(*given.values(), *(repeat(value, count) for value in same.values()), strict=True)
        _copy(connection, table, names, rows)
        return
    values = "".join(f",{_plain_literal(value)}" for value in same.values())
    into = f"INSERT INTO {table} ({column_list(names)})"
    flat = _woven(list(given.values()), count)
    _insert_flat(connection, into, flat, len(given), same=values, then=then)


def plain(column: Any) -> Any:
    """A column as it is stored: instants and days as integers."""
    kind = column.type
    return type_coerce(column, kind.impl_instance) if isinstance(kind, TypeDecorator) else column


def among(session: Session, column: Any, values: Sequence[Any]) -> ColumnElement[bool]:
    """The condition that a column is one of very many values, as one parameter."""
    if session.connection().dialect.name == "postgresql":
        same: ColumnElement[bool] = column == any_(literal(list(values), ARRAY(column.type)))
        return same
    listed = func.json_each(json.dumps(list(values))).table_valued("value")
    inside: ColumnElement[bool] = column.in_(select_rows(listed.c.value))
    return inside


def driver_rows(
    session: Session, statement: Executable, values: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """The driver's own tuples: where there are thousands they come in half the time.

    `values` fill in a statement that was made once: making one costs more than running it.
    What still waits in the session is written first.
    """
    session.flush()
    result = session.connection().execute(statement, values)
    rows: Sequence[Any] = result.cursor.fetchall() if result.cursor else []
    result.close()
    return rows


def integers(session: Session, statement: Select[*tuple[Any, ...]]) -> Ints:
    """The rows of a statement whose columns are all integers, as a matrix."""
    rows = driver_rows(session, statement)
    width = len(statement.selected_columns)
    return np.array(rows, dtype=np.int64).reshape(len(rows), width)


def column_list(names: Sequence[str]) -> str:
    """Names of columns as SQL lists them."""
    return ", ".join(f'"{name}"' for name in names)


def _insert(connection: Connection, into: str, width: int, rows: Iterable[Any]) -> None:
    iterator = iter(rows)
    while some := list(islice(iterator, _ROWS_AT_ONCE)):
        flat = list(chain.from_iterable(some))
        _insert_flat(connection, into, flat, width)


def _insert_flat(
    connection: Connection,
    into: str,
    flat: list[Any],
    width: int,
    *,
    same: str = "",
    then: str = "",
) -> None:
    """Insert rows whose values stand one after another, `width` a row."""
    cursor: Any = connection.connection.cursor()
    row = f"({','.join('?' * width)}{same})"
    step = width * _ROWS_A_STATEMENT
    whole = len(flat) - len(flat) % step
    full = f"{into} VALUES {','.join([row] * _ROWS_A_STATEMENT)}{then}"
    cursor.executemany(full, (flat[at : at + step] for at in range(0, whole, step)))
    single = f"{into} VALUES {row}{then}"
    cursor.executemany(single, (flat[at : at + width] for at in range(whole, len(flat), width)))
    cursor.close()


def _woven(columns: Sequence[Sequence[Any]], count: int) -> list[Any]:
    """The values of columns row by row, one after another."""
    flat: list[Any] = [None] * (len(columns) * count)
    for place, column in enumerate(columns):
        flat[place :: len(columns)] = column
    return flat


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Any]) -> None:
    driver: Any = connection.connection.driver_connection
    with (
        driver.cursor() as cursor,
        cursor.copy(f"COPY {table} ({column_list(columns)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(row)


def _differs(values: Sequence[Any]) -> bool:
    """Whether a column may have several values; only one of blanks is looked through."""
    first = _first(values)
    if not isinstance(values, list) or not (first is None or first == "" or first is False):
        return True
    return first != values[-1] or values.count(first) < len(values)


def _first(values: Sequence[Any] | int) -> Any:
    return values if isinstance(values, int) else values[0]


def _plain_literal(value: Any) -> str:
    """SQL of what `_differs` finds to be the same in all rows."""
    if value is None:
        return "NULL"
    return "''" if value == "" else str(int(value))
