"""Opening a database: what goes wrong arrives as one sentence."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlmodel import select

from db.engine import migrate, open_engine, reading, writing
from db.models import Team
from gamify.errors import DatabaseRefused


def test_the_folder_of_a_new_database_is_made(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'deep' / 'er' / 'crownboard.db'}")
    migrate(engine)

    with reading(engine) as session:
        assert session.exec(select(Team)).all() == []
    engine.dispose()


def test_a_write_that_fails_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_while_writing(engine)

    with reading(engine) as session:
        assert session.exec(select(Team)).all() == []


def test_a_reader_sees_one_state_while_a_writer_commits(engine: Engine) -> None:
    with reading(engine) as reader:
        before = reader.exec(select(Team)).all()
        with writing(engine) as session:
            session.add(Team(name="Alpha", name_key="alpha"))
        after = reader.exec(select(Team)).all()

    assert (before, after) == ([], [])


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("nonsense", "the address can't be read"),
        ("mysql://host/name", "only sqlite"),
        ("postgresql://nobody@127.0.0.1:1/nothing", "does not answer"),
    ],
)
def test_an_address_of_no_use_is_refused(url: str, problem: str) -> None:
    with pytest.raises(DatabaseRefused, match=problem):
        migrate(open_engine(url))


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ratings.db"
    path.write_text("Ticket,Score\n" * 100)

    with pytest.raises(DatabaseRefused, match="not a database"):
        migrate(open_engine(f"sqlite:///{path}"))


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseRefused, match=r"newer Crownboard \(9999\)"):
        migrate(engine)


def test_a_full_disk_is_said_to_be_full(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)

    with pytest.raises(DatabaseRefused, match="the disk is full"):
        _write_too_much(engine)

    with reading(engine) as session:
        assert session.exec(select(Team)).all() == []
    engine.dispose()


def test_a_read_only_database_is_said_to_be_so(sqlite_url: str) -> None:
    engine = open_engine(sqlite_url)

    with pytest.raises(DatabaseRefused, match="read-only"):
        _write_read_only(engine)
    engine.dispose()


def test_references_are_checked(engine: Engine) -> None:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            assert connection.scalar(text("PRAGMA foreign_keys")) == 1
            assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
            assert sqlite3.sqlite_version_info >= (3, 35)


def _fail_while_writing(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Team(name="Alpha", name_key="alpha"))
        session.flush()
        raise ZeroDivisionError


def _write_too_much(engine: Engine) -> None:
    with writing(engine) as session:
        pages = session.scalar(text("PRAGMA page_count"))
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
        session.add(Team(name="A" * 1_000_000, name_key="a"))


def _write_read_only(engine: Engine) -> None:
    with writing(engine) as session:
        session.execute(text("PRAGMA query_only = ON"))
        session.add(Team(name="Alpha", name_key="alpha"))
