"""The wall on a database of its own, with nothing kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from pages.ui import reads
from pages.ui.wall import picture


@pytest.fixture(autouse=True)
def fresh_wall(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Forget what another test has made; with an engine, let the wall read its database."""
    if "engine" in request.fixturenames:
        monkeypatch.setenv("CROWNBOARD_DATABASE_URL", request.getfixturevalue("database_url"))
    reads.forget()
    picture.forget()
    yield
    reads.forget()
    picture.forget()


@pytest.fixture
def wall(engine: Engine) -> Engine:
    """A database that the wall reads."""
    return engine
