"""A night ends and a day begins: a draft lives through a reload, the next shift ticks it off."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from gamify.rights import Role
from tests.api.visiting import account, token_of

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

LINE = "D-4711 ждёт звонка до полудня"


def sign_in(page: Page, engine: Engine, address: str, login: str, engineer: int) -> None:
    number = account(engine, login, Role.ENGINEER, engineer_id=engineer, password=None)
    token = token_of(engine, number)
    page.context.add_cookies([{"name": SIGN_IN, "value": token, "url": address}])


def test_a_night_s_draft_lives_through_a_reload_and_the_day_ticks_it_off(
    browser: Browser, page: Page, demo_engine: Engine, demo_address: str
) -> None:
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, color_scheme="dark", reduced_motion="reduce"
    )
    night, draft = phone.new_page(), "textarea[name=ticket]"
    sign_in(night, demo_engine, demo_address, "night", 1)
    night.goto(f"{demo_address}/context?lang=ru")
    night.locator(draft).fill(LINE, timeout=30_000)
    night.reload()
    expect(night.locator(draft)).to_have_value(LINE, timeout=30_000)
    night.get_by_role("button", name="Сохранить заметку").click()
    expect(night.locator(".notes .item").first).to_contain_text(LINE)
    expect(night.locator(draft)).to_have_value("")
    expect(night.get_by_role("combobox").first).to_have_value("Все команды")
    # Nothing runs out of the screen.
    assert night.evaluate("document.documentElement.scrollWidth") <= 390
    phone.close()

    sign_in(page, demo_engine, demo_address, "day", 2)
    page.goto(f"{demo_address}/context?lang=en")
    first = page.locator(".notes .item").first
    expect(first).to_contain_text(LINE, timeout=30_000)
    first.get_by_role("checkbox").click()
    ticked = page.locator(".notes .item.done", has_text=LINE)
    expect(ticked).to_contain_text("ticked off by")
    expect(first).not_to_contain_text(LINE)
    ticked.get_by_role("checkbox").click()
    expect(ticked).to_have_count(0)
    expect(first).to_contain_text(LINE)
