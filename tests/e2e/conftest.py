"""A real browser on the real product, with a database of the demo and an empty one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from sqlalchemy import Engine

from db.demo.seed import seed_demo
from db.engine import migrate, open_engine
from gamify.seasons import Calendar
from tests.conftest import require
from tests.e2e.chromium import CHROMIUM, PATH
from tests.e2e.served import serve


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    require(PATH.exists(), "Chromium is missing: apt-get install chromium")
    # What has a promised time says so itself; the rest may come late on a machine that is busy.
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """The demo's database, as another process sees it."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'crownboard.db'}")
    migrate(engine)
    seed_demo(engine, now=datetime.now(UTC), calendar=Calendar())
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def demo_address(demo_engine: Engine) -> Iterator[str]:
    """The address of a server with the demo season."""
    with serve(demo_engine.url.render_as_string(hide_password=False)) as address:
        yield address


@pytest.fixture
def empty_database(sqlite_url: str) -> str:
    """The address of an empty database; it is migrated, which takes a server a second."""
    return sqlite_url


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh visitor on a laptop; an error in the page's script fails the test."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    # What is still being fetched for a route would fail in the next test.
    page.unroute_all(behavior="ignoreErrors")
    context.close()
    assert errors == []
