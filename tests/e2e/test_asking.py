"""A customer rates on a phone: without scripts by one button, with scripts by the click itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine
from sqlmodel import col, select

from db.commands.asking import ask_about
from db.engine import migrate, open_engine, reading, writing
from db.models import Rating
from db.settings import Settings
from gamify.access import console
from tests.e2e.served import serve_process

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "locale": "ru-RU",
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1",
}
WORDS = "Спасибо <b>большое</b> )))"
#: What a browser says that nobody steers; the tests' own does otherwise.
UNSTEERED = "Object.defineProperty(Navigator.prototype, 'webdriver', {get: () => false})"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """An empty database."""
    path: Path = tmp_path_factory.mktemp("asking") / "crownboard.db"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def address(database: Engine) -> Iterator[str]:
    """A server that takes ratings, where reading asks for a sign-in."""
    url = database.url.render_as_string(hide_password=False)
    told = {"CROWNBOARD_ASKING": "true", "CROWNBOARD_OPEN_READING": "false"}
    with serve_process(url, settings=told) as (address, _):
        yield address


def link(engine: Engine, address: str, ticket: str) -> str:
    """The link of a mail that was delivered five minutes ago."""
    settings = Settings(database_url=engine.url.render_as_string(hide_password=False))
    with writing(engine) as session:
        token = ask_about(
            session,
            ticket=ticket,
            customer=f"{ticket}@example.com",
            settings=settings,
            actor=console("lead"),
            now=datetime.now(UTC) - timedelta(minutes=5),
        )
    return f"{address}/rate/{token}"


def stored(engine: Engine) -> list[tuple[int, str | None]]:
    with reading(engine) as session:
        rows = session.exec(select(Rating).order_by(col(Rating.id)))
        return [(row.stars, row.comment) for row in rows]


def opened(browser: Browser, address: str, *, script: bool, is_steered: bool = False) -> Page:
    page = browser.new_context(java_script_enabled=script, **PHONE).new_page()
    if script and not is_steered:
        page.add_init_script(UNSTEERED)
    page.goto(address)
    return page


def test_without_scripts_one_press_then_words_then_another_star(
    browser: Browser, database: Engine, address: str
) -> None:
    page = opened(browser, f"{link(database, address, 'off')}?stars=4", script=False)
    expect(page.get_by_role("button", name="Отправить 4 звезды")).to_be_visible()
    before = stored(database)

    page.get_by_role("button", name="Отправить 4 звезды").click()
    expect(page.get_by_role("heading", name="Спасибо!")).to_be_visible()
    rated = stored(database)
    page.get_by_label("Хотите добавить пару слов?").fill(WORDS)
    page.get_by_role("button", name="Отправить отзыв").click()
    expect(page.get_by_role("status")).to_have_text("Ваш отзыв сохранён.")
    page.get_by_text("Изменить мою оценку").click()
    page.get_by_role("button", name="5 – вау").click()
    expect(page.get_by_role("status")).to_have_text("Ваша оценка изменена.")

    assert (before, rated) == ([], [(4, None)])
    assert stored(database) == [(5, WORDS)]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.context.close()


def test_with_scripts_the_click_in_the_mail_is_the_rating(
    browser: Browser, database: Engine, address: str
) -> None:
    known = len(stored(database))
    steered = opened(
        browser, f"{link(database, address, 'robot')}?stars=1", script=True, is_steered=True
    )
    touched = opened(browser, f"{link(database, address, 'touch')}?stars=5", script=True)
    touched.mouse.move(40, 40)
    expect(touched.get_by_role("heading", name="Спасибо!")).to_be_visible(timeout=2_500)
    seen = opened(browser, f"{link(database, address, 'seen')}?stars=3", script=True)
    seen.bring_to_front()
    expect(seen.get_by_role("heading", name="Спасибо!")).to_be_visible(timeout=9_000)

    expect(steered.get_by_role("heading", name="Как мы справились?")).to_be_visible()
    assert stored(database)[known:] == [(5, None), (3, None)]
    for page in (steered, touched, seen):
        page.context.close()
