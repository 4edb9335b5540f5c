"""A week of a wall in fast motion: as many updates as a busy week has, one after the other.

Every update is a write of its own that changes a figure of the table; every so many of them a
real rating comes in, which is celebrated. The next one is written when a stream has told the
last; the tab, on a stream of its own, takes in every one and draws what it has in each frame.
CROWNBOARD_BENCH_WHOLE=1 lets the server make the whole picture for each of them (see hasty.py).
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Browser, CDPSession
from sqlalchemy import Connection, Engine, text

from db.engine import migrate, open_engine, reading, writing
from db.models.cells import Grain
from db.queries.version import data_version
from tests.bench.report import Figure
from tests.bench.wall_streams import Stream, open_streams
from tests.e2e.served import serve_process
from tests.e2e.wall_outages import fill
from tests.e2e.wall_tv import Tv, open_tv
from tests.factories import Row, store

UPDATES = int(os.environ.get("CROWNBOARD_BENCH_UPDATES", "20000"))
#: After so many updates everything that is kept is there; from then on nothing may grow.
FIRST = min(1000, UPDATES // 2)
#: After so many more updates it is told how things stand.
STEP = 5000
TEAMS = 3
#: Every so many updates there is a real rating.
RATING = 50
GROWTH = 1.2
#: Seconds after which an update isn't told any more.
SOON = 2.0
MEGABYTE = 1024**2
#: The tab is counted by what it draws, not by the notes of a bench that would grow themselves.
COUNT = """() => {
  window.drawn = 0;
  new MutationObserver(() => { window.drawn += 1; })
    .observe(document.documentElement, { attributeFilter: ['data-version'] });
}"""
FIGURES = text(
    "UPDATE cell SET n5 = :fives, n4 = :fours WHERE grain = :grain AND team_id = :team"
    " AND day = (SELECT max(day) FROM cell WHERE grain = :grain)"
)
NEXT = text("UPDATE data_version SET version = version + 1 RETURNING version")


@dataclass(frozen=True, slots=True)
class Size:
    """Memory in megabytes after a collection; of the tab also its heap and its nodes."""

    tab: float
    server: float
    heap: float
    nodes: float


def update(connection: Connection, at: int) -> int:
    """Change the figures of a team so that places change now and then; the version."""
    team = at % TEAMS
    changed = {
        "fives": 300 + at % 97,
        "fours": (at // 150 + team) % TEAMS,
        "grain": int(Grain.TEAM_QUARTER),
        "team": team + 1,
    }
    connection.execute(FIGURES, changed)
    return int(connection.execute(NEXT).scalar_one())


def run(engine: Engine, stream: Stream, first: int, last: int) -> int:
    """Write updates one after the other, each when the server has told the one before.

    Gives how many weren't told alone: while the server's own upkeep writes at the same moment,
    two versions may be told as one.
    """
    together = 0
    writer = engine.execution_options(writes=True)
    with writer.connect() as connection:
        for at in range(first, last):
            if at % RATING == 0:
                version = _rate(engine, at)
            else:
                with connection.begin():
                    version = update(connection, at)
            together += not stream.has(version, within=SOON)
    return together


def _rate(engine: Engine, at: int) -> int:
    team = 1 + at // RATING % TEAMS
    row = Row(f"W{at}", owner=f"Engineer {team}0", team=f"Team {team}", at=datetime.now(UTC))
    with writing(engine) as session:
        store(session, row)
    with reading(engine) as session:
        return data_version(session)


def week(browser: Browser, folder: Path) -> list[Figure]:
    """Memory of the tab and of the server at the end, over that after the first updates."""
    url = f"sqlite:///{folder / 'week.db'}"
    engine = open_engine(url)
    migrate(engine)
    fill(engine, teams=TEAMS)
    with serve_process(url, module="tests.bench.hasty") as (address, process):
        known = _renderers(browser)
        context, tv = open_tv(browser, address, takes_notes=False)
        tools = context.new_cdp_session(tv.page)
        tv.page.evaluate(COUNT)
        with open_streams(int(address.rpartition(":")[2]), 1) as (stream,):
            together = run(engine, stream, 0, FIRST)
            tab = _busiest(_renderers(browser) - known)
            before = _size(tv, tools, tab, process.pid)
            began = time.monotonic()
            after = before
            _tell(FIRST, before)
            for first in range(FIRST, UPDATES, STEP):
                last = min(first + STEP, UPDATES)
                together += run(engine, stream, first, last)
                after = _size(tv, tools, tab, process.pid)
                _tell(last, after)
            took = time.monotonic() - began
        drawn = tv.page.evaluate("window.drawn")
        context.close()
    engine.dispose()
    return [
        Figure("updates a second", (UPDATES - FIRST) / took, ""),
        Figure("thousands of updates that went through", UPDATES / 1000, ""),
        Figure("share that the tab drew alone, others with the next one", drawn / UPDATES, ""),
        Figure("told together with another", together, "", UPDATES / 200),
        Figure("tab after the first thousand", before.tab, "MB"),
        Figure("tab at the end", after.tab, "MB"),
        Figure("tab at the end over after the first", after.tab / before.tab, "×", GROWTH),
        Figure("its heap at the end over after the first", after.heap / before.heap, "×", GROWTH),
        Figure("its nodes at the end over after the first", after.nodes / before.nodes, "×"),
        Figure("server after the first thousand", before.server, "MB"),
        Figure("server at the end", after.server, "MB"),
        Figure("server at the end over after the first", after.server / before.server, "×", GROWTH),
    ]


def _size(tv: Tv, tools: CDPSession, tab: psutil.Process, server: int) -> Size:
    """When celebrations are over and what was let go has been collected."""
    tv.page.locator("html:not([data-celebrating])").wait_for(timeout=60_000)
    tv.page.wait_for_timeout(1000)
    tools.send("Performance.enable")
    tools.send("HeapProfiler.collectGarbage")
    tv.page.wait_for_timeout(1000)
    found: list[dict[str, Any]] = tools.send("Performance.getMetrics")["metrics"]
    metrics = {one["name"]: float(one["value"]) for one in found}
    return Size(
        tab=tab.memory_info().rss / MEGABYTE,
        server=psutil.Process(server).memory_info().rss / MEGABYTE,
        heap=metrics["JSHeapUsedSize"],
        nodes=metrics["Nodes"],
    )


def _tell(updates: int, size: Size) -> None:
    print(f"  {updates} updates: {size}", file=sys.stderr, flush=True)


def _renderers(browser: Browser) -> set[int]:
    tools = browser.new_browser_cdp_session()
    found = tools.send("SystemInfo.getProcessInfo")["processInfo"]
    tools.detach()
    return {int(one["id"]) for one in found if one["type"] == "renderer"}


def _busiest(renderers: set[int]) -> psutil.Process:
    """The wall's own renderer, once it has drawn a lot: others of a browser only wait."""
    processes = [psutil.Process(number) for number in renderers]
    return max(processes, key=lambda one: sum(one.cpu_times()[:2]))
