"""200 open leaderboards on one server while a rating arrives every second.

Every board is a real Streamlit session (websocket, the page run) and the poller of its
component: it asks for the version once a second and fetches the board when it has changed.
A board's delay runs from the commit of a rating to the board that counts it.
"""

from __future__ import annotations

import asyncio
import bisect
import os
import random
import re
import statistics
import sys
import time
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

import aiohttp
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.bench.report import Figure
from tests.bench.writer import Writer
from tests.e2e.served import serve

BOARDS = int(os.environ.get("CROWNBOARD_BENCH_BOARDS", "200"))
RATINGS = 30
#: What the component waits between two questions for the version, in seconds.
POLL = 1.0
#: It asks for a new chart of the places after 0.25 to 1.25 of these seconds.
RACE_PAUSE = 20.0
RACE = re.compile(rb'"race": ?("[^"]*"|[^,}]*)')


class Board:
    """One open leaderboard: keeps its session open and notes when it saw which version."""

    def __init__(self, address: str, client: aiohttp.ClientSession, rng: random.Random) -> None:
        self.address = address
        self.client = client
        self.rng = rng
        self.race = b""
        self.reruns = 0
        self.versions: list[int] = []
        self.times: list[float] = []

    async def open_session(self) -> None:
        """Open the page as a browser does, and stay until cancelled."""
        async with self.client.ws_connect(
            "/_stcore/stream", protocols=["streamlit"], origin=self.address, max_msg_size=0
        ) as stream:
            self.stream = stream
            await self.run_page()
            async for answer in stream:
                ForwardMsg().ParseFromString(answer.data)

    async def run_page(self) -> None:
        """Run the page's script, as at first and whenever the chart of the places is new."""
        request = BackMsg()
        request.rerun_script.query_string = "lang=en"
        self.reruns += 1
        await self.stream.send_bytes(request.SerializeToString())

    async def poll(self) -> None:
        """Ask for the version as the component does; fetch the board when it has changed."""
        await asyncio.sleep(self.rng.random() * POLL)
        tag = ""
        while True:
            began = time.monotonic()
            asked = self.client.get("/api/v1/version", headers={"If-None-Match": tag})
            async with asked as answer:
                changed = answer.status == HTTPStatus.OK
                tag = answer.headers["ETag"]
            if changed:
                await self._fetch()
            await asyncio.sleep(max(0.0, POLL - (time.monotonic() - began)))

    async def _fetch(self) -> None:
        async with self.client.get("/api/v1/board", params={"lang": "en"}) as answer:
            body = await answer.read()
        self.versions.append(int(answer.headers["ETag"].strip('"').split("-")[0]))
        self.times.append(time.monotonic())
        found = RACE.search(body)
        race, before = found[1] if found else b"", self.race
        self.race = race
        if before not in {b"", race}:
            pause = RACE_PAUSE * (0.25 + self.rng.random())
            self._later = asyncio.create_task(self._rerun_after(pause))

    async def _rerun_after(self, pause: float) -> None:
        await asyncio.sleep(pause)
        await self.run_page()

    def delay(self, version: int, committed: float) -> float:
        """Seconds from a commit to the first board that has it; infinite if none came."""
        seen = bisect.bisect_left(self.versions, version)
        return self.times[seen] - committed if seen < len(self.times) else float("inf")


async def watch(address: str, writer: Writer) -> list[float]:
    """Open the boards, let ratings arrive, and return every board's delay for every rating."""
    rng = random.Random(7)
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(
        address, connector=connector, headers={"Accept-Encoding": "identity"}
    ) as client:
        boards = [Board(address, client, rng) for _ in range(BOARDS)]
        tasks = []
        for board in boards:
            tasks += [asyncio.create_task(board.open_session()), asyncio.create_task(board.poll())]
            await asyncio.sleep(0.1)
        await asyncio.sleep(5)
        commits = []
        for _ in range(RATINGS):
            began = time.monotonic()
            version = await asyncio.to_thread(writer.add_rating, datetime.now(UTC))
            commits.append((version, time.monotonic()))
            await asyncio.sleep(max(0.0, 1 - (time.monotonic() - began)))
        await asyncio.sleep(4)
        failed = [task for task in tasks if task.done()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if failed:
            raise RuntimeError(f"{len(failed)} boards were closed by the server")
        print(f"  {sum(board.reruns for board in boards)} runs of the page", file=sys.stderr)
    return [board.delay(version, at) for board in boards for version, at in commits]


def measure(folder: Path) -> list[Figure]:
    """The delays of all boards over all ratings."""
    url = f"sqlite:///{folder / 'crownboard.db'}"
    with serve(url, demo=True) as address:
        writer = Writer(url, now=datetime.now(UTC))
        delays = sorted(asyncio.run(watch(address, writer)))
    print(f"  {BOARDS} boards, {RATINGS} ratings on {os.cpu_count()} cores", file=sys.stderr)
    return [
        Figure("median delay", statistics.median(delays), "s"),
        Figure("95th percentile", delays[int(len(delays) * 0.95)], "s", 2.0),
        Figure("worst", delays[-1], "s"),
    ]
