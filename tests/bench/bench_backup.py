"""Backs a database up again and again while others post, restores it, and compares every figure.

CROWNBOARD_BENCH_ROUNDS="20" is how often for each kind of database; CROWNBOARD_BENCH_KINDS="SQLite
PostgreSQL" which ones.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from db.backup import write_backup
from db.commands.cells import cell_differences
from db.engine import migrate, open_engine, reading
from db.restore import restore_backup
from gamify.access import console
from gamify.seasons import Calendar
from tests.bench.light import databases
from tests.bench.report import Figure
from tests.db.all_figures import standings_of
from tests.db.busy import STEPS_BEFORE, steps_in, take_steps
from tests.factories import NOW

ROUNDS = int(os.environ.get("CROWNBOARD_BENCH_ROUNDS", "20"))
KINDS = os.environ.get("CROWNBOARD_BENCH_KINDS", "SQLite PostgreSQL").split()


def measure(folder: Path) -> list[Figure]:
    """How many backups were made while somebody wrote, and how many weren't one state."""
    figures: list[Figure] = []
    with databases(folder) as urls:
        for kind in KINDS:
            figures += _of_one(urls[kind], folder / kind, kind)
    return figures


def _of_one(url: str, folder: Path, kind: str) -> list[Figure]:
    folder.mkdir()
    engine = open_engine(url)
    migrate(engine)
    take_steps(engine, range(STEPS_BEFORE))
    over, taken = threading.Event(), [STEPS_BEFORE]

    def write() -> None:
        while not over.is_set():
            take_steps(engine, [taken[0]])
            taken[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    between = []
    try:
        for number in range(ROUNDS):
            before = taken[0]
            write_backup(engine, folder / f"{number}.backup", now=NOW)
            between.append(taken[0] - before)
    finally:
        over.set()
        writer.join()
        engine.dispose()
    differing = sum(not _is_one_state(folder, number) for number in range(ROUNDS))
    return [
        Figure(f"{kind}: backups while somebody wrote", ROUNDS, ""),
        Figure(f"{kind}: writes during them", sum(between), "", bound=1, least=True),
        Figure(f"{kind}: backups that differ from any state", differing, "", bound=0),
    ]


def _is_one_state(folder: Path, number: int) -> bool:
    """Whether what is restored equals a database with as many steps as the log in it tells."""
    restored = open_engine(f"sqlite:///{folder / f'{number}.db'}")
    restore_backup(restored, folder / f"{number}.backup", actor=console("bench"), now=NOW)
    with reading(restored) as session:
        steps = steps_in(session)
        found = standings_of(session)
        is_sound = cell_differences(session, calendar=Calendar()) == []
    restored.dispose()
    again = open_engine(f"sqlite:///{folder / f'{number}-again.db'}")
    migrate(again)
    take_steps(again, range(steps))
    with reading(again) as session:
        is_equal = standings_of(session) == found
    again.dispose()
    return is_sound and is_equal
