"""A lead's journey on the page about fair play, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from db.engine import migrate, open_engine, writing
from tests.e2e.served import serve
from tests.factories import Row, store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = "<img src=x onerror=window.harmed=1> :red[x] $x$ ![a](https://example.com/a.png) :)))"


@pytest.fixture
def address(empty_database: str) -> Iterator[str]:
    """A server whose only season has six ratings of one customer for Ann."""
    engine = open_engine(empty_database)
    migrate(engine)
    first = date(2026, 4, 6)
    mine = [
        Row(f"{HOSTILE}{n}", day=first + timedelta(days=n), requester=HOSTILE, comment=HOSTILE)
        for n in range(6)
    ]
    others = [Row(f"B{n}", stars=0, owner="Bob", day=first) for n in range(54)]
    with writing(engine) as session:
        store(session, *mine, *others)
    engine.dispose()
    with serve(empty_database) as served:
        yield served


def test_a_lead_excludes_ratings_and_takes_it_back(page: Page, address: str) -> None:
    page.goto(f"{address}/fair_play?season=2026-Q2")
    expect(page.locator(".flag h3")).to_have_text("Ann")
    expect(page.locator(".flag .comment").first).to_have_text(HOSTILE)
    expect(page.get_by_role("button", name="Fine", exact=True)).to_be_disabled()

    page.get_by_role("textbox", name="Your name").fill("Lea")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Exclude ratings …").click()
    page.get_by_test_id("stPopoverBody").get_by_role("button", name="6", exact=True).click()
    page.get_by_role("combobox", name="Reason").click()
    page.get_by_role("option", name="counted twice").click()
    page.get_by_role("button", name="Exclude the chosen ratings").click()

    expect(page.get_by_text("No open flags")).to_be_visible()
    page.get_by_text("1 decided flag").click()
    expect(page.locator(".flag .verdict")).to_contain_text("5 ratings excluded by Lea")
    expect(page.locator(".flag li .badge")).to_have_count(5)
    # What unfolds is still moving: a mouse as fast as this one would lift beside the button.
    page.get_by_role("button", name="Take back").press("Enter")
    expect(page.get_by_text("1 open flag")).to_be_visible()
    expect(page.locator(".flag li .badge")).to_have_count(0)
    assert page.evaluate("window.harmed") is None


def test_the_head_leads_to_another_season_and_language(page: Page, address: str) -> None:
    page.goto(f"{address}/fair_play?season=2026-Q2")
    expect(page.locator(".flag h3")).to_have_text("Ann")

    page.get_by_role("button", name="RU (Русский)").click()
    expect(page.get_by_text("1 открытый флаг")).to_be_visible()
    page.get_by_role("button", name="Месяц", exact=True).click()

    expect(page.locator(".head .title .figure")).to_contain_text("2026")
    expect(page).to_have_url(f"{address}/fair_play?season=2026-06&lang=ru")
