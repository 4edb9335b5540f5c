"""The page behind the links of e-mails: a clicked star is sent by a form, never by opening.

`GET` reads and nothing else, whatever opens a link. docs/asking.md says how one click still is
the rating, and what programs that look into mails can't do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from api.asking_drawings import answered, asking, refused
from api.asking_page import Drawing, Place, draw
from api.asking_taking import take
from api.forms import fields, place
from db.commands.asking import link_key
from db.commands.rating_links import find_answer, settled_link
from db.engine import reading
from db.queries.asking import AskedTicket, KeptAnswer
from gamify.asking.email import snippet
from gamify.asking.glances import Glances
from gamify.asking.links import AskLink, LinkRefused, open_link
from gamify.asking.visits import may_send_itself
from gamify.errors import CrownboardError, DatabaseRefused
from gamify.language import LANGUAGES
from pages.ui import reads

#: A form with the longest comment, each character of which takes twelve as it is sent.
MOST_BYTES = 40_000
PREVIEW = "preview"
NAMES = {"en": "English", "ru": "Русский"}
#: What may be tried again in a while.
_LATER = frozenset({429, 503})
glances = Glances()


async def show(request: Request) -> Response:
    """What a link opens; nothing is written."""
    where, now = _place(request), datetime.now(UTC)
    if request.path_params["token"] == PREVIEW:
        return _preview(request, where)
    try:
        link = _link(request, now)
    except CrownboardError as error:
        return _refused(error, where)
    stars = _stars(request.query_params.get("stars", ""))
    if stars:
        glances.note(_seen_as(link), stars, now=now)
    try:
        ticket, kept = await run_in_threadpool(_found, link)
    except DatabaseRefused:
        # The form is there all the same; what it sends may find the database back.
        return draw(asking(link, stars), where)
    except CrownboardError as error:
        return _refused(error, where)
    return draw(_drawing(request, link, stars, ticket, kept, now=now), where)


async def send(request: Request) -> Response:
    """Take what a form has sent: stars, or words."""
    where, now = _place(request), datetime.now(UTC)
    asked = await fields(request, most=MOST_BYTES)
    try:
        link = _link(request, now)
        drawing, status = await run_in_threadpool(
            take,
            link,
            asked,
            headers=dict(request.headers),
            several=glances.are_several(_seen_as(link), now=now),
            whence=place(request).address,
            now=now,
        )
    except CrownboardError as error:
        return _refused(error, where, asked)
    return draw(drawing, where, status=status)


async def nothing(request: Request) -> Response:
    """An address below that leads nowhere."""
    return _refused(LinkRefused(), _place(request))


async def show_mail(request: Request) -> Response:
    """The e-mail's part with links that lead to the preview of the page."""
    language = _place(request).language
    part = snippet(
        lambda stars: f"/rate/{PREVIEW}?{urlencode({'stars': stars, 'lang': language})}",
        organisation=reads.settings().organisation,
        language=language,
        labels=reads.settings().star_labels,
    )
    shade = "dark" if request.query_params.get("shade") == "dark" else "light"
    ground = {"light": "#ffffff;color:#1c1c1c", "dark": "#1c1c1c;color:#f2f2f2"}[shade]
    page = (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>E-mail</title>'
        f'<body style="margin:0;padding:20px;background:{ground}">{part.html}</body></html>'
    )
    headers = {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
        ),
        "Cache-Control": "no-store",
    }
    return HTMLResponse(page, headers=headers)


asking_routes: list[BaseRoute] = [
    Route("/rate/preview/mail", show_mail, methods=["GET"]),
    Route("/rate/{token}", show, methods=["GET"]),
    Route("/rate/{token}", send, methods=["POST"]),
    Route("/rate/{rest:path}", nothing, methods=["GET", "POST"]),
]


def _refused(
    error: CrownboardError, where: Place, asked: Mapping[str, str] | None = None
) -> Response:
    drawing, status = refused(error, asked or {})
    answer = draw(drawing, where, status=status)
    if status in _LATER:
        answer.headers["Retry-After"] = "30"
    return answer


def _link(request: Request, now: datetime) -> AskLink:
    """What the address says. Raises LinkRefused, LinkExpired, KeyRefused."""
    key = link_key(reads.settings())
    ticket = request.query_params.get("ticket", "")
    return open_link(request.path_params["token"], key, ticket=ticket, now=now)


def _found(link: AskLink) -> tuple[AskedTicket | None, KeptAnswer | None]:
    with reading(reads.engine()) as session:
        return find_answer(session, settled_link(session, link, reads.settings()))


def _drawing(
    request: Request,
    link: AskLink,
    stars: int,
    ticket: AskedTicket | None,
    kept: KeptAnswer | None,
    *,
    now: datetime,
) -> Drawing:
    """What an opened link shows; a template's tells nothing of what was answered before."""
    settings, is_own = reads.settings(), link.template is None
    if is_own and kept is not None:
        return answered(kept, stars, days=settings.asking_days, now=now)
    is_watched = glances.are_several(_seen_as(link), now=now)
    itself = bool(stars) and not is_watched and may_send_itself(request.headers, link, now=now)
    name = ticket.engineer if ticket and is_own and settings.asking_names else ""
    return asking(link, stars, engineer=name, itself=itself)


def _preview(request: Request, where: Place) -> Response:
    """The page as customers see it; its form leads nowhere."""
    stars = _stars(request.query_params.get("stars", ""))
    return draw(asking(AskLink("4711"), stars), where, framed=True)


def _place(request: Request) -> Place:
    asked = request.query_params
    wanted = [asked.get("lang", ""), *_accepted(request), reads.settings().language]
    language = next((one for one in wanted if one in LANGUAGES), LANGUAGES[0])
    kept = {name: asked[name] for name in ("ticket",) if name in asked}
    stars = {"stars": asked["stars"]} if _stars(asked.get("stars", "")) else {}
    switch = tuple(
        (f"?{urlencode({**stars, **kept, 'lang': code})}", NAMES[code], code, code == language)
        for code in LANGUAGES
    )
    action = f"?{urlencode({**kept, 'lang': language})}"
    return Place(language, action, switch if request.method == "GET" else ())


def _accepted(request: Request) -> list[str]:
    """What the customer's browser asks for, as it lists it; the organisation's comes after."""
    told = request.headers.get("accept-language", "")[:200].split(",")
    return [part.split(";")[0].strip().split("-")[0].lower() for part in told]


def _stars(text: str) -> int:
    return int(text) if text in {"1", "2", "3", "4", "5"} else 0


def _seen_as(link: AskLink) -> str:
    return f"{link.ticket}\x1f{link.customer}"
