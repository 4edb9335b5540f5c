"""What tests of sources share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from db.engine import open_engine


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An engine on a fresh SQLite database, where the other one can't differ."""
    engine = open_engine(sqlite_url)
    yield engine
    engine.dispose()
