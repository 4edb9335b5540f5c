"""The sources that a file may be of."""

from __future__ import annotations

from db.demo.presence import SOURCE as DEMO
from db.engine import reading
from db.queries.file_mappings import source_names
from pages.ui import reads
from pages.ui.data.draft import USUAL_SOURCE


def known_sources() -> list[str]:
    """All but the demo's, which nobody's file is of."""
    with reading(reads.engine()) as session:
        names = source_names(session)
    return [name for name in dict.fromkeys([*names, USUAL_SOURCE]) if name != DEMO]
