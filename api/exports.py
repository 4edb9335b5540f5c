"""Tables and the season's report for whoever reads in a browser: `/export/teams.xlsx`."""

from __future__ import annotations

import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any, BinaryIO, NamedTuple

from starlette.concurrency import iterate_in_threadpool, run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from api.entrance import problem, seat_of, visitor_at
from db.engine import reading
from db.tables.registry import season_called, table_called
from db.tables.table import Asked, NobodysOwn, UnknownTable, sheet_of
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownSeason, UnknownTeam
from gamify.language import describe, nearest_language
from gamify.open_days import sees_days
from gamify.rights import Right
from gamify.seasons import SeasonKind
from gamify.tables.files import write_sheet
from gamify.tables.sheet import MEDIA_TYPES, Format, TooManyRows
from pages.ui import reads
from pages.ui.downloads.chart import PICTURE_TYPES, NoChart, Picture, picture_of
from pages.ui.downloads.charts import CHARTS, ChartAsked
from pages.ui.tables import asked_table

#: Bytes of a file that are sent at once, and that are held in memory before it goes to disk.
_CHUNK, _HELD = 1 << 16, 1 << 20


async def table_file(request: Request) -> Response:
    """A table as a file: `season` and `lang` in the address. Refused in one sentence."""
    visitor = await visitor_at(seat_of(request))
    language = nearest_language(request.query_params.get("lang"))
    season = request.query_params.get("season", "")
    name, _, ending = request.path_params["file"].rpartition(".")
    if ending not in set(Format):
        raise HTTPException(404)
    format_ = Format(ending)
    wish = _Wish(name, format_, season, language)
    try:
        called, file = await run_in_threadpool(_write, visitor, wish)
    except (UnknownTable, UnknownSeason) as error:
        return problem(404, describe(error, language))
    except (NobodysOwn, TooManyRows, DecisionRefused) as error:
        return problem(409, describe(error, language))
    headers = _headers(called) | {"Content-Length": str(file.seek(0, 2))}
    return StreamingResponse(_chunks(file), headers=headers, media_type=MEDIA_TYPES[format_])


async def chart_file(request: Request) -> Response:
    """A chart as a picture: `season`, `team`, `table`, `sums`, `challenge`, `theme`, `lang`."""
    visitor = await visitor_at(seat_of(request))
    demand(visitor, Right.SEE_BOARDS)
    name, picture = request.path_params["chart"], Picture(request.url.path.rpartition(".")[2])
    asked = _chart_asked(request, visitor)

    def draw() -> tuple[str, bytes]:
        drawn = CHARTS[name](asked)
        return drawn.code, picture_of(drawn, picture, theme=asked.theme)

    if name not in CHARTS:
        raise HTTPException(404)
    try:
        code, drawn = await run_in_threadpool(draw)
    except (NoChart, UnknownSeason, UnknownTeam) as error:
        return problem(404, describe(error, asked.query.language))
    called = f"crownboard-{name}-{code.replace('..', '_')}.{picture}"
    return Response(drawn, headers=_headers(called), media_type=PICTURE_TYPES[picture])


def _chart_asked(request: Request, visitor: Visitor) -> ChartAsked:
    asked = request.query_params
    challenge = asked.get("challenge", "")
    return ChartAsked(
        query=reads.BoardQuery(
            season=asked.get("season", ""),
            team=asked.get("team", ""),
            language=nearest_language(asked.get("lang")),
            table=asked_table(asked.get("table", "")),
            sees_days=sees_days(visitor),
        ),
        visitor=visitor,
        theme="dark" if asked.get("theme") == "dark" else "light",
        now=datetime.now(UTC),
        kind=SeasonKind.QUARTER if asked.get("sums") == "quarter" else SeasonKind.MONTH,
        challenge=challenge if challenge.isdecimal() else "",
    )


def _headers(name: str) -> dict[str, str]:
    return {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }


class _Wish(NamedTuple):
    """Which table is asked for, as the address says it."""

    table: str
    format: Format
    season: str
    language: str


def _write(visitor: Visitor, wish: _Wish) -> tuple[str, BinaryIO]:
    """The name of a file, and the whole of it: what goes wrong goes wrong before the answer."""
    table, settings, now = table_called(wish.table), reads.settings(), datetime.now(UTC)
    # Closed where it has been sent; a large one is on disk, not in memory.
    file: Any = tempfile.SpooledTemporaryFile(_HELD)  # noqa: SIM115
    try:
        with reading(reads.engine()) as session:
            season = season_called(session, wish.season, settings, now=now)
            asked = Asked(visitor, season, settings, now, wish.language)
            write_sheet(sheet_of(session, table, asked), wish.format, file)
    except BaseException:
        file.close()
        raise
    return f"{table.file_name(season)}.{wish.format}", file


async def _chunks(file: BinaryIO) -> AsyncIterator[bytes]:
    file.seek(0)
    try:
        async for chunk in iterate_in_threadpool(iter(lambda: file.read(_CHUNK), b"")):
            yield chunk
    finally:
        file.close()


export_routes: list[BaseRoute] = [
    *(Route(f"/export/{{chart}}.{one}", chart_file, methods=["GET"]) for one in Picture),
    Route("/export/{file}", table_file, methods=["GET"]),
]
