"""Tables for programs, as JSON with pages or as CSV that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query
from starlette.requests import Request
from starlette.responses import Response

from gamify.spreadsheet import text_cell

#: Rows of a page unless told, and at most.
USUAL_ROWS, MOST_ROWS = 100, 1000

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="rows of a page")]
Offset = Annotated[int, Query(ge=0, le=10_000_000, description="rows before the page")]


class Format(StrEnum):
    """How a table is answered."""

    JSON = "json"
    CSV = "csv"


AskedFormat = Annotated[
    Format | None, Query(alias="format", description="wins over the Accept header")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which page of a table is asked for, and how."""

    limit: int
    offset: int
    format: Format | None


def wanted(limit: Limit = USUAL_ROWS, offset: Offset = 0, as_: AskedFormat = None) -> Wanted:
    """What the address asks for."""
    return Wanted(limit, offset, as_)


Asked = Annotated[Wanted, Depends(wanted)]


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows of a table: `total` is how many there are, `about` what is said of all."""

    columns: Sequence[str]
    rows: Sequence[Mapping[str, Any]]
    total: int
    asked: Wanted
    about: Mapping[str, Any]


def page_of(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    asked: Wanted,
    *,
    about: Mapping[str, Any],
) -> Page:
    """A page of rows that are all at hand."""
    some = rows[asked.offset : asked.offset + asked.limit]
    return Page(columns, some, len(rows), asked, about)


def table_response(request: Request, page: Page) -> Response:
    """The page as JSON, or as CSV where that is asked for; `Link` leads to the next one."""
    asked = page.asked.format
    accepts = request.headers.get("accept", "")
    is_csv = asked is Format.CSV or (
        asked is None and "text/csv" in accepts and "application/json" not in accepts
    )
    following = _next(request, page)
    headers = {"Cache-Control": "no-store", "Vary": "Accept, Authorization"}
    if following is not None:
        headers["Link"] = f'<{following}>; rel="next"'
    if is_csv:
        return Response(_csv(page), headers=headers, media_type="text/csv; charset=utf-8")
    body = {**page.about, "rows": list(page.rows), "total": page.total, "next": following}
    text = json.dumps(body, ensure_ascii=False, default=_plain)
    return Response(text, headers=headers, media_type="application/json")


def _next(request: Request, page: Page) -> str | None:
    after = page.asked.offset + len(page.rows)
    if not page.rows or after >= page.total:
        return None
    asked = dict(request.query_params) | {"offset": str(after), "limit": str(page.asked.limit)}
    return f"{request.scope.get('root_path', '')}{_path(request)}?{urlencode(asked)}"


def _path(request: Request) -> str:
    root = request.scope.get("root_path", "")
    return request.url.path.removeprefix(root)


def _csv(page: Page) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(page.columns)
    for row in page.rows:
        writer.writerow([_cell(row.get(name)) for name in page.columns])
    return text.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value if isinstance(value, int) else _plain(value)


def _plain(value: object) -> str:
    """Instants and days as ISO 8601, averages as exact fractions."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Fraction):
        return str(value)
    raise TypeError(f"{value!r} isn't part of a table")
