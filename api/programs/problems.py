"""Refusals for programs, every one as a problem document (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Match, Route

from gamify.access import NotAllowed
from gamify.errors import (
    CrownboardError,
    DatabaseRefused,
    UnknownEngineer,
    UnknownSeason,
    UnknownTeam,
)
from gamify.language import describe
from gamify.tokens import KeyReused, TokenNotTaken

#: What each refusal is to HTTP; any other is of what was sent.
_STATUS: Mapping[type[CrownboardError], int] = {
    TokenNotTaken: 401,
    UnknownSeason: 404,
    UnknownTeam: 404,
    UnknownEngineer: 404,
    KeyReused: 409,
    DatabaseRefused: 503,
}
LANGUAGE = "en"


class Refused(Exception):
    """A request that is refused with a status, a sentence, and perhaps headers and details."""

    def __init__(
        self,
        status: int,
        sentence: str,
        *,
        headers: Mapping[str, str] | None = None,
        errors: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.headers = dict(headers or {})
        self.errors = list(errors)


def problem(refused: Refused) -> Response:
    """The document of a refusal."""
    title = HTTPStatus(refused.status).phrase
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": refused.status}
    body["detail"] = refused.sentence
    if refused.errors:
        body["errors"] = refused.errors
    headers = {"Cache-Control": "no-store", **refused.headers}
    if refused.status == 401:
        headers.setdefault("WWW-Authenticate", "Bearer")
    return JSONResponse(
        body, refused.status, headers=headers, media_type="application/problem+json"
    )


async def answer_refused(request: Request, error: Exception) -> Response:
    """Whatever a route has refused."""
    if isinstance(error, Refused):
        return problem(error)
    if isinstance(error, NotAllowed):
        return problem(Refused(403 if error.is_known else 401, describe(error, LANGUAGE)))
    if isinstance(error, CrownboardError):
        kinds = [status for kind, status in _STATUS.items() if isinstance(error, kind)]
        return problem(Refused(kinds[0] if kinds else 422, describe(error, LANGUAGE)))
    if isinstance(error, RequestValidationError):
        return problem(Refused(422, "The request can't be read.", errors=told(error.errors())))
    if isinstance(error, HTTPException):
        headers = dict(error.headers or {})
        if error.status_code == 405:
            headers["Allow"] = _methods(request)
        return problem(Refused(error.status_code, _sentence(error), headers=headers))
    return problem(Refused(500, "Something went wrong here. The server's log says what."))


def told(errors: Sequence[Any], *, most: int = 20) -> list[dict[str, str]]:
    """What pydantic found, by JSON pointer or parameter; never what was sent."""
    return [
        {"pointer": "/" + "/".join(map(str, error["loc"])), "detail": str(error["msg"])}
        for error in list(errors)[:most]
    ]


def _methods(request: Request) -> str:
    """What an address takes: each of its methods is a route of its own."""
    found = [
        route.methods or ()
        for route in request.app.routes
        if isinstance(route, Route) and route.matches(request.scope)[0] is not Match.NONE
    ]
    return ", ".join(sorted({method for methods in found for method in methods}))


def _sentence(error: HTTPException) -> str:
    sentences = {
        404: "There is nothing at this address of the API.",
        405: "This address of the API doesn't take that method.",
    }
    return sentences.get(error.status_code, str(error.detail))
