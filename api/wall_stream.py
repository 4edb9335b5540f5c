"""The stream of a wall: one answer that lasts, and ends when either side goes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import anyio
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api import wall_messages as messages
from api.wall_build import wall_build
from api.wall_hub import Hub
from api.wall_listener import Listener
from api.wall_tickets import is_reader, ticket_of
from gamify.errors import CrownboardError
from pages.ui import reads

_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Type": "text/event-stream",
    # A proxy shall hand on every message as it comes.
    "X-Accel-Buffering": "no",
}

#: The hub of this process; the server runs it for as long as it lives.
hub = Hub()


#: Seconds between two looks whether a reader without a token may still read.
ASK_AGAIN = 5.0


async def stream(request: Request) -> Response:
    """Everything that a screen shows, as it changes."""
    return WallStream(hub, Listener(await ticket_of(request)), lambda: is_reader(request))


class WallStream(Response):
    """Sends what waits for a wall; a reader that is slow waits for itself alone.

    A link that is revoked is the hub's to close; whether somebody without one `may_read` still,
    who may have signed out meanwhile, is asked here.
    """

    def __init__(
        self, of: Hub, listener: Listener, may_read: Callable[[], Awaitable[bool]]
    ) -> None:
        super().__init__(headers=_HEADERS)
        del self.headers["content-length"]
        self._hub, self._listener, self._may_read = of, listener, may_read

    async def __call__(self, _scope: Scope, receive: Receive, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(_until_gone, receive, tasks.cancel_scope)
            if self._listener.ticket.is_reader:
                tasks.start_soon(self._until_out)
            with self._hub.listening(self._listener):
                await self._say(send)
            tasks.cancel_scope.cancel()

    async def _until_out(self) -> None:
        """Close the stream of somebody who may read no longer; nobody is put out by an outage."""
        while not self._listener.is_over:
            await anyio.sleep(ASK_AGAIN)
            try:
                if await self._may_read():
                    continue
            except CrownboardError:
                continue
            self._listener.close(messages.closed(reads.settings().language))

    async def _say(self, send: Send) -> None:
        listener = self._listener
        await _send(send, messages.hello(wall_build()), is_more=True)
        await self._hub.catch_up(listener)
        while not listener.is_over:
            if listener.room is None and self._hub.away is None:
                await self._hub.catch_up(listener)
            await _send(send, listener.take(), is_more=True)
            if not listener.is_over:
                await listener.wait()
        await _send(send, listener.take(), is_more=False)


async def _send(send: Send, body: bytes, *, is_more: bool) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": is_more})


async def _until_gone(receive: Receive, stream_scope: anyio.CancelScope) -> None:
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            stream_scope.cancel()
            return
