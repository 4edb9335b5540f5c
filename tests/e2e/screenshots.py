"""Screenshots of every screen, for the README and for looking at: full and empty, in both
themes and languages, on a laptop and on a phone; and the wall at the sizes of screens in offices.
`python -m tests.e2e.screenshots FOLDER`
"""

from __future__ import annotations

import sys
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from tests.e2e.chromium import CHROMIUM
from tests.e2e.served import serve
from tests.e2e.wall_screenshots import take_wall

SIZES = {"laptop": (1440, 900), "phone": (390, 844)}
THEMES = ("dark", "light")
LANGUAGES = ("en", "ru")
#: Every screen by its name and its address.
SCREENS = {
    "leaderboard": "",
    "nominations": "nominations",
    "challenges": "challenges",
    "team": "team",
}


def take_all(folder: Path) -> None:
    """Take every screenshot into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name in take_wall(browser, folder):
            print(name, flush=True)
        for state in ("full", "empty"):
            with serve(f"sqlite:///{data}/{state}.db", demo=state == "full") as address:
                for screen, size, theme, language in product(SCREENS, SIZES, THEMES, LANGUAGES):
                    name = f"{screen}-{state}-{size}-{theme}-{language}.png"
                    where = f"{address}/{SCREENS[screen]}?lang={language}"
                    _take(browser, where, folder / name, size, theme)
                    print(name, flush=True)
        browser.close()


def _take(browser: Browser, address: str, path: Path, size: str, theme: str) -> None:
    """The first screen on a laptop; on a phone, and as `…-all`, everything below it too."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(address)
    _wait_for_all(page)
    page.screenshot(path=path)
    page.set_viewport_size({"width": width, "height": _whole_height(page)})
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.screenshot(path=path.with_stem(f"{path.stem}-all"))
    context.close()


def _wait_for_all(page: Page) -> None:
    page.locator(".board .head").wait_for()
    if _is_full(page.locator(".team-table")):
        page.locator("[data-testid=stVegaLiteChart] :is(canvas, svg)").first.wait_for()
    page.wait_for_function("document.fonts.status === 'loaded'")


def _is_full(table: Locator) -> bool:
    return table.count() > 0


def _whole_height(page: Page) -> int:
    main = page.get_by_test_id("stMain")
    return int(main.evaluate("(main) => main.scrollHeight")) + 80


if __name__ == "__main__":
    take_all(Path(sys.argv[1] if len(sys.argv) > 1 else "var/screenshots"))
