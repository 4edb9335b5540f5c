"""The document as a page: plain HTML without scripts, so it needs no internet and no trust."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

_TEMPLATES = Path(__file__).resolve().parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined
)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; frame-ancestors 'none'"


async def docs(request: Request) -> Response:
    """The page."""
    return HTMLResponse(_page(request.app), headers={"Content-Security-Policy": _POLICY})


@cache
def _page(application: Any) -> str:
    document = application.openapi()
    operations = [
        {"method": method.upper(), "path": f"/api{path}", **told}
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]
    return _ENVIRONMENT.get_template("page.html").render(
        title=document["info"]["title"],
        about=document["info"]["description"].split("\n\n"),
        operations=sorted(operations, key=lambda one: one["tags"] != ["in"]),
        schemas={
            name: schema
            for name, schema in document["components"]["schemas"].items()
            if "properties" in schema
        },
        kind=_kind,
    )


def _kind(schema: dict[str, Any]) -> str:
    """A type in few words: "text", "list of text", "one of json, csv"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return "one of " + ", ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " or ".join(_kind(one) for one in schema["anyOf"] if one.get("type") != "null")
    kind = schema.get("type", "object")
    if kind == "array":
        return f"list of {_kind(schema['items'])}"
    return "text" if kind == "string" else kind if isinstance(kind, str) else json.dumps(kind)
