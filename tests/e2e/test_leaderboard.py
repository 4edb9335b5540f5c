"""The main journeys on the leaderboard, in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from db.demo.removal import remove_demo
from db.demo.seed import seed_demo
from db.engine import migrate, open_engine, writing
from db.settings import Settings
from db.upkeep import keep_up
from gamify.access import console
from gamify.seasons import Calendar
from tests.api.programs import token_with
from tests.e2e.served import serve
from tests.factories import Row, store

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

TODAY = datetime.now(UTC).date()
#: Strings that would do harm in HTML, Markdown, LaTeX or a template.
HOSTILE = (
    "<img src=x onerror=window.harmed=1>",
    "<script>window.harmed=1</script>",
    ":red[x] :material/home:",
    "$x^2$ ![a](https://example.com/a.png)",
    "[a](https://example.com) {n} %s",
    "Ирина 🙂 :)))",
)


def rate(engine: Engine, *rows: Row) -> None:
    with writing(engine) as session:
        store(session, *rows)


def team_of(team: str, *, fours: int, owner: str = "Ann") -> list[Row]:
    """Thirty ratings of today."""
    return [Row(f"{team}-{at}", 4 if at < fours else 5, owner, team, TODAY) for at in range(30)]


@contextmanager
def served_with(url: str, *rows: Row) -> Iterator[tuple[str, Engine]]:
    """A server on a database of these ratings."""
    engine = open_engine(url)
    migrate(engine)
    if rows:
        rate(engine, *rows)
    with serve(url) as address:
        yield address, engine
    engine.dispose()


def open_board(page: Page, address: str) -> None:
    page.goto(address)
    page.locator(".team-table tbody").first.wait_for()


def asked(page: Page) -> dict[str, str]:
    """What the address bar asks for."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_first_visit_shows_the_whole_board(page: Page, demo_address: str) -> None:
    foreign: list[str] = []
    page.on("request", lambda asked: foreign.append(asked.url))

    open_board(page, demo_address)

    expect(page.locator(".crown-card .name")).not_to_be_empty()
    expect(page.locator(".podium li")).to_have_count(3)
    expect(page.locator(".scorers li")).to_have_count(7)
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    expect(page.get_by_role("table", name="Team table")).to_be_visible()
    assert [url for url in foreign if not url.startswith((demo_address, "data:", "blob:"))] == []


def test_another_season_is_in_the_address_and_back_leads_back(
    page: Page, demo_address: str
) -> None:
    open_board(page, demo_address)
    title = page.locator(".title .figure")
    first = title.inner_text()

    page.get_by_role("button", name="Previous season").click()
    expect(title).not_to_have_text(first)
    second = title.inner_text()

    assert asked(page)["season"].replace("-", " ") == second
    page.go_back()
    expect(title).to_have_text(first)
    page.go_forward()
    expect(title).to_have_text(second)


def test_a_team_narrows_the_scorers_and_stays_in_the_address(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    team = page.locator(".team-row .name span").first.inner_text()

    page.get_by_role("combobox", name="Team", exact=True).select_option(team)

    expect(page.locator(".team-row.chosen .name span").first).to_have_text(team)
    assert asked(page)["team"] == team
    page.reload()
    expect(page.locator(".scorers-part .heading .note")).to_have_text(team)


def test_a_deep_link_is_right_on_a_fresh_server(page: Page, demo_engine: Engine) -> None:
    url = demo_engine.url.render_as_string(hide_password=False)
    last_year = TODAY.year - 1

    with serve(url) as address:
        open_board(page, f"{address}/?season={last_year}&lang=ru")

        expect(page.locator(".title .figure")).to_have_text(str(last_year))
        expect(page.locator(".board:not(.downloads)")).to_have_attribute("lang", "ru")
        expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_rating_by_another_process_is_there_within_two_seconds(
    page: Page, empty_database: str
) -> None:
    rows = [*team_of("Alpha", fours=1), *team_of("Beta", fours=2)]
    with served_with(empty_database, *rows) as (address, engine):
        open_board(page, address)
        page.evaluate("window.same = true")
        ratings = page.locator(".team-row", has_text="Beta").locator(".ratings")
        expect(ratings).to_have_text("30")

        began = time.monotonic()
        rate(engine, Row("new", 5, "Ann", "Beta", TODAY))
        expect(ratings).to_have_text("31", timeout=2000)

        assert time.monotonic() - began < 2
        _post_one_and_see_it(page, address, engine)
        assert page.evaluate("window.same")


def _post_one_and_see_it(page: Page, address: str, engine: Engine) -> None:
    """A program's rating is in the standings with its answer, and on the page within 2 s."""
    program = httpx.Client(
        base_url=f"{address}/api/v1", headers={"Authorization": f"Bearer {token_with(engine)}"}
    )
    season = f"{TODAY.year}-Q{(TODAY.month + 2) // 3}"
    ratings = page.locator(".team-row", has_text="Alpha").locator(".ratings")
    expect(ratings).to_have_text("30")
    one = {"ticket": "P1", "score": 5, "rated_at": TODAY.isoformat(), "owner": "Ann"}

    began = time.monotonic()
    answer = program.post("/ratings", json=one | {"team": "Alpha"})
    table = program.get(f"/seasons/{season}/standings/teams").json()
    expect(ratings).to_have_text("31", timeout=2000)

    assert time.monotonic() - began < 2
    assert answer.status_code == 200
    assert {row["team"]: row["ratings"] for row in table["rows"]} == {"Alpha": 31, "Beta": 31}
    program.close()


def test_an_overtaking_team_changes_places_without_a_reload(
    page: Page, empty_database: str
) -> None:
    rows = [*team_of("Alpha", fours=1), *team_of("Beta", fours=2)]
    with served_with(empty_database, *rows) as (address, engine):
        open_board(page, address)
        expect(page.locator(".team-row .name span:first-child")).to_have_text(["Alpha", "Beta"])

        rate(engine, *(Row(f"bad{at}", 1, "Ann", "Alpha", TODAY) for at in range(5)))

        expect(page.locator(".team-row .name span:first-child")).to_have_text(["Beta", "Alpha"])
        expect(page.locator(".crown-card .name")).to_have_text("Beta")


def test_a_board_of_no_chosen_season_goes_along_with_the_newest(
    page: Page, empty_database: str
) -> None:
    old = [replace(row, day=TODAY - timedelta(days=400)) for row in team_of("Old", fours=1)]
    with served_with(empty_database, *old) as (address, engine):
        open_board(page, address)
        expect(page.locator(".days-left")).to_have_text("over")

        rate(engine, *team_of("New", fours=1))

        expect(page.locator(".crown-card .name")).to_have_text("New")
        expect(page.locator(".days-left")).to_have_class(re.compile("running"))


def test_the_chart_of_ratings_that_are_gone_is_gone_too(page: Page, empty_database: str) -> None:
    old = [replace(row, day=TODAY - timedelta(days=400)) for row in team_of("Solo", fours=1)]
    with served_with(empty_database) as (address, engine):
        seed_demo(engine, now=datetime.now(UTC), calendar=Calendar())
        open_board(page, address)
        page.locator("[data-testid=stVegaLiteChart]").wait_for()

        with writing(engine) as session:
            remove_demo(session, actor=console("lead"), now=datetime.now(UTC))
            store(session, *old)

        expect(page.locator(".crown-card .name")).to_have_text("Solo")
        expect(page.locator("[data-testid=stVegaLiteChart]")).to_have_count(0)


def test_an_empty_board_fills_itself_after_an_import(page: Page, empty_database: str) -> None:
    with served_with(empty_database) as (address, engine):
        page.goto(address)
        expect(page.locator(".empty code")).to_have_count(3)

        rate(engine, *team_of("Alpha", fours=1))

        expect(page.locator(".crown-card .name")).to_have_text("Alpha")
        expect(page.locator(".empty")).to_have_count(0)
        expect(page.locator(".crown-card .verdict dd").first).to_have_text("The only team ranked")


def test_the_keyboard_opens_why_a_place_is_what_it_is(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    button = page.locator(".team-row button.name").nth(1)
    button.focus()

    page.keyboard.press("Enter")
    why = page.locator(f"#{button.get_attribute('aria-controls')}")
    expect(why).to_be_visible()
    expect(why).to_contain_text("borrowed at the common rate")
    expect(why).to_contain_text("would bring place 1.")
    expect(button).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Enter")
    expect(why).to_be_hidden()


def test_a_scorer_says_why_where_it_stands(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    scorer = page.locator(".scorers li").nth(1)

    scorer.get_by_role("button").press("Enter")
    expect(scorer.locator(".because")).to_contain_text("right above")

    page.locator(".podium button").first.click()
    expect(scorer.locator(".because")).to_be_hidden()
    expect(page.locator("#why-podium")).to_contain_text("Par for these tickets is")


def test_the_switch_leads_to_the_other_table_and_back(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    names = page.locator(".team-row .name span:first-child")
    switch = page.get_by_role("radiogroup", name="Which table")
    expect(switch.get_by_role("radio", name="Handicapped")).to_be_checked()
    handicapped = names.all_inner_texts()
    holder = page.locator(".crown-card .name").inner_text()

    switch.get_by_role("radio", name="Raw").check()

    expect(page.locator(".table-note")).to_contain_text("Ranked by the steady average.")
    expect(page.get_by_role("columnheader", name="Steady")).to_have_attribute(
        "aria-sort", "descending"
    )
    raw = names.all_inner_texts()
    assert (raw != handicapped, sorted(raw)) == (True, sorted(handicapped))
    assert asked(page)["table"] == "raw"
    expect(page.locator(".crown-card .name")).to_have_text(holder)
    expect(page.locator(".crown-card")).to_contain_text("Crown by the handicapped table")
    expect(page.locator(".team-row:has(.crown-mark) .name span").first).to_have_text(holder)
    expect(page.locator(".scorers-part h2")).to_have_text("Top scorers")
    page.go_back()
    expect(names).to_have_text(handicapped)
    expect(page.locator(".scorers-part h2")).to_have_text("Top scorers, net")


def test_the_keyboard_moves_the_switch_and_keeps_the_focus(page: Page, demo_address: str) -> None:
    open_board(page, f"{demo_address}/?table=raw")
    page.get_by_role("radio", name="Raw").focus()

    page.keyboard.press("ArrowRight")

    handicapped = page.get_by_role("radio", name="Handicapped")
    expect(page.locator(".table-note")).to_contain_text("Ranked by the fair average")
    expect(handicapped).to_be_checked()
    expect(handicapped).to_be_focused()
    expect(page).to_have_url(re.compile("table=handicapped"))


def test_both_places_are_beside_each_other_and_read_aloud(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    row = page.locator(".team-row").first

    expect(row.locator(".both")).to_have_text(re.compile(r"^\d+ → 1place 1 handicapped, \d+ raw$"))
    for column in (".plain", ".steady", ".fair"):
        expect(row.locator(f"td{column} .figure")).to_have_text(re.compile(r"^\d\.\d\d"))


def test_the_kinds_of_work_behind_a_handicap_open_eight_first(
    page: Page, demo_address: str
) -> None:
    open_board(page, demo_address)
    button = page.locator(".team-row button.name").first
    button.press("Enter")
    work = page.locator(f"#{button.get_attribute('aria-controls')} .work")
    bars = work.locator("li")

    expect(bars).to_have_count(8)
    expect(bars.first).to_contain_text(re.compile(r"\d+ ratings? · usually \d+\.\d off · lost \d+"))
    more = work.get_by_role("button", name="Show all")
    total = int(re.sub(r"\D", "", more.inner_text()))
    more.press("Enter")

    expect(bars).to_have_count(total)
    expect(more).to_be_hidden()
    expect(bars.nth(8)).to_be_focused()


def test_kinds_of_work_that_cannot_be_fetched_say_so_and_come_at_the_next_opening(
    page: Page, demo_address: str
) -> None:
    page.route("**/api/v1/work*", lambda route: route.abort())
    open_board(page, demo_address)
    button = page.locator(".team-row button.name").first
    button.press("Enter")
    work = page.locator(".why:visible .work")
    expect(work).to_contain_text("The kinds of work can't be shown without a connection.")

    page.unroute("**/api/v1/work*")
    button.press("Enter")
    button.press("Enter")

    expect(work.locator("li")).to_have_count(8)
    expect(work.get_by_role("status")).to_be_hidden()


def test_a_month_has_no_switch_and_says_why(page: Page, demo_address: str) -> None:
    open_board(page, f"{demo_address}/?season={TODAY.year - 1}-11&table=handicapped")

    expect(page.get_by_role("radiogroup", name="Which table")).to_have_count(0)
    expect(page.locator(".table-note")).to_contain_text("A handicapped table is there for quarters")
    expect(page.locator("td.fair").first).to_be_hidden()


def test_the_handicapped_table_speaks_russian(page: Page, demo_address: str) -> None:
    open_board(page, f"{demo_address}/?lang=ru")
    page.locator(".team-row button.name").nth(1).click()

    expect(page.get_by_role("radio", name="С гандикапом")).to_be_checked()
    expect(page.locator(".why:visible")).to_contain_text("клиенты обычно снимают")
    expect(page.locator(".why:visible")).to_contain_text("-е место.")
    expect(page.locator(".why:visible .work h3")).to_have_text(
        "Сбережённые звёзды по видам обращений"
    )
    expect(page.locator(".scorers-part h2")).to_have_text("Бомбардиры с гандикапом")


def test_a_provisional_par_is_marked_and_explained(page: Page, empty_database: str) -> None:
    rows = [*team_of("Alpha", fours=1), *team_of("Beta", fours=2)]
    with served_with(empty_database) as (address, engine):
        rate(engine, *rows)
        keep_up(engine, Settings(), now=datetime.now(UTC))
        open_board(page, f"{address}/?table=handicapped")

        expect(page.locator(".switch-part .badge")).to_have_text("provisional par")
        expect(page.locator(".table-note")).to_contain_text("own 60 ratings and may still move")
        expect(page.locator(".table-note")).to_contain_text("The crown goes by the raw table.")


def test_a_redraw_keeps_what_was_opened_and_the_focus(page: Page, empty_database: str) -> None:
    rows = [*team_of("Alpha", fours=1), *team_of("Beta", fours=2)]
    with served_with(empty_database, *rows) as (address, engine):
        open_board(page, address)
        button = page.locator(".team-row", has_text="Beta").locator("button.name")
        button.focus()
        page.keyboard.press("Enter")

        rate(engine, Row("new", 5, "Ann", "Beta", TODAY))
        expect(page.locator(".team-row", has_text="Beta").locator(".ratings")).to_have_text("31")

        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "true")


def test_names_are_shown_as_they_were_written(page: Page, empty_database: str) -> None:
    rows = [row for name in HOSTILE for row in team_of(name, fours=1, owner=f"{name} jr")]
    with served_with(empty_database, *rows) as (address, _):
        open_board(page, address)

        names = page.locator(".team-row .name span:first-child")
        assert sorted(names.all_inner_texts()) == sorted(HOSTILE)
        scorers = page.locator(".podium .name").all_inner_texts()
        assert {name.removesuffix(" jr") for name in scorers} <= set(HOSTILE)
        page.locator(".team-row button.name").first.click()
        page.locator(".podium button").first.click()
        assert page.evaluate("window.harmed") is None
        assert page.locator(".board:not(.downloads) :is(img, script, a)").count() == 0


def test_kinds_of_work_are_shown_as_they_were_written(page: Page, empty_database: str) -> None:
    rows = [
        replace(row, ticket=f"{at}-{row.ticket}", kind=("", name, "", ""))
        for at, name in enumerate(HOSTILE)
        for row in team_of("Alpha", fours=at)
    ]
    with served_with(empty_database) as (address, engine):
        rate(engine, *rows)
        keep_up(engine, Settings(), now=datetime.now(UTC))
        open_board(page, f"{address}/?table=handicapped")
        page.locator(".team-row button.name").first.click()

        expect(page.locator(".why:visible .work .group").first).to_be_visible()
        groups = page.locator(".work .group").all_inner_texts()
        assert sorted(groups) == sorted(HOSTILE)
        assert page.evaluate("window.harmed") is None
        assert page.locator(".board:not(.downloads) :is(img, script, a)").count() == 0


def test_a_board_of_two_hundred_teams_shows_25_and_finds_the_rest(
    page: Page, empty_database: str
) -> None:
    rows = [
        Row(f"{team}-{at}", 4 if at < team % 7 else 5, "Ann", f"Team {team:03}", TODAY)
        for team in range(200)
        for at in range(21)
    ]
    with served_with(empty_database, *rows) as (address, _):
        open_board(page, address)
        expect(page.locator(".team-row")).to_have_count(25)

        page.get_by_role("searchbox", name="Find a team").fill("team 19")
        expect(page.locator(".team-row")).to_have_count(10)
        page.get_by_role("searchbox", name="Find a team").fill("")
        page.get_by_role("button", name="Show all (200)").click()

        expect(page.locator(".team-row")).to_have_count(200)


def test_a_phone_never_scrolls_sideways(browser: Browser, demo_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for query in ("?lang=en", "?lang=ru", "?lang=ru&season=2019-Q1"):
        page.goto(f"{demo_address}/{query}")
        page.locator(".head").wait_for()
        wide = page.evaluate(
            "[...document.querySelectorAll('*')].map((e) => e.shadowRoot ?? e)"
            ".flatMap((e) => [...e.querySelectorAll('.board')])"
            ".map((board) => [board.scrollWidth, board.clientWidth])"
        )
        assert all(content <= frame for content, frame in wide)
        main = page.get_by_test_id("stMain")
        assert main.evaluate("(main) => main.scrollWidth <= main.clientWidth")
    context.close()


def test_an_empty_board_says_all_of_it_on_a_phone(browser: Browser, empty_database: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    with served_with(empty_database) as (address, _):
        page.goto(f"{address}/?lang=ru")
        page.locator(".empty code").first.wait_for()

        edges = page.locator(".empty p, .command button").evaluate_all(
            "(all) => all.map((one) => one.getBoundingClientRect().right)"
        )

    context.close()
    assert max(edges) <= 390


def test_a_command_is_copied_where_a_browser_has_no_clipboard(
    page: Page, empty_database: str
) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    with served_with(empty_database) as (address, _):
        page.goto(f"{address}/?lang=en")
        button = page.locator(".command button").first
        button.click()

        expect(button).to_have_text("Copied")
        assert page.evaluate("getSelection().toString()") == page.locator("code").first.inner_text()


def test_the_tab_and_the_page_speak_the_readers_language(page: Page, demo_address: str) -> None:
    open_board(page, f"{demo_address}/?lang=ru")

    expect(page).to_have_title("Турнирная таблица · Crownboard")
    expect(page.locator("html")).to_have_attribute("lang", "ru")

    page.get_by_role("button", name="EN (English)").click()

    expect(page).to_have_title("Leaderboard · Crownboard")
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_server_that_is_away_is_said_quietly_and_forgiven(page: Page, demo_address: str) -> None:
    open_board(page, demo_address)
    page.route("**/api/v1/version", lambda route: route.abort())
    age = page.locator(".age")

    expect(age).to_have_class(re.compile("lost"), timeout=15_000)
    page.unroute("**/api/v1/version")

    expect(age).not_to_have_class(re.compile("lost"))
    expect(page.locator(".team-row").first).to_be_visible()


def test_a_range_of_days_is_chosen_with_two_dates(page: Page, demo_address: str) -> None:
    first, last = TODAY - timedelta(days=60), TODAY - timedelta(days=30)
    open_board(page, demo_address)

    page.get_by_role("button", name="Range").click()
    page.get_by_label("First day").fill(first.isoformat())
    page.get_by_label("Last day").fill(last.isoformat())

    expect(page.get_by_label("Last day")).to_have_value(last.isoformat())
    # The page's answer to the first date may reach the address bar after the second one's.
    expect(page).to_have_url(re.compile(re.escape(f"season={first}..{last}")))
