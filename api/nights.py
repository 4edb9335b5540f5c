"""What the server does by itself: upkeep when imports have come, and every night."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool

from gamify.errors import CrownboardError
from pages.ui import reads

#: Seconds between two looks at the calendar and the imports.
PAUSE = 30.0

_log = logging.getLogger("crownboard.nights")


async def watch_the_days() -> None:
    """Do what is to be done, for as long as the server runs."""
    done: reads.UpkeepMark | None = None
    while True:
        done = await run_in_threadpool(watch, datetime.now(UTC), done)
        await asyncio.sleep(PAUSE)


def watch(now: datetime, done: reads.UpkeepMark | None) -> reads.UpkeepMark | None:
    """The mark up to which the work is done; as before if the database refused it.

    A database that is away is asked again at the next look. A server that has just started
    leaves the night's longer work for the night.
    """
    try:
        reads.doorkeeper.note_seen(now)
        mark = reads.upkeep_mark(now)
        if mark != done:
            reads.keep_up_database(now, is_night=done is not None and mark.day != done.day)
    except CrownboardError as error:
        _log.warning("Upkeep waits: %s", error)
        return done
    return mark
