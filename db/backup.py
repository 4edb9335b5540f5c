"""Writes a backup while everybody goes on working: one state of all tables, whatever the database.

SQLite's state comes from its online backup, PostgreSQL's from a transaction with repeatable
reads. The tables are written as they are, so that a database can be kept before it is updated.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import JSON, Connection, Engine, MetaData, Table, Text, cast, func
from sqlalchemy import select as select_rows
from sqlmodel import SQLModel

from db.backup_file import BackupWriter
from db.engine import open_engine, reading, schema_version
from db.secrets import own_files
from gamify.errors import DatabaseRefused, UnwritableFile
from gamify.keeping import FORMAT, BackupHead, Progress
from gamify.language import say
from gamify.places import require_place

#: Tables that a backup leaves out: whoever was signed in when it was made signs in anew.
NOT_KEPT = frozenset({"alembic_version", "sign_in", "guess"})

_ROWS_AT_ONCE = 2_000


def write_backup(
    engine: Engine,
    path: Path,
    *,
    now: datetime,
    key: str | None = None,
    progress: Progress | None = None,
) -> BackupHead:
    """Write one state of the whole database to a file; returns what the file says of itself.

    The file is there whole or not at all, and takes the place of one of the same name; memory
    stays bounded. `key` recognises the secret key and `progress` is told rows. Raises
    DatabaseRefused for a database without tables, and UnwritableFile.
    """
    own = own_files(engine.url.render_as_string(hide_password=False))
    require_place(path, option="backup FILE", apart_from=own)
    with _one_state(engine, path) as connection:
        schema = schema_version(connection)
        if schema is None:
            raise DatabaseRefused(problem=say("it holds no Crownboard tables yet"))
        tables = kept_tables(connection)
        counts = {table.name: _count(connection, table) for table in tables}
        head = BackupHead(
            format=FORMAT,
            schema=schema,
            made_at=now,
            database=engine.dialect.name,
            key=key,
            tables=counts,
        )
        with BackupWriter(path) as writer:
            writer.head(head)
            done = 0
            for table in tables:
                for written in writer.table(
                    table.name, table.columns.keys(), _rows(connection, table)
                ):
                    if progress is not None:
                        progress(done + written, head.rows)
                done += counts[table.name]
    return head


def kept_tables(connection: Connection) -> list[Table]:
    """The tables of a database that belong into a backup, in the order of their references."""
    return [table for table in own_tables(connection) if table.name not in NOT_KEPT]


def own_tables(connection: Connection) -> list[Table]:
    """Crownboard's tables as they are in a database; strangers beside them are left alone."""
    known = {*SQLModel.metadata.tables, "alembic_version"}
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name in known)
    return found.sorted_tables


@contextmanager
def _one_state(engine: Engine, path: Path) -> Iterator[Connection]:
    """A connection that sees one state of the data, however long it takes."""
    if engine.dialect.name != "sqlite":
        with reading(engine) as session:
            yield session.connection()
        return
    # Beside the backup, because there is room for one; it is gone in the end.
    try:
        folder = TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent)
    except OSError as error:
        problem = error.strerror or str(error)
        raise UnwritableFile(file=str(path), problem=problem, option="backup FILE") from error
    with folder as name:
        copy = Path(name) / "state.db"
        with reading(engine) as session:
            # In one go: in steps it would begin anew with every write of somebody else.
            source: Any = session.connection().connection.driver_connection
            with closing(sqlite3.connect(copy)) as target:
                source.backup(target)
        state = open_engine(f"sqlite:///{copy}")
        try:
            with reading(state) as session:
                yield session.connection()
        finally:
            state.dispose()


def _count(connection: Connection, table: Table) -> int:
    return connection.scalar(select_rows(func.count()).select_from(table)) or 0


def _rows(connection: Connection, table: Table) -> Iterator[Any]:
    """The rows as they are stored: instants and days as integers, JSON as its text."""
    columns = [
        cast(column, Text) if isinstance(column.type, JSON) else column for column in table.columns
    ]
    statement = select_rows(*columns).order_by(*table.primary_key.columns)
    streamed = statement.execution_options(yield_per=_ROWS_AT_ONCE)
    for row in connection.execute(streamed):
        yield list(row)
