"""Pages that are made to be printed: the report of a season and certificates, as plain HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route
from streamlit import config

from api.entrance import seat_of, visitor_at
from api.plain_page import STATIC, source_of, templates
from gamify.access import NotAllowed, Visitor, demand
from gamify.errors import CrownboardError, DatabaseRefused
from gamify.language import describe, nearest_language, translate
from gamify.rights import Right
from pages.ui.paper.certificates import WORDS, certificates
from pages.ui.paper.report import BACK, is_quarter, season_report

FOLDER = STATIC / "paper"

#: The theme's colours by which paper is drawn, always the light ones.
_COLOURS = (
    "backgroundColor",
    "secondaryBackgroundColor",
    "textColor",
    "grayTextColor",
    "borderColor",
    "primaryColor",
    "yellowColor",
)


async def report(request: Request) -> Response:
    """The report of a season, "newest" for the newest one; `lang` in the address."""
    season = request.path_params["season"]
    code = "" if season == "newest" else season

    def draw(visitor: Visitor, language: str) -> str:
        told = season_report(code, visitor=visitor, language=language, now=datetime.now(UTC))
        return _render("report.html", language, report=told, is_quarter=is_quarter(told))

    return await _printed(request, draw)


async def certificate(request: Request) -> Response:
    """Certificates for an award of a closed season, a sheet for each who has won it."""
    season, award = request.path_params["season"], request.path_params["award"]

    def draw(_: Visitor, language: str) -> str:
        told = certificates(season, award, language=language)
        words = {name: translate(word, language) for name, word in WORDS.items()}
        return _render("certificate.html", language, sheets=told, words=words)

    return await _printed(request, draw)


async def _printed(request: Request, draw: Callable[[Visitor, str], str]) -> Response:
    """A page for whoever sees the boards; what there is not is refused in one sentence."""
    visitor = await visitor_at(seat_of(request))
    demand(visitor, Right.SEE_BOARDS)
    language = nearest_language(request.query_params.get("lang"))
    try:
        page = await run_in_threadpool(draw, visitor, language)
    except (DatabaseRefused, NotAllowed):
        raise
    except CrownboardError as error:
        words = {"back": translate(BACK, language)}
        told = {"sentence": describe(error, language), "words": words}
        refused = await run_in_threadpool(_render, "refusal.html", language, **told)
        return HTMLResponse(refused, status_code=404, headers=_safety())
    return HTMLResponse(page, headers=_safety())


def _render(template: str, language: str, **told: Any) -> str:
    """A template filled in; whatever came from outside is escaped by it."""
    found = templates(FOLDER).get_template(template)
    return found.render(language=language, style=_style(), script=_script(), **told)


def _safety() -> dict[str, str]:
    return {
        "Content-Security-Policy": (
            f"default-src 'none'; style-src {source_of(_style())}; "
            f"script-src {source_of(_script())}; img-src 'self' data:; font-src 'self'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        ),
        "Cache-Control": "private, no-store",
    }


@lru_cache(maxsize=1)
def _style() -> str:
    theme = "".join(f"--{name}:{config.get_option(f'theme.light.{name}')};" for name in _COLOURS)
    return f":root{{{theme}}}\n{(FOLDER / 'paper.css').read_text(encoding='utf-8')}"


@lru_cache(maxsize=1)
def _script() -> str:
    return (FOLDER / "paper.js").read_text(encoding="utf-8")


paper_routes: list[BaseRoute] = [
    Route("/report/{season}", report, methods=["GET"]),
    Route("/certificate/{season}/{award}", certificate, methods=["GET"]),
]
