"""A new lead's journey from the start page to a running challenge, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from db.commands.challenges import edit_challenge
from db.engine import migrate, open_engine, writing
from db.models import Delivery
from gamify.access import console
from gamify.challenges.reading import read_criteria
from gamify.post import DAILY, DeliveryState, Mishap
from gamify.seasons import Calendar, SeasonKind, season_on
from tests.e2e.served import serve
from tests.factories import Row, store
from tests.receiver import Chat, free_port

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

HOSTILE = "<img src=x onerror=window.harmed=1> :red[x] $x$ ![a](https://example.com/a.png) :)))"
NOW = datetime.now(UTC)
TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def address(empty_database: str) -> Iterator[str]:
    """A server with sixty ratings in the last quarter and six today, all of a hostile name."""
    engine = open_engine(empty_database)
    migrate(engine)
    begin = season_on(TODAY, kind=SeasonKind.QUARTER, calendar=Calendar()).first
    before = [
        Row(
            f"B{n}",
            stars=4 if n % 10 == 0 else 5,
            owner=HOSTILE,
            team=HOSTILE,
            day=begin - DAY * (5 + n // 2),
        )
        for n in range(60)
    ]
    today = [Row(f"T{n}", owner=HOSTILE, team=HOSTILE, day=TODAY) for n in range(6)]
    with writing(engine) as session:
        store(session, *before, *today)
    engine.dispose()
    with serve(empty_database) as served:
        yield served


def say_name(page: Page) -> None:
    """Write the name, once the whole page is there, and leave the field."""
    expect(page.get_by_text("Daily message to a chat")).to_be_visible()
    page.get_by_role("textbox", name="Your name").fill("Lea")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Write your name to decide")).to_be_hidden()


def test_a_lead_gets_from_the_start_page_to_a_running_challenge_with_a_digest(
    page: Page, address: str
) -> None:
    page.goto(address)
    page.get_by_role("link", name="Challenges").click()
    expect(page.locator(".empty h2")).to_have_text("No challenge is running")

    say_name(page)
    page.get_by_role("button", name="Start", exact=True).first.click()
    card = page.locator(".challenge")
    expect(card).to_have_count(1)
    expect(card.locator(".day").first.locator(".scorers li")).to_have_text(f"{HOSTILE}+6")

    page.get_by_text("Daily message to a chat").click()
    page.get_by_role("textbox", name="Its address").fill("json://localhost/secret-token")
    page.get_by_role("button", name="Send it daily").click()
    expect(page.get_by_text("The daily message is planned.")).to_be_visible()
    expect(page.get_by_text("Daily message: 09:30, Mon, Tue, Wed, Thu, Fri")).to_be_visible()
    assert "secret-token" not in page.content()
    assert page.evaluate("window.harmed") is None


def test_a_click_on_start_right_from_the_name_is_not_lost(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 1700})
    page.goto(f"{address}/challenges?lang=en")
    expect(page.get_by_text("Daily message to a chat")).to_be_visible()
    page.get_by_role("textbox", name="Your name").fill("Lea")
    start = page.get_by_role("button", name="Start", exact=True).first
    box = start.bounding_box()
    assert box is not None

    # A person's finger rests on the button; meanwhile the page is drawn with the name.
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    expect(page.get_by_text("It is logged with every decision.")).to_be_visible()
    assert start.bounding_box() == box
    page.mouse.up()

    expect(page.locator(".challenge")).to_have_count(1)


def test_a_click_right_after_a_challenge_was_made_arrives_and_sets_nothing_twice(
    page: Page, address: str
) -> None:
    page.goto(f"{address}/challenges?lang=en")
    say_name(page)
    start = page.get_by_role("button", name="Start", exact=True).first
    start.click()
    expect(page.get_by_text("The challenge runs.")).to_be_visible()

    # The form is still folding, and the words above have moved it.
    start.dispatch_event("click")

    refused = "This can't be done: the same challenge is there already"
    expect(page.get_by_text(refused)).to_be_visible()
    expect(page.locator(".challenge")).to_have_count(1)


def test_dragging_a_target_says_at_once_what_it_means(page: Page, address: str) -> None:
    page.goto(f"{address}/challenges?lang=en")
    over = page.get_by_role("slider", name="Over so many ratings")
    before = page.get_by_text("Just enough: ").inner_text()

    over.focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")

    expect(page.get_by_text("Just enough: ")).not_to_have_text(before)


def test_a_challenge_stays_true_while_it_is_open(
    page: Page, address: str, empty_database: str
) -> None:
    page.goto(f"{address}/challenges?lang=en")
    say_name(page)
    page.get_by_role("combobox", name="For whom").click()
    page.get_by_role("option", name=f"Team {HOSTILE}", exact=True).click()
    expect(page.get_by_role("combobox", name="For whom")).to_have_value(f"Team {HOSTILE}")
    page.get_by_role("textbox", name="Title (not needed)").fill(HOSTILE)
    page.get_by_role("button", name="Start the challenge").click()
    card = page.locator(".challenge")
    expect(card.locator("h3")).to_have_text(f"{HOSTILE}: {HOSTILE}")
    expect(card.locator(".now-name")).to_contain_text("6 of ")

    engine = open_engine(empty_database)
    with writing(engine) as session:
        store(session, Row("N1", owner="Ann", team=HOSTILE, day=TODAY))
        edit_challenge(
            session, 1, criteria=read_criteria({"ratings": 90}), actor=console("Lea"), now=NOW
        )
    engine.dispose()

    expect(card.locator(".now-name")).to_have_text("7 of 90")
    expect(card.locator(".change")).to_contain_text("Target changed on ")
    page.get_by_role("button", name="RU (Русский)").click()
    expect(card.locator(".now-name")).to_have_text("7 из 90")
    assert page.evaluate("window.harmed") is None


def test_a_message_that_failed_is_sent_again_and_seen_to_arrive(
    page: Page, address: str, empty_database: str
) -> None:
    chat = Chat(free_port())
    page.goto(f"{address}/challenges?lang=en")
    say_name(page)
    page.get_by_role("button", name="Start", exact=True).first.click()
    page.get_by_text("Daily message to a chat").click()
    page.get_by_role("textbox", name="Its address").fill(chat.address)
    page.get_by_role("button", name="Send it daily").click()
    expect(page.get_by_text("The daily message is planned.")).to_be_visible()
    engine = open_engine(empty_database)
    with writing(engine) as session:
        session.add(
            Delivery(
                plan_id=1,
                day=TODAY,
                occasion=DAILY,
                state=DeliveryState.FAILED,
                attempts=2,
                next_try_at=NOW + timedelta(days=1),
                problem=Mishap.UNREACHABLE,
            )
        )
    engine.dispose()
    page.reload()
    expect(page.get_by_text("has not arrived: the service can't be reached.")).to_be_visible()
    expect(page.get_by_text("failed after 2 tries: the service can't be reached")).to_be_visible()

    say_name(page)
    with chat.open():
        page.get_by_role("button", name="Send again").click()

        expect(page.get_by_text("Today · Daily message · sent at ")).to_be_visible(timeout=20_000)
    expect(page.get_by_text("has not arrived")).to_be_hidden()
    assert len(chat.arrived) == 1
