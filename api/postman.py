"""Sends messages from within the server: looks every few seconds, sends in threads of its own."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import anyio
from anyio import to_thread
from sqlalchemy import Engine

from db.post import Round, Writer, carry_one, look
from db.settings import Settings
from gamify.errors import CrownboardError

#: Messages that are sent at the same time; a slow service holds up only one of them.
PORTERS = 3

#: Seconds that a server which is stopped waits for requests that are on their way.
PATIENCE = 25.0

_log = logging.getLogger("crownboard.post")


def _now() -> datetime:
    return datetime.now(UTC)


class Postman:
    """Carries messages for as long as the server runs; any number of servers may have one."""

    def __init__(
        self,
        engine: Callable[[], Engine],
        settings: Callable[[], Settings],
        write: Writer,
        *,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._write = write
        self._clock = clock
        self._over = threading.Event()
        self._said = ""
        self._threads = anyio.CapacityLimiter(PORTERS + 1)
        self._tasks: set[asyncio.Task[None]] = set()

    async def go_round(self) -> None:
        """Look and send until `stop` is called."""
        while not self._over.is_set():
            if await to_thread.run_sync(self.look, limiter=self._threads):
                self._send_out_porters()
            await asyncio.sleep(self._settings().delivery_pause)

    async def stop(self) -> None:
        """Begin no other message; wait until those that are on their way have ended."""
        self._over.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE)

    def look(self) -> bool:
        """Whether there may be something to send; no while the database is away."""
        try:
            found = look(self._engine(), self._settings(), now=self._clock())
        except CrownboardError as error:
            self._say_once(f"Messages wait: {error}")
        except Exception:
            # The round goes on, whatever happens to one look.
            _log.exception("Messages wait")
        else:
            self._said = ""
            return found
        return False

    def carry(self) -> None:
        """Send one message after the other until none waits."""
        try:
            while not self._over.is_set() and carry_one(self._round()):
                pass
        except CrownboardError as error:
            self._say_once(f"Messages wait: {error}")
        except Exception:
            _log.exception("Messages wait")

    def _say_once(self, sentence: str) -> None:
        """An outage is said when it begins, not at every look."""
        if sentence != self._said:
            self._said = sentence
            _log.warning("%s", sentence)

    def _round(self) -> Round:
        return Round(
            self._engine(), self._settings(), self._write, self._clock, is_over=self._over.is_set
        )

    def _send_out_porters(self) -> None:
        for _ in range(PORTERS - len(self._tasks)):
            task = asyncio.create_task(self._carry_in_a_thread())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry_in_a_thread(self) -> None:
        await to_thread.run_sync(self.carry, limiter=self._threads)
