"""How a wall lives: it celebrates once and in order, survives its server, and never flickers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e import wall_pictures as pictures
from tests.e2e.wall_looks import flaws, settle
from tests.e2e.wall_server import FakeWall, fake_wall, instant

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

#: A wall is back so many seconds after what kept it away has gone.
RECOVERY = 5_000

#: Notes from when to when which celebration is played, and which cards it had.
NOTEBOOK = """() => {
  window.notes = [];
  window.cards = [];
  const root = document.documentElement;
  const play = () => {
    const show = document.querySelector('.celebration .show');
    const title = show?.querySelector('.title')?.textContent ?? '';
    const last = window.notes.at(-1);
    if (!root.dataset.celebrating) window.over = performance.now();
    else if (show && show !== window.show) {
      window.show = show;
      const name = show.querySelector('.name')?.textContent || title;
      window.notes.push(`${root.dataset.celebrating}: ${name}`);
    }
    for (const card of document.querySelectorAll('.roll-card')) {
      if (!window.cards.includes(card.dataset.key)) window.cards.push(card.dataset.key);
    }
  };
  new MutationObserver(play).observe(root, { subtree: true, childList: true, attributes: true,
    attributeFilter: ['data-celebrating'] });
}"""


@pytest.fixture
def wall() -> Iterator[FakeWall]:
    scenes = [{"kind": "standings", "seconds": 600}]
    with fake_wall(pictures.picture(screen=pictures.screen(scenes=scenes))) as wall:
        yield wall


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    yield context
    context.close()


@pytest.fixture
def tv(context: BrowserContext, wall: FakeWall) -> Page:
    """A TV in the office; an error in the page's script fails the test."""
    page = context.new_page()
    open_wall(page, wall)
    return page


def open_wall(page: Page, wall: FakeWall, *, more: str = "") -> None:
    page.goto(f"{wall.address}/wall?screen=lobby&token=t{more}")
    page.locator("html[data-state=live]").wait_for()
    settle(page)
    page.evaluate(NOTEBOOK)


def wait_until(true: Callable[[], bool], *, limit: float = 20) -> None:
    end = time.monotonic() + limit
    while not true():
        assert time.monotonic() < end
        time.sleep(0.05)


def is_over(page: Page) -> bool:
    return bool(page.evaluate("!document.documentElement.dataset.celebrating"))


def test_a_goal_is_celebrated_shortly_and_the_table_stays_in_sight(
    wall: FakeWall, tv: Page
) -> None:
    wall.celebrate("g1", title="GOAL", name="Anna Sokolova", team="Storage", quote="Thanks <b>!")
    show = tv.locator(".show.goal")
    expect(show.locator(".name")).to_have_text("Anna Sokolova")
    began = time.monotonic()
    settle(tv)

    expect(show.locator(".words")).to_have_text("“Thanks <b>!”")
    expect(tv.locator(".teams .leads")).to_be_in_viewport()
    box = show.bounding_box()
    assert box is not None
    assert box["height"] < 720 * 0.4
    expect(show).to_have_count(0)
    assert 2 < time.monotonic() - began < 5


def test_greater_things_take_the_whole_screen_after_what_came_before_them(
    wall: FakeWall, tv: Page
) -> None:
    wall.celebrate("g1", name="Anna")
    wall.celebrate("c1", "crown", title="New crown", name=pictures.LONG[0], text="It is so.")
    tv.locator(".show.great").wait_for()
    box = tv.locator(".show.great").bounding_box()
    assert box == {"x": 0, "y": 0, "width": 1280, "height": 720}
    tv.wait_for_timeout(1500)
    assert [flaw for flaw in flaws(tv) if pictures.LONG[0] in flaw and "out of fit" in flaw] == []
    wait_until(lambda: is_over(tv))

    assert tv.evaluate("window.notes") == ["goals: Anna", f"great: {pictures.LONG[0]}"]


def test_twenty_goals_at_once_are_all_shown_once_within_fifteen_seconds(
    wall: FakeWall, tv: Page
) -> None:
    keys = [f"g{at}" for at in range(20)]
    for key in keys:
        wall.celebrate(key, name=f"Engineer {key}", quote="Thank you")
    wall.celebrate("g3", name="Engineer g3")
    began = time.monotonic()
    tv.locator(".show").first.wait_for()
    wait_until(lambda: is_over(tv))

    assert time.monotonic() - began <= 16
    assert tv.evaluate("window.cards") == keys
    assert len(tv.evaluate("window.notes")) == 1


def test_what_is_planned_never_lasts_longer_than_fifteen_seconds(wall: FakeWall, tv: Page) -> None:
    kinds = ["goal", "crown", "goal", "met", "bulk", "goal", "milestone", "crown"]
    plan = """async ([address, kinds, n]) => {
      const { planShows } = await import(address);
      const events = [...Array(n).keys()]
        .map((at) => ({ key: `${at}`, kind: kinds[at % kinds.length] }));
      return planShows(events)
        .map((show) => [show.kind, show.seconds, show.events.length + show.more]);
    }"""
    for n in (1, 2, 5, 20, 200):
        for these in (kinds, ["goal"], ["crown"]):
            shows = tv.evaluate(plan, [f"{wall.address}/wall/assets/b1/queue.js", these, n])
            assert sum(seconds for _, seconds, _ in shows) <= 15.001
            assert sum(events for *_, events in shows) == n
            assert len(shows) <= 5


def test_a_key_is_played_once_whatever_happens_and_old_ones_not_at_all(
    wall: FakeWall, tv: Page
) -> None:
    wall.celebrate("g1", name="Anna")
    tv.locator(".show").wait_for()
    wait_until(lambda: is_over(tv))
    wall.celebrate("old", ago=61, name="Long ago")
    wall.tell("event", wall.events[0][1])
    open_wall(tv, wall)
    wall.celebrate("g2", name="Ben")
    tv.locator(".show").wait_for()

    assert tv.evaluate("window.notes") == ["goals: Ben"]


def test_a_server_that_is_killed_and_comes_again(wall: FakeWall, tv: Page) -> None:
    row = tv.locator(".teams .row").first.element_handle()
    tv.evaluate("""() => {
      window.drawn = 0;
      const stage = document.querySelector('.stage');
      new MutationObserver((all) => { window.drawn += all.length; })
        .observe(stage, { subtree: true, childList: true, characterData: true });
    }""")
    wall.stop()
    expect(tv.locator("html")).to_have_attribute("data-state", "lost", timeout=7000)
    expect(tv.locator(".told")).to_have_text(f"as of {datetime.now(UTC):%H:%M}")
    expect(tv.locator(".teams .row")).to_have_count(9)

    wall.start()
    began = time.monotonic()
    expect(tv.locator("html")).to_have_attribute("data-state", "live", timeout=RECOVERY)

    assert time.monotonic() - began < RECOVERY / 1000
    expect(tv.locator(".told")).to_contain_text("Updated")
    assert tv.evaluate("window.drawn") == 0
    assert row.evaluate("(row) => row.isConnected")


def test_a_silent_line_is_given_up_and_opened_anew(wall: FakeWall, tv: Page) -> None:
    before = len(wall.attempts)
    wall.silent = True
    expect(tv.locator("html")).to_have_attribute("data-state", "lost", timeout=7000)
    wait_until(lambda: len(wall.attempts) > before)
    wall.silent = False

    expect(tv.locator("html")).to_have_attribute("data-state", "live", timeout=RECOVERY)


def test_a_database_that_is_away_is_said_discreetly(wall: FakeWall, tv: Page) -> None:
    since = datetime.now(UTC) - timedelta(hours=3)
    wall.tell("away", {"since": since.isoformat()})
    expect(tv.locator("html")).to_have_attribute("data-state", "lost")
    expect(tv.locator(".told")).to_have_text(f"as of {since:%H:%M}")
    expect(tv.locator(".teams .row")).to_have_count(9)
    wall.tell("beat", {"now": instant()})

    wall.tell("parts", {"stamp": wall.stamp(), "parts": {}})

    expect(tv.locator("html")).to_have_attribute("data-state", "live")


def test_a_link_that_was_revoked_leaves_nothing_behind(wall: FakeWall, tv: Page) -> None:
    wait_until(lambda: bool(tv.evaluate("localStorage.getItem('wall:lobby:picture')")))
    wall.closed = "This screen waits for a new link."
    wall.tell("closed", {"text": wall.closed})

    expect(tv.locator(".brand .sentence")).to_have_text(wall.closed)
    expect(tv.locator("html")).to_have_attribute("data-state", "closed")
    expect(tv.locator(".teams")).to_have_count(0)
    assert tv.evaluate("localStorage.getItem('wall:lobby:picture')") is None
    expect(tv.locator(".ticker")).to_be_hidden()

    wall.closed = ""
    expect(tv.locator("html")).to_have_attribute("data-state", "live", timeout=RECOVERY)
    expect(tv.locator(".teams .row")).to_have_count(9)


def test_a_new_build_reloads_the_page_after_the_celebration(wall: FakeWall, tv: Page) -> None:
    tv.evaluate("window.before = true")
    wall.celebrate("g1", name="Anna")
    tv.locator(".show").wait_for()
    wall.build = "b2"
    wall.tell("hello", {"build": "b2", "beat": 1.0, "now": instant()})
    settle(tv)
    assert tv.evaluate("window.before")

    expect(tv.locator("html")).to_have_attribute("data-build", "b2", timeout=8000)

    expect(tv.locator("html")).to_have_attribute("data-state", "live")
    assert tv.evaluate("window.before") is None
    expect(tv.locator(".show")).to_have_count(0)


def test_a_tv_that_is_switched_on_while_the_server_is_away_shows_its_last_picture(
    context: BrowserContext, wall: FakeWall, tv: Page
) -> None:
    kept = "caches.open('wall b1').then((all) => all.keys()).then((all) => all.length)"
    wait_until(lambda: int(tv.evaluate(kept)) > 40)
    # The page itself comes after its files.
    page = "caches.match('/wall?screen=lobby').then((one) => Boolean(one))"
    wait_until(lambda: bool(tv.evaluate(page)))
    assert "token" not in tv.evaluate(
        "caches.open('wall b1').then((all) => all.keys())"
        ".then((all) => all.map((one) => one.url).join())"
    )
    wait_until(lambda: bool(tv.evaluate("localStorage.getItem('wall:lobby:picture')")))
    wall.stop()
    tv.close()

    again = context.new_page()
    again.goto(f"{wall.address}/wall?screen=lobby&token=t")

    expect(again.locator(".teams .row")).to_have_count(9)
    before = len(wall.attempts)
    wall.start()
    wait_until(lambda: len(wall.attempts) > before)
    expect(again.locator("html")).to_have_attribute("data-state", "live", timeout=RECOVERY)


def test_rows_glide_and_figures_count_up_unless_motion_is_off(wall: FakeWall, tv: Page) -> None:
    moving = "document.getAnimations().filter((one) => one.effect.target.matches('.row')).length"
    names = pictures.TEAMS[:9]
    tv.evaluate(
        """() => {
      window.seen = new Set();
      window.moved = 0;
      const figure = document.querySelector('.teams .row .ratings > *');
      new MutationObserver(() => window.seen.add(figure.textContent))
        .observe(figure, { childList: true, characterData: true, subtree: true });
      const look = () => {
        window.moved = Math.max(window.moved, MOVING);
        requestAnimationFrame(look);
      };
      look();
    }""".replace("MOVING", moving)
    )
    table = pictures.teams(names, waiting=1)
    table["rows"][0]["ratings"] = "186"
    table["rows"][3], table["rows"][4] = table["rows"][4], table["rows"][3]
    wall.change(teams=table)
    tv.locator(f"html[data-version='{wall.version}']").wait_for()

    expect(tv.locator(".teams .row .ratings").first).to_have_text("186")
    assert tv.evaluate("window.moved") == 2
    # How many figures lie between depends on how many frames the machine draws.
    assert any(86 < int(figure) < 186 for figure in tv.evaluate("[...window.seen]"))

    still = {**wall.parts["screen"], "motion": False}
    wall.change(screen=still, teams=pictures.teams(names, waiting=1))
    tv.locator(f"html[data-version='{wall.version}']").wait_for()

    assert tv.evaluate("document.getAnimations().length") == 0
    expect(tv.locator(".teams .row .ratings").first).to_have_text("86", timeout=100)


def test_a_scene_that_cannot_be_drawn_is_skipped(wall: FakeWall, tv: Page) -> None:
    scenes = [{"kind": kind, "seconds": 600} for kind in ("challenge", "unknown", "quotes")]
    with tv.expect_console_message(lambda line: "challenge" in line.text and line.type == "error"):
        wall.change(screen=pictures.screen(scenes=scenes), challenges={"items": [{"id": "broken"}]})

    expect(tv.locator("html")).to_have_attribute("data-scene", "quotes")

    wall.change(challenges={"items": [pictures.challenge()], "empty": ""}, quotes={"items": []})
    expect(tv.locator("html")).to_have_attribute("data-scene", "challenge")


def test_scenes_take_turns_and_empty_ones_are_left_out(wall: FakeWall, tv: Page) -> None:
    scenes = [{"kind": kind, "seconds": 3} for kind in ("announcement", "moves", "quotes")]
    wall.change(screen=pictures.screen(scenes=scenes), announcement=None)

    expect(tv.locator("html")).to_have_attribute("data-scene", "moves")
    expect(tv.locator("html")).to_have_attribute("data-scene", "quotes", timeout=6000)
    expect(tv.locator("html")).to_have_attribute("data-page", "1", timeout=6000)
    expect(tv.locator(".scene:not(.leaving)")).to_have_count(1)


def test_outside_its_hours_the_screen_is_black_and_celebrates_nothing(
    wall: FakeWall, tv: Page
) -> None:
    now = datetime.now(UTC)
    hours = {"from": f"{now + timedelta(hours=2):%H:%M}", "until": f"{now:%H:%M}"}
    asleep = {"weekdays": list(range(7)), **hours}
    wall.change(screen={**wall.parts["screen"], "sleep": asleep})
    expect(tv.locator("html")).to_have_attribute("data-state", "asleep")
    expect(tv.locator(".night")).to_be_visible()
    expect(tv.locator(".frame")).to_be_hidden()
    wall.celebrate("g1", name="Anna")
    wall.change(screen={**wall.parts["screen"], "sleep": None})
    expect(tv.locator("html")).to_have_attribute("data-state", "live")

    assert tv.evaluate("window.notes") == []


def test_hours_may_run_over_midnight(wall: FakeWall, tv: Page) -> None:
    awake = """async ([address, screen, instants]) => {
      const { isAwake } = await import(address);
      return instants.map((instant) => isAwake(screen, Date.parse(instant)));
    }"""
    monday = {"weekdays": [0], "from": "22:00", "until": "06:00"}
    instants = [f"2026-11-23T{time}Z" for time in ("05:00", "21:59", "22:00")]
    instants += [f"2026-11-24T{time}Z" for time in ("05:59", "06:00", "22:30")]
    asked: list[Any] = [f"{wall.address}/wall/assets/b1/night.js"]
    asked += [pictures.screen(sleep=monday), instants]

    assert tv.evaluate(awake, asked) == [False, False, True, True, False, False]


def test_a_goal_has_a_sound_where_a_screen_wants_one(
    context: BrowserContext, wall: FakeWall
) -> None:
    wall.parts["screen"] |= {"sound": "chime"}
    for more, tones in (("", 3), ("&preview=1", 0)):
        page = context.new_page()
        page.add_init_script("""
          window.tones = 0;
          const make = AudioContext.prototype.createOscillator;
          AudioContext.prototype.createOscillator = function () {
            window.tones += 1;
            return make.call(this);
          };
        """)
        open_wall(page, wall, more=more)
        wall.celebrate(f"goal{more}", name="Anna")
        page.locator(".show").wait_for()
        assert page.evaluate("window.tones") == tones


def test_a_part_that_cannot_be_shown_stops_nothing_else(wall: FakeWall, tv: Page) -> None:
    scenes = [{"kind": "moves", "seconds": 3}, {"kind": "scorers", "seconds": 3}]
    wall.change(screen=pictures.screen(scenes=scenes), ticker={"items": 7}, head=None)

    expect(tv.locator("html")).to_have_attribute("data-scene", "moves")
    expect(tv.locator("html")).to_have_attribute("data-scene", "scorers", timeout=6000)


def test_a_preview_leaves_nothing_behind(context: BrowserContext, wall: FakeWall) -> None:
    page = context.new_page()
    open_wall(page, wall, more="&preview=1&scene=quotes")
    wall.celebrate("g1", name="Anna")
    page.locator(".show").wait_for()

    expect(page.locator("html")).to_have_attribute("data-scene", "quotes")
    assert page.evaluate("localStorage.length") == 0
    assert (
        page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    )


def test_many_updates_leave_nothing_behind(
    context: BrowserContext, wall: FakeWall, tv: Page
) -> None:
    tools = context.new_cdp_session(tv)
    tools.send("Performance.enable")

    def update(first: int, last: int) -> dict[str, float]:
        for at in range(first, last):
            names = pictures.TEAMS[:9]
            table = pictures.teams(names[at % 3 :] + names[: at % 3])
            for row in table["rows"]:
                row["id"], row["ratings"] = row["name"], str(100 + at % 800)
            wall.change(teams=table, ticker=pictures.ticker())
            if at % 10 == 0:
                wall.tell("event", {"key": f"k{at}", "kind": "goal", "at": instant(ago=90)})
                time.sleep(0.01)
        tv.locator(f"html[data-version='{wall.version}']").wait_for()
        tv.wait_for_timeout(1200)
        tools.send("HeapProfiler.collectGarbage")
        found = tools.send("Performance.getMetrics")["metrics"]
        return {one["name"]: one["value"] for one in found}

    before, after = update(0, 500), update(500, 2500)

    for name in ("JSHeapUsedSize", "Nodes", "JSEventListeners"):
        assert after[name] <= before[name] * 1.2, name
    assert tv.evaluate("JSON.parse(localStorage.getItem('wall:lobby:played')).length") == 250
