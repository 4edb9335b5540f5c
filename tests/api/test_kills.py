"""A few kills of the server under load; `python -m tests.bench kills` does two hundred."""

from __future__ import annotations

import random
from pathlib import Path

from tests.bench.bench_contract import contract_failures
from tests.bench.bench_kills import kill_often


def test_what_was_acknowledged_outlives_a_kill_and_nothing_is_there_by_half(tmp_path: Path) -> None:
    found = kill_often(f"sqlite:///{tmp_path / 'kills.db'}", kills=3, rng=random.Random(1))

    assert found.acknowledged > 0
    assert (found.lost, found.doubled, found.halves, found.differences) == (0, 0, 0, 0)
    assert found.odd == ()


def test_the_api_does_what_its_document_says(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    url = f"sqlite:///{tmp_path / 'contract.db'}"

    failed = contract_failures(url, examples=2, report=report, phases="examples,fuzzing")

    assert not failed, report.read_text(encoding="utf-8")
