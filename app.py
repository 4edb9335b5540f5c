"""The entry point: one process serves the pages and the API. `streamlit run app.py` starts it."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool

from api.routes import refusals, routes
from pages.ui.reads import prepare_database

ROOT = Path(__file__).resolve().parent


@asynccontextmanager
async def lifespan(_: st.App) -> AsyncIterator[None]:
    """Bring the database up to date, then freeze what lives on out of the collector's sight."""
    await run_in_threadpool(prepare_database)
    gc.collect()
    gc.freeze()
    yield


app = st.App(
    ROOT / "pages" / "ui" / "frame.py",
    routes=routes,
    lifespan=lifespan,
    exception_handlers=refusals,
)
