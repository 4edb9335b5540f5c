"""Sends messages from within the server: looks every few seconds, sends in threads of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime

from sqlalchemy import Engine

from api.rounds import Rounds
from db.post import Round, Writer, carry_one, look
from db.settings import Settings

#: Messages that are sent at the same time; a slow service holds up only one of them.
PORTERS = 3

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
        self._rounds = Rounds(_log, "Messages wait", hands=PORTERS)
        self._tasks: set[asyncio.Task[None]] = set()

    async def go_round(self) -> None:
        """Look and send until `stop` is called."""
        while not self._rounds.over.is_set():
            if await self._rounds.in_a_thread(self.look):
                self._send_out_porters()
            await asyncio.sleep(self._settings().delivery_pause)

    async def stop(self) -> None:
        """Begin no other message; wait until those that are on their way have ended."""
        await self._rounds.stop(self._tasks)

    def look(self) -> bool:
        """Whether there may be something to send; no while the database is away."""
        return self._rounds.attempt(
            lambda: look(self._engine(), self._settings(), now=self._clock()), otherwise=False
        )

    def carry(self) -> None:
        """Send one message after the other until none waits."""
        self._rounds.attempt(self._carry_all, otherwise=None)

    def _carry_all(self) -> None:
        while not self._rounds.over.is_set() and carry_one(self._round()):
            pass

    def _round(self) -> Round:
        is_over = self._rounds.over.is_set
        return Round(self._engine(), self._settings(), self._write, self._clock, is_over=is_over)

    def _send_out_porters(self) -> None:
        for _ in range(PORTERS - len(self._tasks)):
            task = asyncio.create_task(self._rounds.in_a_thread(self.carry))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
