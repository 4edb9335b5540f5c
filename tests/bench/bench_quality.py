"""A look through a million ratings for what could be mended; a third of them is there twice.

On the embedded database, or on CROWNBOARD_BENCH_URL. A reader holds nobody up: what counts is how
long the page "Data" shows its bar. CROWNBOARD_BENCH_ROWS says how many ratings there are.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlmodel import Session

from cli.main import main
from db.engine import open_engine, reading
from db.quality import look_through
from db.queries.columns import empty_columns
from db.queries.doubles import doubled_ratings
from db.queries.quality import (
    coarse_sources,
    future_ratings,
    lone_teams,
    ownerless_ratings,
    teamless_people,
    ticketless_ratings,
)
from gamify.seasons import Calendar
from tests.bench.bench_import import ROWS, write_file
from tests.bench.report import Figure

NOW = datetime(2025, 6, 1, tzinfo=UTC)
#: How much longer than counting and adding up all ratings plainly it may take.
MOST = 40


def measure(folder: Path) -> list[Figure]:
    """Seconds of each look, and of all in proportion to a plain sum over all ratings."""
    engine = filled(folder)
    looks: dict[str, Callable[[Session], Any]] = {
        "teams with nobody in them": lone_teams,
        "people without a team": teamless_people,
        "future dates": lambda session: future_ratings(session, today=date(2025, 6, 1)),
        "without a ticket": ticketless_ratings,
        "without an owner": ownerless_ratings,
        "there twice": doubled_ratings,
        "empty columns": empty_columns,
        "coarse sources": lambda session: coarse_sources(session, first=date(2025, 4, 1)),
    }
    figures = [Figure(name, timed(engine, look), "s") for name, look in looks.items()]
    whole = timed(engine, lambda session: look_through(session, calendar=Calendar(), now=NOW))
    plain = timed(engine, lambda session: session.execute(text(PLAIN)).all())
    engine.dispose()
    return [
        *figures,
        Figure("all of it", whole, "s"),
        Figure("all of it over a plain sum", whole / plain, "×", MOST),
    ]


PLAIN = "SELECT COUNT(*), SUM(stars), SUM(day) FROM rating"


def timed(engine: Engine, look: Callable[[Session], Any]) -> float:
    """The best of three."""
    best = float("inf")
    for _ in range(3):
        began = time.perf_counter()
        with reading(engine) as session:
            look(session)
        best = min(best, time.perf_counter() - began)
    return best


def filled(folder: Path) -> Engine:
    """Two thirds by one import, and the first half of them by another one of another source."""
    url = os.environ.get("CROWNBOARD_BENCH_URL", f"sqlite:///{folder / 'quality.db'}")
    os.environ["CROWNBOARD_DATABASE_URL"] = url
    for source, rows in (("desk", ROWS * 2 // 3), ("copy", ROWS // 3)):
        file = folder / f"{source}.csv"
        write_file(file, rows=rows, rng=random.Random(1))
        assert main(["import", str(file), "--source", source]) == 0
    return open_engine(url)
