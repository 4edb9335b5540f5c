"""What a start does to the database before anything is served."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from db.engine import migrate, open_engine, reading, writing
from db.queries.tallies import rated_days
from gamify.seasons import Calendar
from pages.ui import reads
from tests.factories import Row, store


def test_a_changed_time_zone_cuts_the_days_anew(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = open_engine(sqlite_url)
    migrate(engine)
    with writing(engine) as session:
        store(session, Row(at=datetime(2026, 10, 1, 23, 30, tzinfo=UTC)), calendar=Calendar())
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_TIME_ZONE", "Europe/Moscow")
    reads.forget()

    reads.prepare_database()

    with reading(engine) as session:
        assert rated_days(session) == (date(2026, 10, 2), date(2026, 10, 2))
