"""Walks through every page, section and scene full of hostile words, in both languages.

CROWNBOARD_BENCH_PICTURES="FOLDER" keeps a picture of each page there, to be looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from playwright.sync_api import sync_playwright

from gamify.language import LANGUAGES
from tests.bench.report import Figure
from tests.e2e.chromium import CHROMIUM
from tests.e2e.hostile_walk import PAGES, Planted, Walk, serve_planted
from tests.e2e.wall_pictures import SCENES
from tests.hostile import planted_database, write_file

PICTURES = os.environ.get("CROWNBOARD_BENCH_PICTURES", "")


def measure(folder: Path) -> list[Figure]:
    """What came of the words, which has to be nothing."""
    visits = 0
    now = datetime.now(UTC)
    kept = planted_database(folder, now=now)
    with serve_planted(kept, now=now) as planted, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        walk = planted.walk(browser.new_page(viewport={"width": 1440, "height": 900}))
        for name in _visits(walk, planted, folder):
            visits += 1
            if PICTURES:
                where = Path(PICTURES)
                where.mkdir(parents=True, exist_ok=True)
                walk.picture(where / f"{re.sub('[^a-z]+', '-', name) or 'leaderboard'}.png")
        browser.close()
    for one in walk.harm:
        print(f"  {one}")
    return [
        Figure("pages, sections and scenes", visits, ""),
        Figure("words that became more than words", len(walk.harm), "", bound=0),
    ]


def _visits(walk: Walk, planted: Planted, folder: Path) -> Iterator[str]:
    """Everything there is to see, one after the other."""
    for path, language in product(PAGES, LANGUAGES):
        walk.visit(f"{path}{'&' if '?' in path else '?'}lang={language}")
        # Charts and lists come after the page.
        walk.page.wait_for_timeout(1500)
        walk.look(path)
        yield f"{path} {language}"
    walk.visit("?lang=en", ready="[data-testid=stVegaLiteChart] :is(canvas, svg)")
    walk.hover("[data-testid=stVegaLiteChart]")
    yield "tooltip"
    walk.visit("data?section=upload&lang=en", ready=".drop")
    walk.drop(write_file(folder, now=planted.now))
    yield "upload"
    for scene in SCENES:
        shown = f"html[data-state=live][data-scene={scene}]"
        walk.visit(planted.scene(scene), ready=shown)
        yield f"wall {scene}"
