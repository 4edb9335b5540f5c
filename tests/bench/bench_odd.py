"""Sends every odd word to every place that takes words: addresses, bodies, the command line."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from unittest.mock import patch

from pages.ui import reads
from tests.api.programs import Program, token_with
from tests.bench.report import Figure
from tests.hostile import planted_database
from tests.odd_words import LINES, ODD, is_fine, places, problem_of
from tests.post import KEY


def measure(folder: Path) -> list[Figure]:
    """How many were sent, and how many were answered by anything but a yes or a no."""
    kept = planted_database(folder, now=datetime.now(UTC))
    told = {"CROWNBOARD_DATABASE_URL": kept.database_url, "CROWNBOARD_SECRET_KEY": KEY}
    with patch.dict(os.environ, told):
        reads.forget()
        program = Program(token_with(reads.engine()))
        asked = list(product(places(), ODD))
        wrong = [
            f"{place} {word[:20]!a}"
            for place, word in asked
            if not is_fine(place.ask(program, word))
        ]
        lines = list(product(LINES, ODD))
        for line, word in lines:
            problem = problem_of([word if part == "?" else part for part in line.split(" ")])
            wrong += [f"{line} {word[:20]!a}: {problem!a}"] if problem else []
        reads.forget()
    for one in wrong:
        print(f"  {one}")
    return [
        Figure("odd words in addresses and bodies", len(asked), ""),
        Figure("odd words on the command line", len(lines), ""),
        Figure("answered otherwise than by a sentence", len(wrong), "", bound=0),
    ]
