"""Restores the backup given second into the database given first; a test kills it meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path

from db.engine import open_engine
from db.restore import restore_backup
from gamify.access import console
from tests.factories import NOW


def run(url: str, path: Path) -> None:
    """Restore by force; how far it is is told on standard output."""
    engine = open_engine(url)

    def tell(rows: int, of: int) -> None:
        sys.stdout.write(f"{rows} of {of}\n")
        sys.stdout.flush()

    restore_backup(engine, path, force=True, actor=console("test"), now=NOW, progress=tell)
    sys.stdout.write("restored\n")
    sys.stdout.flush()
    engine.dispose()


if __name__ == "__main__":
    run(sys.argv[1], Path(sys.argv[2]))
