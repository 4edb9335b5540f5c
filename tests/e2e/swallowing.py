"""A network that can be cut: a TCP proxy that goes on taking bytes and hands none of them on."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field


@dataclass
class Line:
    """A proxy before a port. While it `swallows` nothing gets through, in either direction.

    A connection that lost bytes stays dead for ever, as with a router that forgot it: nobody
    is told.
    """

    to: int
    swallows: bool = False
    port: int = 0
    lost: set[int] = field(default_factory=set)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def serve(self, ready: threading.Event, over: asyncio.Event) -> None:
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await over.wait()
        server.close()
        for task in self._tasks:
            task.cancel()
        # The connections close themselves when those who carry have gone.
        await asyncio.sleep(0.2)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = id(writer)
        try:
            away = await asyncio.open_connection("127.0.0.1", self.to)
        except OSError:
            writer.transport.abort()
            return
        both = [
            asyncio.create_task(self._carry(number, reader, away[1])),
            asyncio.create_task(self._carry(number, away[0], writer)),
        ]
        self._tasks.update(both)
        try:
            await asyncio.wait(both)
        finally:
            self._tasks.difference_update(both)
            self.lost.discard(number)
            for end in (writer, away[1]):
                end.transport.abort()

    async def _carry(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        with suppress(OSError):
            while piece := await reader.read(65536):
                if self.swallows:
                    self.lost.add(number)
                if number not in self.lost:
                    writer.write(piece)
                    await writer.drain()
        if number not in self.lost:
            writer.close()


@contextmanager
def line_to(port: int) -> Iterator[Line]:
    """A proxy before a port of this machine, in a thread of its own."""
    line, ready = Line(port), threading.Event()
    loop = asyncio.new_event_loop()
    over = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(line.serve(ready, over),))
    thread.start()
    ready.wait(10)
    try:
        yield line
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(10)
        loop.close()
