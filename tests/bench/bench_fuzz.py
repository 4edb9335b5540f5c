"""Broken ratings files: each is refused in a sentence, or taken in so that it can be taken back.

CROWNBOARD_BENCH_MINUTES says how long (1 by default), CROWNBOARD_BENCH_SEED by which chance. Files
that failed stay in the folder that the last line names.
"""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import shutil
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from unittest.mock import patch

import pyarrow.csv
import pyarrow.parquet
from sqlalchemy import Engine, text

from cli.main import main
from db.commands.cells import cell_differences
from db.engine import migrate, open_engine, reading
from gamify.seasons import Calendar
from tests.bench.bench_import import write_file
from tests.bench.mutations import BYTES, TEXT, Mutation, change_member, change_values, flip_one
from tests.bench.report import Figure

MINUTES = float(os.environ.get("CROWNBOARD_BENCH_MINUTES", "1"))
SEED = int(os.environ.get("CROWNBOARD_BENCH_SEED", "1"))
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
#: Rows of a file to be broken: enough for everything to occur, few enough for many files.
ROWS = 150
WISHES: tuple[tuple[str, ...], ...] = (
    (),
    (),
    (),
    ("--dates", "day-first"),
    ("--dates", "month-first"),
    ("--scale", "0-10"),
    ("--encoding", "cp1251"),
    ("--separator", ";"),
    ("--map", "score=Score"),
    ("--dry-run",),
)


@dataclass(frozen=True, slots=True)
class Whole:
    """A file that can be imported, and the ways to break its kind."""

    name: str
    content: bytes
    mutations: Sequence[Mutation]


def measure(folder: Path) -> list[Figure]:
    """How many files were tried, and how many ended in anything but a refusal or an import."""
    rng, wholes, trial = Random(SEED), whole_files(folder), Trial(folder)
    outcomes: Counter[str] = Counter()
    until = time.monotonic() + 60 * MINUTES
    while time.monotonic() < until:
        outcomes[trial.run(*broken(rng.choice(wholes), rng), rng)] += 1
    kept = tempfile.mkdtemp(prefix="crownboard-fuzz-") if trial.failures else ""
    for number, (name, content, words, problem) in enumerate(trial.failures):
        Path(kept, f"{number}-{name}").write_bytes(content)
        Path(kept, f"{number}.txt").write_text(f"{words}\n{problem}", encoding="utf-8")
        print(number, name, words, problem.strip().splitlines()[-1][:300])
    if kept:
        print(f"Files that failed: {kept}")
    return [
        Figure("broken files tried", outcomes.total(), ""),
        Figure("of them refused in a sentence", outcomes["refused"], ""),
        Figure("of them imported and taken back", outcomes["imported"], ""),
        Figure("ended otherwise", len(trial.failures), "", 0),
    ]


def whole_files(folder: Path) -> list[Whole]:
    """One of every format: real ones where they are beside the repository."""
    made = folder / "whole.csv"
    write_file(made, rows=ROWS, rng=Random(SEED))
    real = SHARED / "technical_support_2023.csv"
    texts = [made, *([real] if real.exists() else [])]
    shorter = [b"".join(path.read_bytes().splitlines(keepends=True)[:ROWS]) for path in texts]
    wholes = [Whole(f"{n}.csv", content, TEXT) for n, content in enumerate(shorter)]
    for n, content in enumerate(shorter):
        table = pyarrow.csv.read_csv(io.BytesIO(content))
        rows, sink = table.to_pylist(), io.BytesIO()
        pyarrow.parquet.write_table(table, sink)
        wholes.append(Whole(f"{n}.parquet", sink.getvalue(), BYTES))
        wholes.append(Whole(f"{n}.json", _json(rows), (*BYTES, change_values, change_values)))
        lines = b"\n".join(map(_json, rows))
        wholes.append(Whole(f"{n}.jsonl", lines, BYTES))
    if (calls := SHARED / "call_center_2021q1.xlsx").exists():
        book = _shorter_book(calls.read_bytes())
        wholes.append(Whole("calls.xlsx", book, (*BYTES, change_member, change_member)))
    payloads = sorted(SHARED.glob("payloads/**/*.json"))
    wholes += [Whole(path.name, path.read_bytes(), (change_values, flip_one)) for path in payloads]
    return wholes


def broken(whole: Whole, rng: Random) -> tuple[str, bytes]:
    """The name and content of a file that was broken in one to three ways."""
    content = whole.content
    for mutation in rng.choices(whole.mutations, k=rng.choice((1, 1, 2, 3))):
        # What was broken already may be too broken for a way that knows the format.
        with contextlib.suppress(ValueError, zipfile.BadZipFile, IndexError, TypeError):
            content = mutation(content, rng) or content
    return whole.name, content


class Trial:
    """Imports files into copies of one database, and looks at what became of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.url = f"sqlite:///{folder / 'trial.db'}"
        self.failures: list[tuple[str, bytes, Sequence[str], str]] = []
        self.pattern = folder / "pattern.db"
        first = folder / "first.csv"
        write_file(first, rows=20, rng=Random(0))
        with _settings(f"sqlite:///{self.pattern}"), _hushed():
            main(["import", str(first), "--source", "Pattern"])
        engine = open_engine(f"sqlite:///{self.pattern}")
        migrate(engine)
        self.before = stored(engine)
        engine.dispose()

    def run(self, name: str, content: bytes, rng: Random) -> str:
        """Import a file; "refused", "imported" or "failed", which is remembered."""
        path = self.folder / name
        path.write_bytes(content)
        words = ["import", str(path), *rng.choice(WISHES)]
        shutil.copy(self.pattern, self.folder / "trial.db")
        try:
            with _settings(self.url):
                outcome = self._look(words)
        except Exception:
            self.failures.append((name, content, words[2:], traceback.format_exc()))
            outcome = "failed"
        for left in self.folder.glob("trial.db-*"):
            left.unlink()
        # Imports turn it off for the rest of what is a process of its own else.
        gc.enable()
        return outcome

    def _look(self, words: list[str]) -> str:
        with _hushed() as said:
            code = main(words)
        engine = open_engine(self.url)
        try:
            if code:
                assert code == 2, f"exit code {code}"
                assert said.getvalue().count("\n") == 1, f"said {said.getvalue()!r}"
                assert stored(engine) == self.before, "something was written"
                return "refused"
            with reading(engine) as session:
                assert not cell_differences(session, calendar=Calendar()), "cells differ"
            if "--dry-run" not in words:
                with _hushed():
                    assert main(["import", "--undo", "2"]) == 0, "it can't be taken back"
            assert _ratings(stored(engine)) == _ratings(self.before), "something was left"
            return "imported"
        finally:
            engine.dispose()


def stored(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        return {
            name: sorted(map(tuple, connection.execute(text(f'SELECT * FROM "{name}"'))), key=repr)
            for name in names.all()
        }


def _ratings(tables: dict[str, list[tuple[object, ...]]]) -> list[object]:
    return [tables[name] for name in ("rating", "ticket", "credit", "cell", "engineer", "team")]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, default=str).encode()


def _shorter_book(content: bytes) -> bytes:
    """The same workbook with the first rows of its sheets."""
    shorter = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(shorter, "w") as new:
        for name in old.namelist():
            member = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                *rows, end = member.split(b"</row>")
                member = b"</row>".join([*rows[:ROWS], end])
            new.writestr(name, member, zipfile.ZIP_DEFLATED)
    return shorter.getvalue()


@contextlib.contextmanager
def _settings(url: str) -> Iterator[None]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    told = {**kept, "CROWNBOARD_DATABASE_URL": url, "LANG": "C.UTF-8"}
    with patch.dict(os.environ, told, clear=True):
        yield


@contextlib.contextmanager
def _hushed() -> Iterator[io.StringIO]:
    """What goes to the screen is kept; what is said about errors comes back."""
    said = io.StringIO()
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(said):
        yield said
