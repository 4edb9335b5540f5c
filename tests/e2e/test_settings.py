"""Settings in a real browser: changed with their effect, taken over by another server, put back."""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine
from sqlmodel import col, select

from api.cookies import SIGN_IN
from db.engine import migrate, open_engine, reading, writing
from db.models import Membership
from tests.api.visiting import account, token_of
from tests.e2e.served import serve
from tests.factories import Row, store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Alpha with 25 ratings, Beta with 21, and an administrator."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('settings') / 'crownboard.db'}")
    migrate(engine)
    with writing(engine) as session:
        store(
            session,
            *[Row(f"A{n}") for n in range(25)],
            *[Row(f"B{n}", owner="Bob", team="Beta") for n in range(21)],
        )
    account(engine, "ada")
    yield engine
    engine.dispose()


@pytest.fixture(scope="module")
def servers(engine: Engine) -> Iterator[tuple[str, str]]:
    """Two servers that share the database."""
    url = engine.url.render_as_string(hide_password=False)
    with serve(url) as one, serve(url) as other:
        yield one, other


def organisation(address: str) -> str:
    with urllib.request.urlopen(f"{address}/api/v1/board", timeout=10) as answer:
        return str(json.load(answer)["organisation"])


def enter(page: Page, address: str, engine: Engine) -> None:
    page.context.add_cookies([{"name": SIGN_IN, "value": token_of(engine, 1), "url": address}])


def test_a_change_is_seen_saved_followed_and_put_back(
    page: Page, engine: Engine, servers: tuple[str, str]
) -> None:
    one, other = servers
    enter(page, one, engine)
    page.goto(f"{one}/settings?lang=en")

    page.get_by_label("Ratings a team needs").fill("22")
    page.get_by_label("Ratings a team needs").press("Enter")
    expect(page.get_by_text("1 team would no longer be ranked: Beta.")).to_be_visible()
    page.get_by_label("Name of the organisation").fill("South")
    page.get_by_label("Name of the organisation").press("Enter")
    expect(page.get_by_text("Open pages and screens follow within seconds.")).to_be_visible()
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Saved; it holds everywhere within a second.").last).to_be_visible()

    saved = time.monotonic()
    while organisation(other) != "South":
        assert time.monotonic() - saved < 1.5
        time.sleep(0.05)
    assert organisation(one) == "South"
    page.get_by_role("button", name="Put the last change back").click()
    expect(page.get_by_text("It is as it was before.").last).to_be_visible()
    assert organisation(one) == "Technical support"


def test_a_transfer_is_looked_at_and_done(
    page: Page, engine: Engine, servers: tuple[str, str]
) -> None:
    enter(page, servers[0], engine)
    # A list closes when the page scrolls, as it does for a field at the lower edge.
    page.set_viewport_size({"width": 1440, "height": 1400})
    page.goto(f"{servers[0]}/settings?section=people&lang=en")

    page.get_by_label("Whom").click()
    page.get_by_role("option", name="Bob").click()
    page.get_by_label("Team", exact=True).filter(visible=True).click()
    page.get_by_role("option", name="Alpha").click()
    page.get_by_role("button", name="See what would change").click()
    expect(page.get_by_text("This would happen")).to_be_visible()
    page.get_by_role("button", name="Do it").click()
    expect(page.get_by_text("Bob is in Alpha from")).to_be_visible()

    with reading(engine) as session:
        teams = session.exec(
            select(Membership.team_id)
            .where(Membership.engineer_id == 2)
            .order_by(col(Membership.since))
        ).all()
    assert teams == [2, 1]
    assert "section=people" in page.url
