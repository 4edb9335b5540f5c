"""The API for programs as one application below /api, in the server's own process.

FastAPI, because it stands on the Starlette and pydantic that are here already and writes the
OpenAPI document from the routes. Its own pages load scripts from elsewhere; ours don't.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.programs import ask_routes as ask
from api.programs import intake_routes as intake
from api.programs import season_routes
from api.programs.bodies import Rows
from api.programs.document import (
    ABOUT,
    TITLE,
    body_of,
    completed,
    refusals,
    results_answer,
    table_answer,
)
from api.programs.page import docs
from api.programs.problems import Refused, answer_refused
from gamify.errors import CrownboardError

VERSION = "1"
TOKEN: dict[str, Any] = {"security": [{"token": []}]}
#: Where boards are open to all, nobody has to show who they are.
OPEN: dict[str, Any] = {"security": [{"token": []}, {}]}


class Api(FastAPI):
    """FastAPI with a document of our own."""

    def openapi(self) -> dict[str, Any]:
        """The document, made once."""
        if self.openapi_schema is None:
            document = get_openapi(
                title=TITLE,
                version=VERSION,
                description=ABOUT,
                routes=self.routes,
                servers=[{"url": "/api"}],
            )
            bodies = (intake.RATINGS, intake.TICKETS, intake.PEOPLE, intake.TEAMS, ask.ASKS)
            self.openapi_schema = completed(document, bodies)
        return self.openapi_schema


def _writes(method: str, path: str, endpoint: Any, rows: Rows[Any], tag: str) -> None:
    api.add_api_route(
        f"/v1{path}",
        endpoint,
        methods=[method],
        tags=[tag],
        operation_id=f"{method.lower()}_{path.strip('/')}",
        response_class=Response,
        responses=results_answer() | refusals(400, 409, 413, 415),
        openapi_extra=body_of(rows) | TOKEN,
    )


def _asks() -> None:
    api.add_api_route(
        "/v1/asks",
        ask.make_links,
        methods=["POST"],
        tags=["in"],
        operation_id="post_asks",
        response_class=Response,
        responses=ask.ANSWER | refusals(400, 413, 415),
        openapi_extra=body_of(ask.ASKS) | TOKEN,
    )


def _reads(path: str, endpoint: Any) -> None:
    is_closed = path == "/people"
    api.add_api_route(
        f"/v1{path}",
        endpoint,
        methods=["GET"],
        tags=["out"],
        operation_id=endpoint.__name__,
        response_class=Response,
        responses=table_answer() | refusals(*([404] if "season" in path else [])),
        openapi_extra=TOKEN if is_closed else OPEN,
    )


_REFUSALS = (Refused, CrownboardError, RequestValidationError, HTTPException, Exception)

api = Api(
    title=TITLE,
    version=VERSION,
    docs_url=None,
    redoc_url=None,
    openapi_url="/openapi.json",
    redirect_slashes=False,
    exception_handlers=dict.fromkeys(
        (Refused, CrownboardError, RequestValidationError, HTTPException, Exception), answer_refused
    ),
)
_writes("POST", "/ratings", intake.post_ratings, intake.RATINGS, "in")
_writes("POST", "/tickets", intake.post_tickets, intake.TICKETS, "in")
_asks()
for _method in ("POST", "PUT"):
    _writes(_method, "/people", intake.store_people, intake.PEOPLE, "in")
    _writes(_method, "/teams", intake.store_teams, intake.TEAMS, "in")
for _path, _endpoint in season_routes.ROUTES.items():
    _reads(_path, _endpoint)
api.add_route("/docs", docs, include_in_schema=False)
