"""The page “Data” on a small database, seen by an administrator who has signed in."""

from __future__ import annotations

import pytest

from db.commands.accounts import create_account
from db.engine import open_engine, writing
from gamify.access import Visitor, Way, console
from gamify.rights import Role
from pages.ui import reads
from tests.factories import NOW
from tests.post import KEY

ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """No ratings yet; Ada administers, and a team needs two ratings to be ranked."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    monkeypatch.setenv("CROWNBOARD_MIN_RATINGS_TEAM", "2")
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        create_account(
            session, login="ada", role=Role.ADMINISTRATOR, actor=console("test"), now=NOW
        )
    engine.dispose()
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: ADA)
    return sqlite_url
