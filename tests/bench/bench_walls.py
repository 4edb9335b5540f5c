"""The wall: how soon it shows and celebrates, fifty of them on a server, a week in fast motion.

A real server, a real browser, and ratings that another process than the server writes. Some of
it alone: CROWNBOARD_BENCH_WALLS="delay feast many week"; less of it: CROWNBOARD_BENCH_RATINGS,
…_WALLS_OPEN, …_SECONDS, …_UPDATES.
"""

from __future__ import annotations

import os
import random
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import psutil
from playwright.sync_api import Browser, sync_playwright

from tests.bench import wall_week
from tests.bench.report import Figure
from tests.bench.wall_streams import open_streams
from tests.bench.writer import Writer
from tests.e2e.chromium import CHROMIUM
from tests.e2e.served import serve_process
from tests.e2e.wall_feast import meet_challenges, rate_many, take_the_crown
from tests.e2e.wall_outages import site_on
from tests.e2e.wall_tv import open_tv

PARTS = os.environ.get("CROWNBOARD_BENCH_WALLS", "delay feast many week").split()
RATINGS = int(os.environ.get("CROWNBOARD_BENCH_RATINGS", "50"))
WALLS = int(os.environ.get("CROWNBOARD_BENCH_WALLS_OPEN", "50"))
SECONDS = int(os.environ.get("CROWNBOARD_BENCH_SECONDS", "60"))
#: Seconds within which a wall shows what has been written.
BOUND = 2.0
#: Seconds until twenty goals of a second have been celebrated.
ALL_OVER = 20.0
#: A quiet wall costs at most so many seconds of processor time a minute.
IDLE = 0.1


def delay(browser: Browser, folder: Path) -> list[Figure]:
    """Ratings at moments of chance, each from its commit until the page has drawn it."""
    url = f"sqlite:///{folder / 'delay.db'}"
    rng = random.Random(5)
    commits: list[tuple[int, float]] = []
    with serve_process(url, demo=True) as (address, _):
        writer = Writer(url, now=datetime.now(UTC))
        context, tv = open_tv(browser, address)
        for _ in range(RATINGS):
            tv.page.wait_for_timeout(800 + 900 * rng.random())
            version = writer.add_rating(datetime.now(UTC))
            commits.append((version, time.time()))
        tv.seconds_to(commits[-1][0], since=time.time())
        versions = tv.notes("versions")
        context.close()
    delays = [
        next(at for seen, at in versions if seen >= version) / 1000 - committed
        for version, committed in commits
    ]
    return [
        Figure(f"from commit to screen, median of {RATINGS}", statistics.median(delays), "s"),
        Figure("from commit to screen, worst", max(delays), "s", BOUND),
    ]


def feast(browser: Browser, folder: Path) -> list[Figure]:
    """What is greater than a goal, and twenty goals of a second."""
    with site_on(f"sqlite:///{folder / 'feast.db'}") as site:
        context, tv = open_tv(browser, site.address)
        crown = take_the_crown(site, tv)
        half, met = meet_challenges(site, tv)
        roll = rate_many(site, tv)
        context.close()
    in_order = roll.played == roll.wanted
    return [
        Figure(f"from commit to “{crown.title}”", crown.after, "s", BOUND),
        Figure(f"from commit to “{half.title}”", half.after, "s", BOUND),
        Figure(f"from commit to “{met.title}”", met.after, "s", BOUND),
        Figure("twenty goals were written in", roll.took, "s"),
        Figure("from the first commit to the first show", roll.first, "s", BOUND),
        Figure("from the last commit until all were celebrated", roll.over, "s", ALL_OVER),
        Figure("played once each in their order", float(in_order), "", 1, least=True),
    ]


def many(browser: Browser, folder: Path) -> list[Figure]:
    """Many walls on one server, one of them a real browser: in silence, then with ratings."""
    url = f"sqlite:///{folder / 'many.db'}"
    with serve_process(url, demo=True) as (address, process):
        server = psutil.Process(process.pid)
        time.sleep(10)
        alone = _processor_seconds(server)
        context, tv = open_tv(browser, address)
        with open_streams(int(address.rpartition(":")[2]), WALLS - 1) as streams:
            tv.page.wait_for_timeout(10_000)
            quiet = _processor_seconds(server)
            before = _spent(server)
            writer = Writer(url, now=datetime.now(UTC))
            commits = []
            for _ in range(SECONDS):
                began = time.monotonic()
                version = writer.add_rating(datetime.now(UTC))
                commits.append((version, time.time()))
                tv.page.wait_for_timeout(max(0.0, 1 - (time.monotonic() - began)) * 1000)
            spent = _spent(server) - before
            tv.seconds_to(commits[-1][0], since=time.time())
            tv.page.wait_for_timeout(3000)
            versions = tv.notes("versions")
        context.close()
    everywhere = []
    delays = []
    for version, committed in commits:
        drawn = next(at for seen, at in versions if seen >= version) / 1000 - committed
        all_of_them = [drawn, *(stream.delay(version, committed) for stream in streams)]
        delays += all_of_them
        everywhere.append(max(all_of_them))
    each = (quiet - alone) / WALLS
    return [
        Figure(f"until all {WALLS} walls have it, median", statistics.median(everywhere), "s"),
        Figure(f"until all {WALLS} walls have it, 95th percentile", _95th(everywhere), "s", BOUND),
        Figure("until a wall has it, 95th percentile", _95th(delays), "s", BOUND),
        Figure("until all have it, worst", max(everywhere), "s"),
        Figure("processor time of the server for a rating", spent / SECONDS, "s"),
        Figure("server without walls, processor time a minute", alone, "s"),
        Figure(f"with {WALLS} quiet walls, processor time a minute", quiet, "s"),
        Figure("with quiet walls over without", quiet / max(alone, 0.01), "×"),
        Figure("a quiet wall, processor time a minute", each, "s", IDLE),
    ]


def _95th(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _processor_seconds(process: psutil.Process) -> float:
    """What a process spends in a minute while nothing is asked of it."""
    before, began = _spent(process), time.monotonic()
    time.sleep(SECONDS)
    return (_spent(process) - before) * 60 / (time.monotonic() - began)


MEASURES: dict[str, Callable[[Browser, Path], list[Figure]]] = {
    "delay": delay,
    "feast": feast,
    "many": many,
    "week": wall_week.week,
}


def measure(folder: Path) -> list[Figure]:
    """All parts, or those that are asked for."""
    figures = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for name in PARTS:
            figures += MEASURES[name](browser, folder)
        browser.close()
    return figures
