"""The nominations in a real browser: what each card shows, by mouse and by keyboard."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from sqlalchemy import Engine

from db.commands.nominations import NominationChange, change_nomination
from db.engine import migrate, open_engine, writing
from gamify.access import console
from tests.e2e.served import serve
from tests.factories import NOW, Row, store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TODAY = datetime.now(UTC).date()
#: Would do harm in HTML, Markdown, LaTeX or a template.
HOSTILE = "<img src=x onerror=window.harmed=1> :red[x] $x$ ![a](https://example.com/a.png) {n} :)))"
TITLE = "<b>[a](https://example.com)</b> :red[x] $x$ {n} 🙂"


def fives_of(owner: str, n: int, *, team: str = "Alpha") -> list[Row]:
    """So many fives of today."""
    return [Row(f"{owner}-{at}", 5, owner, team, TODAY) for at in range(n)]


@contextmanager
def served_with(url: str, *rows: Row) -> Iterator[tuple[str, Engine]]:
    """A server on a database of these ratings; its address and the database."""
    engine = open_engine(url)
    migrate(engine)
    with writing(engine) as session:
        store(session, *rows)
    with serve(url) as address:
        yield f"{address}/nominations", engine
    engine.dispose()


def open_cards(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".card").first.wait_for()


def test_cards_are_a_click_away_from_the_leaderboard(page: Page, demo_address: str) -> None:
    foreign: list[str] = []
    page.on("request", lambda asked: foreign.append(asked.url))
    page.goto(demo_address)
    page.locator(".team-table").wait_for()

    page.get_by_role("link", name="Nominations").click()

    expect(page.locator(".card").first).to_have_class("card team won crown")
    expect(page.get_by_role("article", name="Top scorer", exact=True)).to_be_visible()
    expect(page.locator(".card.top_scorer .runners li")).to_have_count(2)
    expect(page.locator(".lacking > li").filter(has_text="Tester")).to_contain_text("tracker")
    expect(page.locator(".board > .cards svg.symbol")).to_have_count(page.locator(".card").count())
    assert [url for url in foreign if not url.startswith((demo_address, "data:", "blob:"))] == []


def test_a_deep_link_is_right_on_a_fresh_server(page: Page, demo_engine: Engine) -> None:
    url = demo_engine.url.render_as_string(hide_password=False)
    last_year = TODAY.year - 1

    with serve(url) as address:
        open_cards(page, f"{address}/nominations?season={last_year}-Q3&lang=ru")

        expect(page.locator(".title .figure")).to_have_text(f"3 кв. {last_year}")
        expect(page.locator(".heading h2").first).to_have_text("Номинации")
        expect(page.locator(".card.top_scorer .standing")).to_have_text("Победитель")
        expect(page).to_have_title("Номинации · Crownboard")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_another_quarter_is_in_the_address_and_back_leads_back(
    page: Page, demo_address: str
) -> None:
    open_cards(page, f"{demo_address}/nominations")
    title = page.locator(".title .figure")
    first = title.inner_text()
    expect(page.locator(".kinds")).to_have_count(0)

    page.get_by_role("button", name="Previous season").click()
    expect(title).not_to_have_text(first)

    assert page.url.endswith(f"/nominations?season={title.inner_text().replace(' ', '-')}")
    page.go_back()
    expect(title).to_have_text(first)


def test_a_month_leads_to_its_quarter(page: Page, demo_address: str) -> None:
    page.goto(f"{demo_address}/nominations?season={TODAY:%Y-%m}")
    expect(page.locator(".empty h2")).to_have_text("Nominations are for quarters")

    page.get_by_role("button", name="Go to").click()

    expect(page.locator(".card").first).to_be_visible()
    expect(page.locator(".empty")).to_have_count(0)


def test_the_keyboard_unfolds_how_it_is_counted(page: Page, demo_address: str) -> None:
    open_cards(page, f"{demo_address}/nominations")
    card = page.locator(".card.top_scorer")
    formula = card.get_by_text("Five-star ratings; one on which several worked counts by shares.")
    expect(formula).to_be_hidden()

    card.locator("summary").focus()
    page.keyboard.press("Enter")

    expect(formula).to_be_visible()
    expect(card.locator("dd").first).to_contain_text("of five stars")
    page.keyboard.press("Space")
    expect(formula).to_be_hidden()


def test_a_rating_turns_a_card_within_two_seconds_and_keeps_what_was_unfolded(
    page: Page, empty_database: str
) -> None:
    rows = [*fives_of("Ann", 3), *fives_of("Ben", 2)]
    with served_with(empty_database, *rows) as (address, engine):
        open_cards(page, address)
        card = page.locator(".card.top_scorer")
        card.locator("summary").focus()
        page.keyboard.press("Enter")
        expect(card.locator(".winner .name")).to_have_text("Ann")

        began = time.monotonic()
        with writing(engine) as session:
            store(session, *(Row(f"new{at}", 5, "Ben", "Alpha", TODAY) for at in range(2)))
        expect(card.locator(".winner .name")).to_have_text("Ben", timeout=2000)

        assert time.monotonic() - began < 2
        expect(card.locator("details")).to_have_attribute("open", "")
        expect(card.locator("summary")).to_be_focused()


def test_names_and_titles_are_shown_as_they_were_written(page: Page, empty_database: str) -> None:
    with served_with(empty_database, *fives_of(HOSTILE, 30, team=HOSTILE)) as (address, engine):
        change = NominationChange(title=TITLE)
        with writing(engine) as session:
            change_nomination(session, "top_scorer", change=change, actor=console("lead"), now=NOW)
        open_cards(page, address)

        expect(page.locator(".card.top_scorer h3")).to_have_text(TITLE)
        expect(page.locator(".card.top_scorer .winner .name")).to_have_text(HOSTILE)
        expect(page.locator(".card.top_scorer .winner .team")).to_have_text(HOSTILE)
        expect(page.locator(".card.crown .winner .name")).to_have_text(HOSTILE)
        assert page.evaluate("window.harmed") is None
        assert page.locator(".gallery img, .gallery b, .gallery a").count() == 0


def test_the_own_place_and_a_review_are_drawn_where_they_are_told(
    page: Page, demo_address: str
) -> None:
    def tell(route: Route) -> None:
        gallery = route.fetch().json()
        own = {"place": "7", "name": "Ann", "team": "", "value": "9 goals", "why": "Because."}
        gallery["cards"][1] |= {"own": own, "state": "review", "review": "Under review"}
        route.fulfill(json=gallery | {"version": 10**6})

    page.route("**/api/v1/nominations*", tell)
    page.route(
        "**/api/v1/version", lambda route: route.fulfill(json={"version": 10**6, "day": "today"})
    )
    open_cards(page, f"{demo_address}/nominations")

    own = page.locator(".card.top_scorer .own")
    expect(own).to_have_text("Your place79 goalsBecause.")
    expect(page.locator(".card.top_scorer header")).to_contain_text("Under review")
    gold = page.locator(".card.top_scorer_net .winner .value")
    colours = [
        one.evaluate("(element) => getComputedStyle(element).color")
        for one in (page.locator(".card.top_scorer .winner .value"), gold)
    ]
    assert colours[0] != colours[1]


def test_a_phone_never_scrolls_sideways(browser: Browser, demo_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for query in ("?lang=en", "?lang=ru", "?lang=ru&season=2019"):
        page.goto(f"{demo_address}/nominations{query}")
        page.locator(".age").filter(has_text=":").wait_for()
        edges = page.locator(".board :is(h2, h3, p, li, summary, button)").evaluate_all(
            "(all) => all.filter((one) => one.className !== 'voice')"
            ".map((one) => one.getBoundingClientRect().right)"
        )
        assert len(edges) > 3
        assert max(edges) <= 390
        main = page.get_by_test_id("stMain")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    context.close()


def test_every_word_of_the_gallery_can_be_read(browser: Browser, demo_address: str) -> None:
    """Contrast of at least 4.5 : 1 on the darkest and the lightest ground that a card has."""
    for scheme in ("dark", "light"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        open_cards(page, f"{demo_address}/nominations")
        names = ("text", "quiet", "gold-text", "ground", "raised", "gold-ground")
        found = page.locator(".board.gallery").evaluate(
            "(board, names) => names.map((name) => getComputedStyle(board)"
            ".getPropertyValue(`--${name}`))",
            list(names),
        )
        colours = dict(zip(names, map(luminance, found), strict=True))
        ratios = [
            (max(ink, ground) + 0.05) / (min(ink, ground) + 0.05)
            for ink in (colours["text"], colours["quiet"], colours["gold-text"])
            for ground in (colours["ground"], colours["raised"], colours["gold-ground"])
        ]
        assert min(ratios) >= 4.5
        context.close()


def luminance(colour: str) -> float:
    """The relative luminance of a colour like "#0c1512" (WCAG 2)."""
    parts = [int(colour.strip()[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
