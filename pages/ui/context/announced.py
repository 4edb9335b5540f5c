"""What is announced and what rests today, as the head of the page shows it."""

from __future__ import annotations

from db.engine import reading
from gamify.errors import DatabaseRefused
from pages.ui import reads
from pages.ui.notices import Notice, notices_of


def current_notices(language: str) -> tuple[Notice, ...]:
    """Pauses and announcements of today; none while the database is away: the page says so."""
    try:
        day = reads.clock.look().day
        with reading(reads.engine()) as session:
            return notices_of(session, today=day, language=language)
    except DatabaseRefused:
        return ()
