"""The leaderboard against a Streamlit page with only a title, from navigation to last element.

Two servers run side by side; a real browser opens each in turn in a fresh context (empty
cache), so both load Streamlit itself. Times are the browser's own clock.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.bench.report import Figure
from tests.e2e.chromium import CHROMIUM
from tests.e2e.served import serve, serve_script

ROUNDS = 9
TITLE = 'import streamlit as st\n\nst.title("A title")\n'
#: What a visitor sees of a full leaderboard, the last of it included.
LEADERBOARD = (
    ".crown-card .average",
    ".team-table tbody:last-of-type .team-row .stars",
    ".podium .goals",
    ".scorers li:nth-child(7)",
    "[data-testid=stVegaLiteChart] :is(canvas, svg.marks)",
)


def milliseconds(browser: Browser, address: str, elements: tuple[str, ...]) -> float:
    """From navigation until the last of the elements is visible."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page: Page = context.new_page()
    page.goto(address, wait_until="commit")
    for element in elements:
        page.locator(element).first.wait_for(state="visible", timeout=30_000)
    seen = float(page.evaluate("performance.now()"))
    context.close()
    return seen


def measure(folder: Path) -> list[Figure]:
    """Our page's time over the title page's, medians of alternating visits."""
    script = folder / "title" / "title.py"
    script.parent.mkdir()
    script.write_text(TITLE, encoding="utf-8")
    title: list[float] = []
    board: list[float] = []
    with (
        serve_script(script) as plain,
        serve(f"sqlite:///{folder / 'crownboard.db'}", demo=True) as ours,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(**CHROMIUM)
        milliseconds(browser, plain, ("h1",))
        milliseconds(browser, ours, LEADERBOARD)
        for _ in range(ROUNDS):
            title.append(milliseconds(browser, plain, ("h1",)))
            board.append(milliseconds(browser, ours, LEADERBOARD))
        browser.close()
    slow, fast = statistics.median(board), statistics.median(title)
    return [
        Figure("a page with a title", fast, "ms"),
        Figure("the leaderboard", slow, "ms"),
        Figure("leaderboard over title", slow / fast, "×", 1.6),
    ]
