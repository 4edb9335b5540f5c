"""The HTTP routes beside the pages: the data's version, boards, health, fonts."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Hashable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.types import Message as AsgiMessage

from api.account import account_routes
from api.asking import asking_routes
from api.entrance import problem, seat_of, visitor_at
from api.exports import export_routes
from api.hooks import hook_routes
from api.paper import paper_routes
from api.programs.application import api
from api.programs.metrics import metrics
from api.programs.problems import Refused, answer_refused
from api.sign_in import sign_in_routes
from api.uploads import upload
from api.wall import wall_routes
from gamify.access import NotAllowed, demand
from gamify.errors import CrownboardError
from gamify.language import describe, nearest_language
from gamify.open_days import sees_days
from gamify.rights import Right
from pages.ui import reads
from pages.ui.challenges.reading import following, following_query, followings
from pages.ui.clock import Stamp
from pages.ui.kept import KeptPicture
from pages.ui.nominations.reading import GalleryQuery, galleries, gallery, reader_of
from pages.ui.shelf import Shelf
from pages.ui.tables import asked_table
from pages.ui.work import WorkQuery, works
from pages.ui.work import work as team_work

STATIC = Path(__file__).resolve().parent.parent / "static"
#: An id of more digits is nobody's.
MOST_DIGITS = 18
NOT_KEPT = {"Cache-Control": "no-cache"}


Query = TypeVar("Query", bound=Hashable)
Kept = TypeVar("Kept", bound=KeptPicture)
Endpoint = Callable[[Request], Awaitable[Response]]


async def version(request: Request) -> Response:
    """The version of the data and the organisation's day; 304 where the asker has it."""
    stamp = await _stamp()
    tag = _tag(stamp)
    headers = {"ETag": tag, **NOT_KEPT}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return JSONResponse({"version": stamp.version, "day": stamp.day.isoformat()}, headers=headers)


async def board(request: Request) -> Response:
    """A board by season, team, table, language; 404 with a board that says so if there is none."""
    asked = request.query_params
    query = reads.BoardQuery(
        season=asked.get("season", ""),
        team=asked.get("team", ""),
        language=nearest_language(asked.get("lang")),
        table=asked_table(asked.get("table", "")),
        sees_days=sees_days(await visitor_at(seat_of(request))),
    )
    reader = "days" if query.sees_days else None
    return await _answer(request, reads.boards, query, reads.board, reader=reader)


async def nominations(request: Request) -> Response:
    """The nominations by season and language, with the own places of whoever has signed in.

    404 with an answer that says so if there is none.
    """
    asked = request.query_params
    query = GalleryQuery(
        season=asked.get("season", ""),
        language=nearest_language(asked.get("lang")),
        engineer=reader_of(await visitor_at(seat_of(request))),
    )
    return await _answer(request, galleries, query, gallery, reader=query.engineer)


async def challenges(request: Request) -> Response:
    """The challenges that run and the archive, by language; a person's for who may see them."""
    language = nearest_language(request.query_params.get("lang"))
    visitor = await visitor_at(seat_of(request))
    query = await run_in_threadpool(following_query, visitor, language)
    return await _answer(request, followings, query, following, reader=query.reader)


async def work(request: Request) -> Response:
    """Where a team's handicap comes from, by season, id of the team, and language."""
    asked = request.query_params
    team = asked.get("team", "")
    query = WorkQuery(
        season=asked.get("season", ""),
        team=int(team) if team.isdecimal() and len(team) <= MOST_DIGITS else 0,
        language=nearest_language(asked.get("lang")),
    )
    return await _answer(request, works, query, team_work)


async def health(_: Request) -> Response:
    """Whether the process and its database answer."""
    await run_in_threadpool(reads.check_database)
    return JSONResponse({"status": "ok", "database": "ok"}, headers=NOT_KEPT)


async def refused(request: Request, error: Exception) -> Response:
    """A refusal as one sentence: not allowed, or a database that isn't available."""
    if not isinstance(error, CrownboardError):
        raise error
    language = nearest_language(request.query_params.get("lang"))
    if isinstance(error, NotAllowed):
        return problem(403 if error.is_known else 401, describe(error, language))
    return JSONResponse(
        {"status": "error", "error": describe(error, language)}, status_code=503, headers=NOT_KEPT
    )


class Fonts(StaticFiles):
    """The fonts; a browser keeps them for a year, since a changed font gets a new name."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_kept(message: AsgiMessage) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                kept = (b"cache-control", b"public, max-age=31536000, immutable")
                message["headers"] = [*message["headers"], kept]
            await send(message)

        await super().__call__(scope, receive, send_kept)


class Otherwise(Mount):
    """A mount for all addresses below, those with a line break among them, that no route knows.

    An address that one of `before` knows by another method alone is that route's: it says 405.
    """

    def __init__(self, path: str, app: ASGIApp, *, before: Sequence[BaseRoute]) -> None:
        super().__init__(path, app)
        self.path_regex = re.compile(self.path_regex.pattern, re.DOTALL)
        self._before = before

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if any(route.matches(scope)[0] is not Match.NONE for route in self._before):
            return Match.NONE, {}
        return super().matches(scope)


def asks(right: Right, answer: Endpoint) -> Endpoint:
    """A route for those who have a right; others are refused with 401 or 403."""

    async def guarded(request: Request) -> Response:
        demand(await visitor_at(seat_of(request)), right)
        return await answer(request)

    return guarded


own_routes: list[BaseRoute] = [
    *sign_in_routes,
    *account_routes,
    Route("/api/v1/version", asks(Right.SEE_BOARDS, version)),
    Route("/api/v1/board", asks(Right.SEE_BOARDS, board)),
    Route("/api/v1/work", asks(Right.SEE_BOARDS, work)),
    Route("/api/v1/nominations", asks(Right.SEE_BOARDS, nominations)),
    Route("/api/v1/challenges", asks(Right.SEE_BOARDS, challenges)),
    Route("/api/v1/uploads", upload, methods=["POST"]),
    *wall_routes,
    *hook_routes,
    *asking_routes,
    *export_routes,
    *paper_routes,
]
routes: list[BaseRoute] = [
    *own_routes,
    Otherwise("/api", api, before=own_routes),
    Route("/healthz", health),
    Route("/metrics", metrics),
    Mount("/fonts", Fonts(directory=STATIC / "fonts")),
]
refusals = {Refused: answer_refused, CrownboardError: refused}


async def _answer(
    request: Request,
    shelf: Shelf[tuple[Stamp, Query], Kept],
    query: Query,
    make: Callable[[Query], Kept],
    *,
    reader: int | str | None = None,
) -> Response:
    """What was made for a query, packed for who takes it so; 304 where the asker has it.

    What is for one `reader` alone is kept by nobody in between, and has a tag of its own.
    """
    stamp = await _stamp()
    tag = _tag(stamp, reader)
    headers = {"ETag": tag, "Vary": "Accept-Encoding, Cookie", **NOT_KEPT}
    if reader is not None:
        headers["Cache-Control"] = "private, no-cache"
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    kept = await _kept(shelf.find((stamp, query)), query, make)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    if packed:
        headers["Content-Encoding"] = "gzip"
    return Response(
        kept.packed if packed else kept.body,
        status_code=200 if kept.known else 404,
        media_type="application/json",
        headers=headers,
    )


async def _kept(making: Future[Kept] | None, query: Query, make: Callable[[Query], Kept]) -> Kept:
    """What was made, without holding a thread where another request is making it already."""
    if making is not None:
        return await asyncio.shield(asyncio.wrap_future(making))
    return await run_in_threadpool(make, query)


async def _stamp() -> Stamp:
    fresh = reads.clock.fresh()
    return fresh if fresh is not None else await run_in_threadpool(reads.clock.look)


def _tag(stamp: Stamp, reader: int | str | None = None) -> str:
    whose = "" if reader is None else f"-{reader}"
    return f'"{stamp.version}-{stamp.day.isoformat()}{whose}"'
