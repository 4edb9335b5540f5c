"""Figures about the server, for Prometheus."""

from __future__ import annotations

import time
from collections import Counter as Counted
from collections.abc import Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.entrance import seat_of, visitor_at
from api.programs.callers import bearer, token_card
from api.wall_stream import hub
from db.commands.posts import RowResult
from db.engine import reading
from db.queries.metrics import stored_figures
from gamify.access import demand
from gamify.rights import Right
from pages.ui import reads

registry = CollectorRegistry()
_ROWS = Counter(
    "crownboard_rows", "Rows that programs have sent, by what became of them", ["status"],
    registry=registry,
)  # fmt: skip
_SECONDS = Histogram(
    "crownboard_request_seconds", "Requests by method, route and status, and their time",
    ["method", "route", "status"], registry=registry,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
_WALLS = Gauge("crownboard_walls", "Screens that are connected", registry=registry)
_VERSION = Gauge("crownboard_data_version", "The version of the data", registry=registry)
_RATINGS = Gauge("crownboard_ratings", "Ratings that are stored", registry=registry)
_SESSIONS = Gauge("crownboard_sign_ins", "Browsers that are signed in", registry=registry)
_DELIVERIES = Gauge("crownboard_deliveries", "Messages by state", ["state"], registry=registry)

#: Addresses of many: what stands below them isn't told apart.
_KINDS = (
    "/api/v1/seasons/",
    "/api/v1/wall/",
    "/wall",
    "/fonts",
    "/static",
    "/component",
    "/_stcore",
)


def count_rows(results: Sequence[RowResult]) -> None:
    """Count rows that were answered."""
    for status, n in Counted(one.status.value for one in results).items():
        _ROWS.labels(status).inc(n)


class Measured:
    """A middleware that takes the time of each request."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and note how long its answer took to begin."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def note(message: Message) -> None:
            if message["type"] == "http.response.start":
                route = _route(scope["path"], message["status"])
                took = time.perf_counter() - began
                _SECONDS.labels(_method(scope), route, str(message["status"])).observe(took)
            await send(message)

        await self._app(scope, receive, note)


async def metrics(request: Request) -> Response:
    """The figures, for a token with the scope and for this machine itself."""
    seat = seat_of(request)
    if bearer(request) is not None:
        await token_card(request, Right.SEE_METRICS)
    elif not seat.is_local:
        demand(await visitor_at(seat), Right.SEE_METRICS)
    await run_in_threadpool(_gather)
    text = generate_latest(registry)
    return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")


def _gather() -> None:
    with reading(reads.engine()) as session:
        found = stored_figures(session)
    _VERSION.set(found.version)
    _RATINGS.set(found.ratings)
    _SESSIONS.set(found.sign_ins)
    for state, n in found.deliveries.items():
        _DELIVERIES.labels(state).set(n)
    _WALLS.set(hub.connected)


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in {"GET", "POST", "PUT", "HEAD"} else "other"


def _route(path: str, status: int) -> str:
    """An address that is counted by itself: there are few of them, whatever is asked for."""
    for kind in _KINDS:
        if path.startswith(kind):
            return kind.rstrip("/")
    return path if path.startswith("/api/v1/") and status != 404 else "other"
