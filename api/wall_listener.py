"""One wall that listens: what waits to be sent to it, never more than a little."""

from __future__ import annotations

import asyncio
from collections import deque

from gamify.wall.links import Ticket
from pages.ui.wall.rooms import Room

#: A wall that has fallen behind by so many messages gets the whole picture anew instead.
MOST_WAITING = 64


class Listener:
    """Lives in the loop of the server; a slow reader holds up nobody else.

    `room` is what it has been sent, None while it needs the whole picture. `is_over` says that
    its stream shall end.
    """

    def __init__(self, ticket: Ticket) -> None:
        self.ticket = ticket
        self.room: Room | None = None
        self.is_over = False
        self._waiting: deque[bytes] = deque()
        self._bell = asyncio.Event()

    def put(self, message: bytes) -> None:
        """Let a message wait for this wall."""
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            self.room = None
        self._waiting.append(message)
        self._bell.set()

    def close(self, *messages: bytes) -> None:
        """End the stream; nothing but these is said any more."""
        self._waiting.clear()
        self._waiting.extend(messages)
        self.is_over = True
        self._bell.set()

    def ring(self) -> None:
        """Let it look again, though nothing waits."""
        self._bell.set()

    def take(self) -> bytes:
        """All that waits, in one piece."""
        taken = b"".join(self._waiting)
        self._waiting.clear()
        self._bell.clear()
        return taken

    async def wait(self) -> None:
        """Until something waits, or the bell has rung."""
        await self._bell.wait()
