"""Ratings posted to the API: singly at a steady pace, and by 10,000, on either kind of database.

Load comes from other processes. CROWNBOARD_BENCH_POST_SECONDS="20" is how long the pace is kept,
CROWNBOARD_BENCH_POST_RATE="300" what it is.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from db.bulk import insert_rows
from db.engine import open_engine, writing
from db.models import Guess
from tests.bench.light import ROOT, databases, light_server, prepared
from tests.bench.report import Figure

RATE = float(os.environ.get("CROWNBOARD_BENCH_POST_RATE", "300"))
SECONDS = float(os.environ.get("CROWNBOARD_BENCH_POST_SECONDS", "20"))
BATCHES, ROWS, CLIENTS = 8, 10_000, 3


def measure(folder: Path) -> list[Figure]:
    """Both kinds of database, each with a server of its own."""
    figures: list[Figure] = []
    with databases(folder) as urls:
        for kind, url in urls.items():
            figures += _posted(kind, url)
    return figures


def _posted(kind: str, url: str) -> list[Figure]:
    token = prepared(url)
    with light_server(url) as server:
        warm = ["0", "3", "1"]
        _load(server.port, token, warm, "warm", clients=1)
        cpu = server.cpu
        singly = _load(server.port, token, [str(RATE / CLIENTS), str(SECONDS), "1"], "single")
        times = sorted(time_ for one in singly for time_ in one["times"])
        cpu = (server.cpu - cpu) / len(times)
        took = max(SECONDS, *(sum(one["seconds"]) for one in singly))
        many = _load(server.port, token, ["0", str(BATCHES), str(ROWS)], "batch", clients=1)[0]
    pace = BATCHES * ROWS / sum(many["times"])
    raw = _raw_pace(url)
    return [
        Figure(f"{kind}: posts a second", len(times) / took, "", RATE * 0.97, least=True),
        Figure(f"{kind}: median", statistics.median(times) * 1000, "ms"),
        Figure(f"{kind}: 99th percentile", times[int(len(times) * 0.99)] * 1000, "ms"),
        Figure(f"{kind}: processor time of a post", cpu * 1000, "ms"),
        Figure(f"{kind}: rows a second in batches of {ROWS}", pace, ""),
        Figure(f"{kind}: raw inserts of two rows for each", raw / pace, "times as fast"),
    ]


def _load(
    port: int, token: str, told: list[str], name: str, *, clients: int = CLIENTS
) -> list[dict[str, list[float]]]:
    command = [sys.executable, "-m", "tests.bench.poster", str(port), token, *told]
    running = [
        subprocess.Popen([*command, f"{name}{at}"], cwd=ROOT, stdout=subprocess.PIPE)
        for at in range(clients)
    ]
    return [json.loads(one.communicate(timeout=600)[0]) for one in running]


def _raw_pace(url: str) -> float:
    """Rows a second where two small rows are inserted for each, and nothing else is done."""
    engine = open_engine(url)
    table = Guess.metadata.tables["guess"]
    began = time.perf_counter()
    with writing(engine, trusted=True) as session:
        rows = ((f"raw{at}", 1, at, at) for at in range(2 * BATCHES * ROWS))
        insert_rows(session, table, ("key", "failures", "last_at", "blocked_until"), rows)
    took = time.perf_counter() - began
    engine.dispose()
    return BATCHES * ROWS / took
