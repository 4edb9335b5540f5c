"""Walls without a browser: readers of streams that note when they had which version."""

from __future__ import annotations

import asyncio
import bisect
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

PARTS = re.compile(rb'event: parts\ndata: \{"stamp":\{"version":(\d+)')
ASK = b"GET /api/v1/wall/stream HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n"


@dataclass
class Stream:
    """One open stream: versions in the order in which they came, and when."""

    versions: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)
    is_over: bool = False

    async def read(self, port: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(ASK)
        rest = b""
        try:
            while piece := await reader.read(262_144):
                *messages, rest = (rest + piece).split(b"\n\n")
                for message in messages:
                    if found := PARTS.search(message):
                        self._note(int(found[1]))
        finally:
            self.is_over = True
            writer.close()

    def has(self, version: int, *, within: float = 30) -> bool:
        """Wait, in another thread, until the stream has told a version; False if it doesn't."""
        with self.news:
            return self.news.wait_for(lambda: self.versions[-1:] >= [version], within)

    def delay(self, version: int, committed: float) -> float:
        """Seconds from a commit to the first parts that have it; infinite if none came."""
        at = bisect.bisect_left(self.versions, version)
        return self.times[at] - committed if at < len(self.times) else float("inf")

    def _note(self, version: int) -> None:
        with self.news:
            self.versions.append(version)
            self.times.append(time.time())
            self.news.notify_all()


@contextmanager
def open_streams(port: int, amount: int) -> Iterator[list[Stream]]:
    """So many streams, read in a thread; none may end before the others do."""
    streams = [Stream() for _ in range(amount)]
    loop, over = asyncio.new_event_loop(), threading.Event()

    async def read_all() -> None:
        tasks = [asyncio.create_task(stream.read(port)) for stream in streams]
        while not over.is_set():
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    thread = threading.Thread(target=loop.run_until_complete, args=(read_all(),))
    thread.start()
    try:
        if not all(stream.has(0) for stream in streams):
            raise TimeoutError("the server doesn't answer")
        yield streams
        if any(stream.is_over for stream in streams):
            raise RuntimeError("the server has closed a stream")
    finally:
        over.set()
        thread.join(10)
        with suppress(RuntimeError):
            loop.close()
