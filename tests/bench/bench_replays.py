"""Plays random sequences of decisions, and replays each from its log to the same state.

CROWNBOARD_BENCH_REPLAYS="200" is how many. A sequence that ends elsewhere than its replay, or with
cells that differ from a recount, ends the benchmark with the difference.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

from db.engine import migrate, open_engine
from tests.bench.report import Figure
from tests.db.replayed import at_random, every_step, everything, filled, play_and_replay

SEQUENCES = int(os.environ.get("CROWNBOARD_BENCH_REPLAYS", "200"))


def measure(folder: Path) -> list[Figure]:
    """How many sequences ended alike, and what a decision and its replay take."""
    url = f"sqlite:///{folder / 'replays.db'}"
    engine = open_engine(url)
    migrate(engine)
    engine.dispose()
    base, steps = filled(url, everything), every_step(folder)
    seen, alike, began = Counter[str](), 0, time.process_time()
    for seed in range(SEQUENCES):
        seen += play_and_replay(base, at_random(seed, steps))
        alike += 1
    spent = time.process_time() - began
    base.dispose()
    return [
        Figure("sequences that replay to the same state", alike, "", SEQUENCES, least=True),
        Figure("decisions in them", seen.total(), ""),
        Figure("kinds of decisions in them", len(seen), ""),
        Figure("deciding, replaying and comparing", spent / seen.total() * 1000, "ms a decision"),
    ]
