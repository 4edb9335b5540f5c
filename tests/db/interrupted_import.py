"""Imports a made-up file into the database given as the argument; a test kills it meanwhile."""

from __future__ import annotations

import sys
from datetime import date, timedelta

from db.engine import open_engine, writing
from gamify.ingest.rows import CleanChunk
from tests.factories import Row, chunk_of, store

#: Chunks of the file, and rows of a chunk.
CHUNKS, ROWS = 12, 400


def rows_of(chunk: int) -> list[Row]:
    """Rows with several engineers, teams, kinds and days."""
    return [
        Row(
            ticket=f"T{number}",
            stars=(5, 5, 4, 5, 1, 0)[number % 6],
            owner=f"Engineer {number % 17}",
            team=f"Team {number % 17 % 3}",
            day=date(2026, 1, 5) + timedelta(days=number % 200),
            helpers=("Ann",) if number % 9 == 0 else (),
        )
        for number in range(chunk * ROWS, (chunk + 1) * ROWS)
    ]


def run(url: str) -> None:
    """Import everything as one batch; each chunk is announced on standard output."""
    engine = open_engine(url)
    with writing(engine, trusted=True) as session:
        store(session, chunks=(_announced(chunk) for chunk in range(CHUNKS)))
        sys.stdout.write("stored\n")
        sys.stdout.flush()
    engine.dispose()


def _announced(number: int) -> CleanChunk:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()
    return chunk_of(rows_of(number))


if __name__ == "__main__":
    run(sys.argv[1])
