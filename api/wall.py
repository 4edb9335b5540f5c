"""The wall's page and its files, and a screen's picture as one JSON."""

from __future__ import annotations

import html
from datetime import UTC, datetime
from hashlib import sha256

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.staticfiles import StaticFiles

from api.wall_build import ASSETS, wall_build
from api.wall_messages import closed_text, picture_body
from api.wall_stream import hub, stream
from api.wall_tickets import ticket_of
from gamify.language import nearest_language
from gamify.wall.links import Ticket
from gamify.wall.screen import MAIN, Theme
from pages.ui import reads
from pages.ui.wall.rooms import Room, open_rooms

_NO_CACHE = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
_FOR_EVER = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}
_PAGE = {
    **_NO_CACHE,
    # The token stands in the address, which is nobody else's business.
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; "
        "img-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
}
_files = StaticFiles(directory=ASSETS, check_dir=False)


async def page(request: Request) -> Response:
    """The page itself; it is there without the database."""
    screen = hub.known_screen(request.query_params.get("screen", "") or MAIN)
    marks = {
        "build": wall_build(),
        "language": screen.language if screen else nearest_language(reads.settings().language),
        "theme": screen.theme.value if screen else Theme.DARK.value,
    }
    text = (ASSETS / "wall.html").read_text(encoding="utf-8")
    for name, value in marks.items():
        text = text.replace("{{" + name + "}}", html.escape(value))
    return Response(text, media_type="text/html", headers=_PAGE)


async def asset(request: Request) -> Response:
    """A file of the page; that of this build may be kept for ever."""
    path = request.path_params["path"]
    answer = await _files.get_response(path, request.scope)
    is_ours = request.path_params["build"] == wall_build()
    answer.headers.update(_FOR_EVER if is_ours else _NO_CACHE)
    return answer


async def worker(request: Request) -> Response:
    """The script that keeps the page for a server that is away."""
    answer = await _files.get_response("worker.js", request.scope)
    answer.headers.update({**_NO_CACHE, "Service-Worker-Allowed": "/wall"})
    return answer


async def picture(request: Request) -> Response:
    """A screen's picture; 304 where the asker has it, 403 where the ticket opens nothing."""
    ticket = await ticket_of(request)
    room = await run_in_threadpool(_room, ticket)
    if room is None:
        text = closed_text(reads.settings().language)
        return JSONResponse({"closed": text}, status_code=403, headers=_NO_CACHE)
    tag = _tag(room)
    headers = {**_NO_CACHE, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    body = picture_body(room.stamp, datetime.now(UTC), room.parts, screen=room.screen.name)
    return Response(body, media_type="application/json", headers=headers)


async def nothing(_: Request) -> Response:
    """An address of the wall that leads nowhere."""
    raise HTTPException(status_code=404)


wall_routes: list[BaseRoute] = [
    Route("/wall", page),
    Route("/wall/worker.js", worker),
    Route("/wall/assets/{build}/{path:path}", asset),
    Route("/wall/{rest:path}", nothing),
    Route("/api/v1/wall/stream", stream),
    Route("/api/v1/wall/picture", picture),
]


def _room(ticket: Ticket) -> Room | None:
    return open_rooms([ticket], reads.clock.look())[ticket]


def _tag(room: Room) -> str:
    """The same for the same parts, whenever they were made."""
    digest = sha256("".join(room.parts.values()).encode()).hexdigest()[:24]
    return f'"{digest}"'
