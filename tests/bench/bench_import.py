"""Importing a million CSV rows against csv + sqlite3.executemany into one plain table.

Both are whole processes on the same file, in turn, three times; the medians are compared.
"""

from __future__ import annotations

import csv
import os
import random
import statistics
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.bench.report import Figure

ROWS = int(os.environ.get("CROWNBOARD_BENCH_ROWS", "1000000"))
ROUNDS = 3
WORDS = [
    "thanks",
    "fast",
    "reply",
    "solved",
    "quickly",
    "great",
    "help",
    "again",
    "отлично",
    "спасибо",
    "помогли",
    "issue",
    "network",
    "very",
    "kind",
    "patient",
    "schnell",
    "gelöst",
    "gracias",
    "todo",
    "bien",
    "感谢",
]
HEADER = [
    "Ticket ID",
    "Agent",
    "Team",
    "Category",
    "Priority",
    "Channel",
    "Opened",
    "Rated at",
    "Score",
    "Comment",
]
PLAIN = """
import csv, sqlite3, sys
base = sqlite3.connect(sys.argv[2])
base.execute("CREATE TABLE rating (a, b, c, d, e, f, g, h, i, j)")
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    next(rows)
    base.executemany("INSERT INTO rating VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
base.commit()
"""


def write_file(path: Path, *, rows: int, rng: random.Random) -> None:
    """A department of 300 engineers in 20 teams over two years; one row a rated ticket."""
    start = datetime(2024, 1, 1, tzinfo=UTC)
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(HEADER)
        for number in range(rows):
            opened = start + timedelta(minutes=number)
            agent = rng.randrange(300)
            out.writerow(
                [
                    100_000 + number,
                    f"Agent Number{agent}",
                    f"Team {agent % 20}",
                    f"Category {rng.randrange(10)}",
                    rng.choice(("Low", "Medium", "High")),
                    rng.choice(("Email", "Chat")),
                    f"{opened:%Y-%m-%d %H:%M:%S}",
                    f"{opened + timedelta(hours=5):%Y-%m-%d %H:%M:%S}",
                    rng.choices((5, 4, 3, 2, 1), (93, 4, 1, 1, 1))[0],
                    " ".join(rng.choices(WORDS, k=rng.randrange(14))),
                ]
            )


def run(command: list[str], **environment: str) -> tuple[float, float]:
    """Wall seconds and peak megabytes of a whole process; a failing one raises."""
    began = time.perf_counter()
    child = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def measure(folder: Path) -> list[Figure]:
    """The rate of our import as a share of the plain one's, and its peak memory."""
    file = folder / "ratings.csv"
    write_file(file, rows=ROWS, rng=random.Random(1))
    plain, ours, peaks = [], [], []
    for turn in range(ROUNDS):
        seconds, _ = run([sys.executable, "-c", PLAIN, str(file), str(folder / f"{turn}.plain")])
        plain.append(seconds)
        seconds, peak = run(
            [sys.executable, "-m", "gamify", "import", str(file)],
            CROWNBOARD_DATABASE_URL=f"sqlite:///{folder / f'{turn}.db'}",
        )
        ours.append(seconds)
        peaks.append(peak)
    slow, fast = statistics.median(ours), statistics.median(plain)
    return [
        Figure("csv + executemany", fast, "s"),
        Figure("import", slow, "s"),
        Figure("rate of the import over the plain one's", fast / slow, "×", 0.4, least=True),
        Figure("peak memory of the import", max(peaks), "MB", 400),
    ]
