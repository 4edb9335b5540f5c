"""The pages of a person and of a team, opened as somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from gamify.access import Visitor
from pages.ui import reads
from pages.ui.my_season import reading as my_season
from pages.ui.team import reading as team

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"

Open = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of its own, and nothing read before."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    for module in (my_season, team):
        module.forget()
    yield sqlite_url
    for module in (my_season, team):
        module.forget()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Opens a page as somebody, with an address."""

    def open_page(name: str, who: Visitor, **address: str) -> AppTest:
        monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: who)
        page = AppTest.from_file(str(FRAME), default_timeout=60)
        for key, value in address.items():
            page.query_params[key] = value
        page.switch_page(str(FRAME.parents[1] / f"{name}.py"))
        page.run()
        assert not page.exception
        return page

    return open_page
