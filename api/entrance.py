"""Everybody comes in here, by HTTP or websocket: known by cookie or proxy, or as a stranger.

Forged headers are dropped, foreign origins refused, and where reading is for those who have
signed in, others are led to the sign-in. What the visitor may do is decided further on, by
`gamify.access.demand`.
"""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.cookies import SIGN_IN, read_cookie
from api.guard import UPLOADER, in_time, with_safety
from api.provider import CALLBACK, take_over
from api.whence import Whence, whence
from db.commands.sign_ins import digest_of
from db.queries.accounts import login_key
from db.settings import Settings
from gamify.access import Visitor, refusal
from gamify.errors import N_, CrownboardError
from gamify.language import describe, nearest_language, translate
from gamify.rights import Right
from pages.ui import reads
from pages.ui.seats import HEADER, OUR_HEADERS, Seat, seal_seat

#: Under these names a request's scope holds what the entrance has found out.
SEAT, WHENCE = "crownboard.seat", "crownboard.whence"

#: What everybody may ask for, and what lies below; screens and links for rating show their own
#: token, and webhooks their signature.
FREE = (
    "/sign-in",
    "/sign-out",
    "/healthz",
    "/metrics",
    "/fonts",
    "/static",
    "/wall",
    "/api/v1/wall",
    "/api/v1/hooks",
    "/rate",
    "/auth",
    CALLBACK,
    "/_stcore/health",
    "/_stcore/host-config",
    "/favicon.png",
)
#: Forms that the token in their address allows: no cookie counts there, so no other site's page can
#: use one, and browsers that tell nobody where they come from, as the page asks, may send them.
_BY_TOKEN = "/rate/"  # noqa: S105 — an address
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Entrance:
    """A middleware around the pages and the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in with its seat, or answer it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        if scope["type"] == "http":
            receive, send = in_time(receive), with_safety(send)
        settings, headers = reads.settings(), Headers(scope=scope)
        place = whence(scope, headers, settings.trusted_proxies)
        refused = _refused(scope, headers, place)
        if refused is not None:
            await _refuse(scope, receive, send, refused)
            return
        seat = _seat(headers, place, settings)
        scope = {**scope, SEAT: seat, WHENCE: place, "headers": _headers(scope, seat, settings)}
        closed = None if settings.open_reading else await _closed(scope, headers, seat)
        if closed is not None:
            await _refuse(scope, receive, send, closed)
        elif scope["type"] == "http" and scope["path"] == CALLBACK:
            await take_over(self._app, scope, receive, send, place)
        else:
            await self._app(scope, receive, send)


def seat_of(request: Request) -> Seat:
    """How a request came in; a stranger's where no entrance stands before."""
    seat: Seat = request.scope.get(SEAT, Seat())
    return seat


async def visitor_at(seat: Seat) -> Visitor:
    """Whoever sits there, without a thread where that is known. Raises DatabaseRefused."""
    kept = reads.doorkeeper.kept(seat)
    return kept if kept is not None else await run_in_threadpool(reads.doorkeeper.visitor, seat)


def own_address(text: str) -> str:
    """Where to go on after the sign-in: an address of this site, or its first page."""
    plain = text.isprintable() and "\\" not in text
    return text if plain and text.startswith("/") and not text.startswith("//") else "/"


def _is_foreign(scope: Scope, headers: Headers, place: Whence) -> bool:
    """Whether another site's page sends this: the browser says so, or hides where it is from."""
    is_unsafe = scope["type"] == "websocket" or scope["method"] not in _SAFE
    if not is_unsafe or (scope["type"] == "http" and scope["path"].startswith(_BY_TOKEN)):
        return False
    told = headers.get("origin") or headers.get("referer")
    if told is not None:
        return not place.is_own(told)
    if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
        return True
    return scope["type"] == "http" and bool(read_cookie(headers.get("cookie", ""), SIGN_IN))


def _seat(headers: Headers, place: Whence, settings: Settings) -> Seat:
    login = ""
    if settings.trusted_header and place.is_proxied:
        # Two of them: somebody has slipped one past the proxy.
        told = headers.getlist(settings.trusted_header)
        login = login_key(told[0]) if len(told) == 1 else ""
    token = read_cookie(headers.get("cookie", ""), SIGN_IN)
    return Seat(digest_of(token) if token else "", login, is_local=place.is_local)


def _headers(scope: Scope, seat: Seat, settings: Settings) -> list[tuple[bytes, bytes]]:
    """The headers without those that only we or the proxy may set, and with our own."""
    theirs = settings.trusted_header.lower().encode() or b"x-crownboard-"
    ours = OUR_HEADERS.encode()
    kept = [
        (name, value)
        for name, value in scope["headers"]
        if not name.lower().startswith(ours) and name.lower() != theirs
    ]
    return [*kept, (HEADER.encode(), seal_seat(seat).encode())]


async def _closed(scope: Scope, headers: Headers, seat: Seat) -> Response | None:
    """What to answer to somebody who has to sign in first; None to all others."""
    path: str = scope["path"]
    if _is_free(path, headers):
        return None
    language = wanted_language(headers)
    try:
        visitor = await visitor_at(seat)
    except CrownboardError as error:
        return PlainTextResponse(describe(error, language), status_code=503)
    if visitor.role is not None:
        return None
    sentence = describe(refusal(visitor, Right.SEE_BOARDS), language)
    if path.startswith("/api/"):
        return problem(401, sentence)
    if scope["type"] == "http" and "text/html" in headers.get("accept", ""):
        wanted = path + (f"?{scope['query_string'].decode()}" if scope["query_string"] else "")
        return RedirectResponse(f"/sign-in?{urlencode({'to': wanted})}", status_code=303)
    return PlainTextResponse(sentence, status_code=401)


def _is_free(path: str, headers: Headers) -> bool:
    """Whether it isn't asked here who comes: a program's token is looked at by the API itself."""
    if path.startswith("/api/") and headers.get("authorization", "")[:7].lower() == "bearer ":
        return True
    return any(path == free or path.startswith(f"{free}/") for free in FREE)


def wanted_language(headers: Headers) -> str:
    """The language of the settings, or the first one that a browser asks for."""
    first = headers.get("accept-language", "").split(",")[0].split(";")[0]
    return nearest_language(reads.settings().language or first)


def problem(status: int, sentence: str) -> Response:
    """A refusal for programs (RFC 9457)."""
    title = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": title, "status": status, "detail": sentence}
    return JSONResponse(
        body,
        status_code=status,
        media_type="application/problem+json",
        headers={"Cache-Control": "no-store"},
    )


def _refused(scope: Scope, headers: Headers, place: Whence) -> Response | None:
    """What is said to a request that nobody may send, whoever it is; None to all others."""
    if _is_foreign(scope, headers, place):
        sentence = N_("Another site has sent this; do it here instead.")
    elif scope["path"].startswith(UPLOADER):
        sentence = N_("No page takes files in this way.")
    else:
        return None
    return problem(403, translate(sentence, wanted_language(headers)))


async def _refuse(scope: Scope, receive: Receive, send: Send, response: Response) -> None:
    """Answer here; a websocket is closed before it is open, which a browser sees as 403."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008, "reason": ""})
        return
    await response(scope, receive, send)
