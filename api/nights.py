"""The server's nightly work: once when it starts, then whenever the organisation's day changes."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, date, datetime

from starlette.concurrency import run_in_threadpool

from gamify.errors import CrownboardError
from pages.ui import reads

#: Seconds between two looks at the calendar.
PAUSE = 60.0

_log = logging.getLogger("crownboard.nights")


async def watch_the_days() -> None:
    """Do the night's work for every new day, for as long as the server runs."""
    done: date | None = None
    while True:
        done = await run_in_threadpool(night_of, datetime.now(UTC), done)
        await asyncio.sleep(PAUSE)


def night_of(now: datetime, done: date | None) -> date | None:
    """The day for which the work is done: that of `now`, or as before if it was refused.

    A database that is away is asked again at the next look.
    """
    today = reads.organisation_day(now)
    if today == done:
        return done
    try:
        reads.pass_the_night(now)
    except CrownboardError as error:
        _log.warning("The night's work waits: %s", error)
        return done
    return today
