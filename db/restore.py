"""Brings a backup back: checked whole before anything is touched, then stored in one transaction.

Whatever ends it on the way, the database is as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, text
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.backup import own_tables
from db.backup_file import BackupReader, StoredTable
from db.bulk import insert_rows
from db.commands.ledger import record
from db.derived import drop_derived
from db.engine import NEWEST, rebuilding
from db.migrations.upgrade import known_versions, upgrade
from db.numbering import let_numbers_go_on
from gamify.access import Visitor, demand
from gamify.keeping import BackupHead, BackupRefused, Progress, Restored, RestoreRefused
from gamify.language import say
from gamify.rights import Right

#: What a database holds from its first moment on.
_ALWAYS = frozenset({"alembic_version", "data_version"})


def check_backup(path: Path, *, progress: Progress | None = None) -> BackupHead:
    """Read a backup to its end and compare every checksum; returns what it says of itself.

    Raises BackupRefused for a file that isn't a backup, isn't whole, or is of a newer schema.
    """
    parts = BackupReader(path).tables()
    head = _head(parts)
    if head.schema not in known_versions():
        raise BackupRefused(file=str(path), problem=say("it was written by a newer Crownboard"))
    done = 0
    for table in _tables(parts):
        for row, _ in enumerate(table.rows, start=1):
            if progress is not None and row % 1000 == 0:
                progress(done + row, head.rows)
        done += head.tables[table.name]
    return head


def restore_backup(
    engine: Engine,
    path: Path,
    *,
    force: bool = False,
    key: str | None = None,
    actor: Visitor,
    now: datetime,
    progress: Progress | None = None,
) -> Restored:
    """Store a backup in an empty database; with `force` what is there goes.

    A backup of an earlier schema is brought up to date. `key` recognises this database's secret
    key. Raises BackupRefused, and RestoreRefused for a database that holds something.
    """
    demand(actor, Right.MANAGE_SETTINGS)
    check_backup(path)
    with rebuilding(engine) as connection:
        if not force and not _is_empty(connection):
            raise RestoreRefused(
                problem=say("it holds data already; --force lets the backup take their place")
            )
        version = _data_version(connection)
        _clear(connection)
        parts = BackupReader(path).tables()
        head = _head(parts)
        upgrade(connection, to=head.schema)
        _store(connection, parts, _teller(head, progress))
        upgrade(connection)
        _settle(connection, version)
        _write_down(connection, head, actor=actor, now=now)
    return Restored(head, NEWEST, is_other_key=head.key is not None and head.key != key)


def _head(parts: Iterator[BackupHead | StoredTable]) -> BackupHead:
    head = next(parts)
    if not isinstance(head, BackupHead):
        raise TypeError("a backup begins with its head")
    return head


def _tables(parts: Iterator[BackupHead | StoredTable]) -> Iterator[StoredTable]:
    return (part for part in parts if isinstance(part, StoredTable))


def _is_empty(connection: Connection) -> bool:
    return not any(
        connection.execute(select_rows(table).limit(1)).first()
        for table in own_tables(connection)
        if table.name not in _ALWAYS
    )


def _data_version(connection: Connection) -> int:
    """The number that open pages compare; 0 in a database without tables."""
    if not inspect(connection).has_table("data_version"):
        return 0
    return connection.scalar(text("SELECT version FROM data_version")) or 0


def _clear(connection: Connection) -> None:
    """Take Crownboard's tables away; the migrations make them anew."""
    drop_derived(connection)
    found = own_tables(connection)
    if found:
        found[0].metadata.drop_all(connection)


def _store(
    connection: Connection,
    parts: Iterator[BackupHead | StoredTable],
    tell: Callable[[Iterator[Any]], Iterator[Any]],
) -> None:
    known = {table.name: table for table in own_tables(connection)}
    with Session(connection) as session:
        for stored in _tables(parts):
            table = known.get(stored.name)
            if table is None or not {*stored.columns} <= {*table.columns.keys()}:
                raise RestoreRefused(
                    problem=say("it has a table or column unknown here: {name}", name=stored.name)
                )
            # The migrations have put a first row into some.
            session.execute(table.delete())
            _insert(session, table, stored, tell)


def _insert(
    session: Session,
    table: Table,
    stored: StoredTable,
    tell: Callable[[Iterator[Any]], Iterator[Any]],
) -> None:
    plain = Table(table.name, MetaData())
    insert_rows(session, plain, stored.columns, tell(stored.rows))


def _teller(
    head: BackupHead, progress: Progress | None
) -> Callable[[Iterator[Any]], Iterator[Any]]:
    """Lets rows through and tells how many have passed in all."""
    done = 0

    def told(rows: Iterator[Any]) -> Iterator[Any]:
        nonlocal done
        for row in rows:
            yield row
            done += 1
            if progress is not None and done % 1000 == 0:
                progress(done, head.rows)

    return told


def _settle(connection: Connection, version: int) -> None:
    """Let new rows get ids of their own, and open pages see that everything is different."""
    let_numbers_go_on(connection)
    is_sqlite = connection.dialect.name == "sqlite"
    if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise RestoreRefused(problem=say("its rows refer to rows that it doesn't have"))
    connection.execute(
        text(
            "UPDATE data_version SET version = 1 +"
            " CASE WHEN version > :version THEN version ELSE :version END"
        ),
        {"version": version},
    )


def _write_down(connection: Connection, head: BackupHead, *, actor: Visitor, now: datetime) -> None:
    with Session(connection) as session:
        record(
            session,
            "backup restored",
            subject="database",
            actor=actor,
            now=now,
            after={
                "made_at": head.made_at.isoformat(),
                "schema": head.schema,
                "database": head.database,
                "rows": head.rows,
            },
        )
        session.flush()
