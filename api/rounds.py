"""What is looked at every few seconds within the server, in threads of its own, until it stops."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Collection
from typing import TypeVar

import anyio
from anyio import to_thread

from gamify.errors import CrownboardError

Found = TypeVar("Found")

#: Seconds that a server which is stopped waits for what is on its way.
PATIENCE = 25.0


class Rounds:
    """Threads, the word that ends the rounds, and what the log says of an outage.

    `waits` begins that sentence ("Messages wait"); `hands` work at the same time beside the look.
    """

    def __init__(self, log: logging.Logger, waits: str, *, hands: int) -> None:
        self.over = threading.Event()
        self._log = log
        self._waits = waits
        self._said = ""
        self._threads = anyio.CapacityLimiter(hands + 1)

    async def in_a_thread(self, act: Callable[[], Found]) -> Found:
        """What something gives that would keep all others waiting."""
        return await to_thread.run_sync(act, limiter=self._threads)

    async def stop(self, tasks: Collection[asyncio.Task[None]]) -> None:
        """Let nothing else begin; wait until what is on its way has ended."""
        self.over.set()
        if tasks:
            await asyncio.wait(tasks, timeout=PATIENCE)

    def attempt(self, act: Callable[[], Found], otherwise: Found) -> Found:
        """What something gives; `otherwise` while the database is away, or where it fails.

        An outage is said when it begins, not every time. The rounds go on, whatever happens.
        """
        try:
            found = act()
        except CrownboardError as error:
            self._say_once(f"{self._waits}: {error}")
        except Exception:
            self._log.exception(self._waits)
        else:
            self._said = ""
            return found
        return otherwise

    def _say_once(self, sentence: str) -> None:
        if sentence != self._said:
            self._said = sentence
            self._log.warning("%s", sentence)
