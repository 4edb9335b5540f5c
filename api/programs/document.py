"""The OpenAPI document of the API: what the routes say of themselves, and what they share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from api.programs.bodies import Rows
from gamify.ingest.rows import RowStatus
from gamify.rights import Scope

TITLE = "Crownboard"
ABOUT = """\
Ratings, tickets, people and teams in; standings, nominations, challenges and sums out.

Send a token with each request: `Authorization: Bearer crown_…`. Administrators make tokens under
Settings → Tokens, or with `python -m gamify token create`. Where boards are open to all, reading
needs none. Every refusal is a problem document (RFC 9457). There is no CORS: the API is for
programs, not for other sites' pages.
"""
_PROBLEM = {"$ref": "#/components/schemas/Problem"}
_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}

SCHEMAS: Mapping[str, Any] = {
    "Problem": {
        "type": "object",
        "description": "Why a request was refused (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": _NUMBER,
            "detail": _TEXT,
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["pointer", "detail"],
                    "properties": {"pointer": _TEXT, "detail": _TEXT},
                },
            },
        },
    },
    "Results": {
        "type": "object",
        "description": "What became of each row.",
        "required": [*(status.value for status in RowStatus), "results"],
        "properties": {
            **{status.value: _NUMBER for status in RowStatus},
            "results": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["index", "status"],
                    "properties": {
                        "index": {**_NUMBER, "description": "place in the request, from 0"},
                        "status": {"enum": [status.value for status in RowStatus]},
                        "reason": {**_TEXT, "description": "why a row was rejected"},
                    },
                },
            },
        },
    },
    "Table": {
        "type": "object",
        "description": "A page of a table.",
        "required": ["rows", "total", "next"],
        "properties": {
            "rows": {"type": "array", "items": {"type": "object"}},
            "total": {**_NUMBER, "description": "rows of all pages"},
            "next": {"type": ["string", "null"], "description": "address of the next page"},
            "season": {
                "type": "object",
                "required": ["code", "first", "last"],
                "properties": {"code": _TEXT, "first": _TEXT, "last": _TEXT},
            },
        },
    },
}

_REASONS = {
    400: "The body isn't JSON.",
    401: "There is no token, or it isn't taken.",
    403: "The token has no scope for that.",
    404: "There is no such season.",
    409: "Another request came with this Idempotency-Key.",
    413: "The body is too large.",
    415: "The body isn't sent as JSON.",
    422: "A parameter or the shape of the body can't be used.",
    429: "Too many requests.",
    503: "The database is away.",
}


def refusals(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The refusals that a route may answer with."""
    content = {"application/problem+json": {"schema": _PROBLEM}}
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({*statuses, 401, 403, 422, 429, 503}):
        found[status] = {"description": _REASONS[status], "content": content}
    found[429]["headers"] = {"Retry-After": {"schema": _NUMBER, "description": "seconds"}}
    return found


def table_answer() -> dict[int | str, dict[str, Any]]:
    """A table, as JSON or CSV."""
    content = {
        "application/json": {"schema": {"$ref": "#/components/schemas/Table"}},
        "text/csv": {"schema": _TEXT},
    }
    link = {"Link": {"schema": _TEXT, "description": "the next page"}}
    return {200: {"description": "A page of the table.", "content": content, "headers": link}}


def results_answer() -> dict[int | str, dict[str, Any]]:
    """What became of each row."""
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Results"}}}
    return {
        200: {"description": "All rows are stored.", "content": content},
        207: {"description": "One row or more were rejected.", "content": content},
    }


def body_of(rows: Rows[Any]) -> dict[str, Any]:
    """A body of one object or a list of them."""
    schema = rows.schema()
    schema.pop("$defs", None)
    content = {"application/json": {"schema": {"anyOf": [schema["items"], schema]}}}
    return {"requestBody": {"required": True, "content": content}}


def completed(document: dict[str, Any], bodies: Sequence[Rows[Any]]) -> dict[str, Any]:
    """The document with the shared schemas and how one shows who one is."""
    components = document.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for rows in bodies:
        schemas.update(rows.schema().get("$defs", {}))
    schemas.update(SCHEMAS)
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    scopes = ", ".join(Scope)
    components["securitySchemes"] = {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": f"a token with scopes: {scopes}",
        }
    }
    return document
