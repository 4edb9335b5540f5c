"""The entry point: one process serves the pages and the API. `streamlit run app.py` starts it."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from api.entrance import Entrance
from api.nights import watch_the_days
from api.postman import Postman
from api.programs.metrics import Measured
from api.puller import Collector
from api.quiet_log import keep_tokens_out
from api.routes import refusals, routes
from api.settings_watch import follow_settings
from api.wall_closing import closing_at_once
from api.wall_stream import hub
from db.letters import write_letter
from gamify.errors import CrownboardError
from gamify.language import describe, nearest_language
from pages.ui import reads

ROOT = Path(__file__).resolve().parent


def begin() -> None:
    """Bring the database up to date before anything is served.

    A refusal ends the process with its one sentence. Within the server's lifespan it would
    stand below a traceback.
    """
    try:
        reads.prepare_database()
    except CrownboardError as error:
        wanted = os.environ.get("CROWNBOARD_LANGUAGE") or os.environ.get("LANG")
        sys.exit(describe(error, nearest_language(wanted)))


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Freeze what lives on out of the collector's sight; then nights, messages, sources, walls."""
    gc.collect()
    gc.freeze()
    nights = asyncio.create_task(watch_the_days())
    following = asyncio.create_task(follow_settings())
    postman = Postman(reads.engine, reads.settings, write_letter)
    rounds = asyncio.create_task(postman.go_round())
    collector = Collector(reads.engine, reads.settings)
    collecting = asyncio.create_task(collector.go_round())
    walls = asyncio.create_task(hub.run())
    keep_tokens_out()
    with closing_at_once(hub.stop):
        yield
    walls.cancel()
    nights.cancel()
    following.cancel()
    await asyncio.gather(postman.stop(), collector.stop())
    rounds.cancel()
    collecting.cancel()


begin()
app = st.App(
    ROOT / "pages" / "ui" / "frame.py",
    routes=routes,
    lifespan=lifespan,
    middleware=[Middleware(Measured), Middleware(Entrance)],
    exception_handlers=refusals,
)
