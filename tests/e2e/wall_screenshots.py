"""Screenshots of the wall: every scene and celebration at every size, on usual and extreme days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e import wall_pictures as pictures
from tests.e2e.wall_looks import settle
from tests.e2e.wall_server import FakeWall, fake_wall

SIZES = {"720": (1280, 720), "1080": (1920, 1080), "4k": (3840, 2160), "standing": (1080, 1920)}
THEMES = ("dark", "light")


def days() -> dict[str, dict[str, Any]]:
    """The pictures by a name of their day."""
    return {
        "nine-en": pictures.picture("en", n=9),
        "nine-ru": pictures.picture("ru", n=9),
        "fifteen-en": pictures.picture("en", n=15),
        "fifteen-ru": pictures.picture("ru", n=15),
        "one-en": pictures.picture("en", n=1),
        "extreme": pictures.extreme(15),
        "empty-en": pictures.empty("en"),
        "empty-ru": pictures.empty("ru"),
    }


def take_wall(browser: Browser, folder: Path) -> Iterator[str]:
    """Take every screenshot of the wall into a folder; gives their names."""
    for (day, parts), theme in product(days().items(), THEMES):
        screen = parts["screen"] | {"theme": theme}
        with fake_wall(parts | {"screen": screen}) as wall:
            context = browser.new_context(reduced_motion="reduce")
            page = context.new_page()
            for kind in _kinds(day):
                page.goto(f"{wall.address}/wall?screen=lobby&preview=1&scene={kind}")
                page.locator(f"html[data-state=live][data-scene={kind}]").wait_for()
                yield from _take(page, folder, f"wall-{kind}-{day}-{theme}")
            context.close()
    yield from _take_celebrations(browser, folder)


def _kinds(day: str) -> tuple[str, ...]:
    """The scenes of a day; a single team has nothing to move past."""
    if day.startswith("empty"):
        return ("brand",)
    return tuple(kind for kind in pictures.SCENES if (day, kind) != ("one-en", "moves"))


def _take(page: Page, folder: Path, name: str) -> Iterator[str]:
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        settle(page)
        path = folder / f"{name}-{size}.png"
        page.screenshot(path=path)
        yield path.name


def _take_celebrations(browser: Browser, folder: Path) -> Iterator[str]:
    for size, theme in product(("1080", "standing"), THEMES):
        parts = pictures.picture(screen=pictures.screen(theme=theme))
        width, height = SIZES[size]
        with fake_wall(parts) as wall:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{wall.address}/wall?screen=lobby&preview=1&scene=standings")
            page.locator("html[data-state=live]").wait_for()
            for kind in ("goal", "crown", "milestone", "met", "bulk", "roll"):
                _celebrate(wall, kind)
                page.locator(".show").wait_for()
                page.wait_for_timeout(1500)
                path = folder / f"wall-celebration-{kind}-{theme}-{size}.png"
                page.screenshot(path=path)
                page.locator(".celebration").wait_for(state="hidden")
                yield path.name
            page.close()


def _celebrate(wall: FakeWall, kind: str) -> None:
    words = pictures.QUOTES
    if kind == "roll":
        for at, name in enumerate(pictures.PEOPLE):
            said: dict[str, Any] = {"title": "GOAL", "name": name, "team": pictures.TEAMS[at]}
            wall.celebrate(f"roll {at}", **said, quote=words[at % len(words)])
        return
    great: dict[str, Any] = {"title": f"A {kind}", "text": "It was 12 days in the making."}
    all_said: dict[str, dict[str, Any]] = {
        "goal": {"title": "GOAL", "name": "Anna Sokolova", "team": "Storage", "quote": words[0]},
        "bulk": {"title": "New ratings", "name": "", "text": "120 ratings have come in"},
    }
    wall.celebrate(kind, kind, **all_said.get(kind, great | {"name": "L2 Network"}))
