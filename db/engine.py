"""Opens the database, brings its schema up to date, and hands out transactions.

SQLite and PostgreSQL behave alike: a reader sees one state throughout, writers queue up, and
what goes wrong in the driver arrives as `DatabaseRefused` with one sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError
from sqlmodel import Session

from db.refusals import refusal
from gamify.errors import DatabaseRefused
from gamify.language import say

#: The newest migration of `db/migrations/versions`.
NEWEST = "0017"

#: Every writer on PostgreSQL waits for this advisory lock ("crown" in ASCII).
_WRITER_LOCK = 0x63726F776E
_PRAGMAS = (
    "PRAGMA page_size = 16384",
    "PRAGMA journal_mode = WAL",
    "PRAGMA busy_timeout = 30000",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16384",
)


def open_engine(url: str) -> Engine:
    """An engine for a database URL; the folder of a SQLite file is made if need be.

    Raises DatabaseRefused for a URL that can't be read. Nothing is connected yet.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite_engine(address)
    return create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version; does nothing where it already is.

    Raises DatabaseRefused if the database was written by a newer Crownboard.
    """
    with _refusing(engine), engine.connect() as connection:
        if schema_version(connection) == NEWEST:
            return
    # Alembic takes a third of a second to load, and hardly ever has anything to do.
    upgrade = import_module("db.migrations.upgrade").upgrade
    writer = engine.execution_options(writes=True)
    with _refusing(engine), writer.begin() as connection:
        _queue_up(connection)
        upgrade(connection)


@contextmanager
def rebuilding(engine: Engine) -> Iterator[Connection]:
    """One transaction in which the tables themselves change, while nobody else writes.

    References aren't looked up on SQLite: whoever rebuilds checks them in the end.
    """
    writer = engine.execution_options(writes=True, trusted=True)
    with _refusing(engine), writer.begin() as connection:
        _queue_up(connection)
        yield connection


def schema_version(connection: Connection) -> str | None:
    """The migration at which a database stands; None without tables."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    version: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return version


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session that sees one state of the data throughout and writes nothing."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ")
    with _refusing(engine), Session(engine, expire_on_commit=False) as session:
        yield session


@contextmanager
def writing(engine: Engine, *, trusted: bool = False) -> Iterator[Session]:
    """One transaction: commits at the end, rolls back on any error. Writers wait in line.

    `trusted` spares SQLite the look-up of every reference of every row, which is a quarter of
    the time of a large import; our own commands give only references that they have looked up.
    """
    with (
        _refusing(engine),
        Session(
            engine.execution_options(writes=True, trusted=trusted), expire_on_commit=False
        ) as session,
    ):
        _queue_up(session.connection())
        yield session
        session.commit()


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise DatabaseRefused(problem=say("the address can't be read")) from error
    if address.get_backend_name() not in {"sqlite", "postgresql"}:
        raise DatabaseRefused(problem=say("only sqlite:/// and postgresql:// are known"))
    if address.get_backend_name() == "postgresql":
        return address.set(drivername="postgresql+psycopg")
    return address


def _sqlite_engine(address: URL) -> Engine:
    if address.database and address.database != ":memory:":
        try:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseRefused(problem=say("its folder can't be made")) from error
    engine = create_engine(address, connect_args={"timeout": 30})
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: object) -> None:
    # The driver shall not open transactions by itself: `_begin` says of which kind.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    checks = "OFF" if options.get("trusted", False) else "ON"
    connection.exec_driver_sql(f"PRAGMA foreign_keys = {checks}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if options.get("writes", False) else "BEGIN")


def _queue_up(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})


@contextmanager
def _refusing(engine: Engine) -> Iterator[None]:
    """Turn what the driver says into one sentence."""
    # The one driver in use is loaded by now; the other one would cost every command its memory.
    driver: Any = engine.dialect.loaded_dbapi
    try:
        yield
    except (IntegrityError, driver.IntegrityError):
        raise
    except DBAPIError as error:
        raise refusal(str(error.orig)) from error
    except driver.Error as error:
        raise refusal(str(error)) from error
