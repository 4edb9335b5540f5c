"""Killed at any moment, an import is there whole or not at all, and can be run again."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import col, func, select

from db.commands.cells import cell_differences
from db.engine import open_engine, reading
from db.models import ImportBatch, Rating
from db.queries.scorers import engineer_tallies
from db.queries.tallies import team_tallies
from gamify.seasons import Calendar
from tests.db.interrupted_import import CHUNKS, run

ROOT = Path(__file__).resolve().parents[2]

#: Lines of the import's output after which it is killed, and how many seconds later.
MOMENTS = [(1, 0.0), (CHUNKS // 2, 0.02), (CHUNKS, 0.05), (CHUNKS + 1, 0.0), (CHUNKS + 1, 0.01)]


def import_and_kill(url: str, lines: int, later: float) -> None:
    """Start an import as a process of its own and kill it."""
    program = [sys.executable, "-m", "tests.db.interrupted_import", url]
    with subprocess.Popen(program, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(lines):
            assert process.stdout.readline() != b""
        time.sleep(later)
        process.kill()


def standings(engine: Engine) -> list[tuple[object, ...]]:
    """Sums of teams and engineers by name; the ids of a killed import may stay unused."""
    year: dict[str, Any] = {"first": date(2026, 1, 1), "last": date(2026, 12, 31)}
    with reading(engine) as session:
        assert cell_differences(session, calendar=Calendar()) == []
        teams = team_tallies(session, **year)
        engineers = engineer_tallies(session, **year)
    return sorted(
        [(team.name, team.stars.as_tuple(), team.tickets, team.last_rated_at) for team in teams]
        + [(one.name, one.units.as_tuple(), one.team, one.reached) for one in engineers],
        key=str,
    )


@pytest.mark.parametrize(("lines", "later"), MOMENTS)
def test_a_killed_import_is_whole_or_absent_and_can_be_repeated(
    engine: Engine,
    database_url: str,
    sqlite_pattern: Path,
    tmp_path: Path,
    lines: int,
    later: float,
) -> None:
    calm = tmp_path / "calm.db"
    calm.write_bytes(sqlite_pattern.read_bytes())
    run(f"sqlite:///{calm}")
    undisturbed = open_engine(f"sqlite:///{calm}")

    import_and_kill(database_url, lines, later)

    with reading(engine) as session:
        ratings = session.exec(select(func.count(col(Rating.id)))).one()
        batches = session.exec(select(func.count(col(ImportBatch.id)))).one()
    assert (batches, ratings) in {(0, 0), (1, 4000)}
    run(database_url)
    assert standings(engine) == standings(undisturbed)
    undisturbed.dispose()
