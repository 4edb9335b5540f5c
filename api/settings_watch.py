"""Follows the organisation's settings, whoever has changed them: this process or another."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.concurrency import run_in_threadpool

from gamify.errors import CrownboardError
from pages.ui import reads

#: Seconds between two looks, so that a change holds everywhere within a second.
PAUSE = 0.5


async def follow_settings() -> None:
    """Look for as long as the server runs; while the database is away, what held goes on."""
    while True:
        with suppress(CrownboardError):
            await run_in_threadpool(reads.clock.look)
        await asyncio.sleep(PAUSE)
