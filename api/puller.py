"""Reads sources from within the server: looks every few seconds, reads in threads of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from random import SystemRandom

from sqlalchemy import Engine

from api.rounds import Rounds
from db.engine import reading
from db.pull import Puller, PullStopped, pull_source
from db.queries.feeds import due_feeds
from db.settings import Settings
from gamify.errors import CrownboardError
from gamify.sources.errors import SourceRefused, UnknownSource

#: Sources that are read at the same time; a slow one holds up only one other.
READERS = 2
#: Seconds between two looks for sources that are due.
PAUSE = 5.0

_log = logging.getLogger("crownboard.sources")


def _now() -> datetime:
    return datetime.now(UTC)


class Collector:
    """Reads sources for as long as the server runs; any number of servers may have one.

    A source's lease in the database keeps them apart.
    """

    def __init__(
        self,
        engine: Callable[[], Engine],
        settings: Callable[[], Settings],
        *,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._engine = engine
        self._settings = settings
        self._clock = clock
        self._rounds = Rounds(_log, "Sources wait", hands=READERS)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def go_round(self) -> None:
        """Look and read until `stop` is called."""
        while not self._rounds.over.is_set():
            for name in await self._rounds.in_a_thread(self.due):
                if name not in self._tasks and len(self._tasks) < READERS:
                    read = partial(self.read, name)
                    task = asyncio.create_task(self._rounds.in_a_thread(read))
                    self._tasks[name] = task
                    task.add_done_callback(partial(self._forget, name))
            await asyncio.sleep(PAUSE)

    async def stop(self) -> None:
        """Begin no other portion; wait until those that are on their way have been stored."""
        await self._rounds.stop(self._tasks.values())

    def due(self) -> list[str]:
        """Sources to be read now; none while the database is away."""
        return self._rounds.attempt(self._look, otherwise=[])

    def read(self, name: str) -> None:
        """Read one source; why it failed is kept beside it and said in the log."""
        puller = Puller(
            self._engine(),
            self._settings(),
            self._clock,
            SystemRandom(),
            self._wait,
            is_over=self._rounds.over.is_set,
        )
        try:
            taken = pull_source(puller, name)
        except (SourceRefused, UnknownSource):
            # Another process was quicker, or it was removed meanwhile.
            return
        except CrownboardError as error:
            _log.warning("Source %s: %s", name, error)
        except Exception:
            _log.exception("Source %s can't be read", name)
        else:
            if taken.added or taken.changed or taken.reasons:
                _log.info("Source %s: %s new, %s changed, %s can't be used", name, taken.added,
                          taken.changed, len(taken.reasons))  # fmt: skip

    def _look(self) -> list[str]:
        with reading(self._engine()) as session:
            return due_feeds(session, now=self._clock())

    def _wait(self, seconds: float) -> None:
        """A server that is stopped neither waits to the end nor asks once more before it."""
        if self._rounds.over.wait(seconds):
            raise PullStopped

    def _forget(self, name: str, _: asyncio.Task[None]) -> None:
        del self._tasks[name]
