"""The command line as people run it, on a fresh database.

Most tests call its entry within the test's process, which is quick; `ask_process` starts a
process as a shell does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from sqlmodel import func, select

from cli.main import main
from db.engine import open_engine, reading
from db.models import Cell, ImportBatch, Rating, Ticket

ROOT = Path(__file__).resolve().parents[2]
#: What PostgreSQL needs to keep customers as hashes, and SQLite makes by itself.
KEY = "ppXh9FAfTVL4FSzk3eHzAKM21GnC5lHqaTtTTBJLqJQ="
COMMAND = (sys.executable, "-m", "gamify")


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


Ask = Callable[..., Answer]


def surroundings(url: str, **settings: str) -> dict[str, str]:
    """The environment of a command: nothing of the person who runs the tests gets in."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "CROWNBOARD_DATABASE_URL": url, "LANG": "C.UTF-8", **settings}


def ask_at(url: str, *words: str, **settings: str) -> Answer:
    """Run `python -m gamify` with these words on the database of that address."""
    done = subprocess.run(
        [*COMMAND, *words],
        cwd=ROOT,
        env=surroundings(url, **settings),
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def ask_here(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Run the command line's entry on the database of the address that comes first."""

    def run(url: str, *words: str, **settings: str) -> Answer:
        with monkeypatch.context() as patch:
            for name in [name for name in os.environ if name.startswith(("CROWNBOARD_", "LC_"))]:
                patch.delenv(name)
            for name, value in surroundings(url, **settings).items():
                patch.setenv(name, value)
            code = main(words)
        said = capsys.readouterr()
        return Answer(int(code), said.out, said.err)

    return run


@pytest.fixture
def ask(ask_here: Ask, sqlite_url: str) -> Ask:
    """Ask the command line about a fresh SQLite database."""
    return partial(ask_here, sqlite_url)


@pytest.fixture
def ask_any(ask_here: Ask, database_url: str) -> Ask:
    """Ask the command line about a fresh database, once on SQLite and once on PostgreSQL."""
    return partial(ask_here, database_url, CROWNBOARD_SECRET_KEY=KEY)


@pytest.fixture
def ask_process(sqlite_url: str) -> Ask:
    """Start a process that asks about a fresh SQLite database."""
    return partial(ask_at, sqlite_url)


@pytest.fixture
def ratings_csv(tmp_path: Path) -> Path:
    """Ten good ratings of one engineer."""
    path = tmp_path / "ratings.csv"
    rows = [f"T{n},Ann Lee,Blue,5,2026-01-{n:02d} 10:00:00,fine" for n in range(1, 11)]
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


HEADER = "Ticket ID,Agent,Team,Score,Rated at,Comment"


def contents(url: str) -> tuple[int, int, int, int]:
    """How many imports, tickets, ratings and cells a database holds."""
    engine = open_engine(url)
    with reading(engine) as session:
        imports, tickets, ratings, cells = (
            session.exec(select(func.count()).select_from(table)).one()
            for table in (ImportBatch, Ticket, Rating, Cell)
        )
    engine.dispose()
    return imports, tickets, ratings, cells
