"""What programs read: standings, nominations, challenges, sums, people and teams."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.programs import season_tables as tables
from api.programs.callers import caller, token_card
from api.programs.season_tables import Row
from api.programs.tables import (
    Asked,
    Page,
    Wanted,
    page_of,
    table_response,
)
from db.engine import reading
from db.models import Grain
from db.queries.sums_out import COLUMNS, cell_count, cell_rows
from db.settings import Settings
from gamify.access import demand, may
from gamify.rights import Right
from gamify.seasons import Season, day_of
from pages.ui import reads

SeasonCode = Annotated[
    str,
    Path(
        max_length=40,
        description="2026-Q4, 2026-11, 2026, 2026-10-01..2026-12-15, or current: the quarter of the"
        " newest rating",
        examples=["current"],
    ),
]


class AskedGrain(StrEnum):
    """What a cell sums up."""

    TEAM_DAY = "team_day"
    TEAM_QUARTER = "team_quarter"
    ENGINEER_DAY = "engineer_day"
    ENGINEER_QUARTER = "engineer_quarter"
    STRATUM_QUARTER = "stratum_quarter"


AskedGrains = Annotated[AskedGrain, Query(description="engineers need people:read")]

router = APIRouter(prefix="/v1")


async def team_standings(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The team table: raw and handicapped averages side by side, shown and as exact fractions."""
    await caller(request, Right.SEE_BOARDS)

    def gather(session: Session, found: Season, settings: Settings) -> Page:
        rows, mode = tables.team_rows(session, found, settings)
        about = {**tables.season_words(found), "ranked_by": mode}
        return page_of(rows, tables.TEAM_COLUMNS, asked, about=about)

    return table_response(request, await _of_season(season, gather))


async def engineer_standings(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The top scorers. The public best of them, or all with people:read."""
    visitor = await caller(request, Right.SEE_BOARDS)
    is_all = may(visitor, Right.SEE_PERSON)

    def gather(session: Session, found: Season, settings: Settings) -> Page:
        rows = tables.engineer_rows(session, found, settings, is_all=is_all)
        about = tables.season_words(found)
        return page_of(rows, tables.ENGINEER_COLUMNS, asked, about=about)

    return table_response(request, await _of_season(season, gather))


async def season_nominations(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """Winner and runners-up of each nomination of a quarter."""
    await caller(request, Right.SEE_BOARDS)
    rows = _paged(tables.nomination_rows, tables.NOMINATION_COLUMNS, asked)
    return table_response(request, await _of_season(season, rows))


async def season_challenges(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The challenges of the department and of teams that fall into a season."""
    await caller(request, Right.SEE_BOARDS)
    rows = _paged(tables.challenge_rows, tables.CHALLENGE_COLUMNS, asked)
    return table_response(request, await _of_season(season, rows))


async def season_cells(
    request: Request,
    season: SeasonCode,
    asked: Asked,
    grain: AskedGrains = AskedGrain.TEAM_DAY,
) -> Response:
    """The sums behind all figures: n… are whole ratings, u… credits in 1/27,720 of a rating."""
    visitor = await caller(request, Right.SEE_BOARDS)
    if grain in {AskedGrain.ENGINEER_DAY, AskedGrain.ENGINEER_QUARTER}:
        demand(visitor, Right.SEE_PERSON)
    kind = Grain[grain.name]

    def gather(session: Session, found: Season, _: Settings) -> Page:
        span: dict[str, Any] = {"grain": kind, "first": found.first, "last": found.last}
        rows = cell_rows(session, **span, offset=asked.offset, limit=asked.limit)
        about = {**tables.season_words(found), "grain": grain.value}
        return Page(COLUMNS, rows, cell_count(session, **span), asked, about)

    return table_response(request, await _of_season(season, gather))


async def list_people(request: Request, asked: Asked) -> Response:
    """Everybody, with the team of today."""
    await token_card(request, Right.SEE_PEOPLE)
    today = day_of(datetime.now(UTC), reads.settings().calendar)
    columns = tables.PERSON_COLUMNS
    page = await _of_all(lambda session: tables.person_rows(session, today), columns, asked)
    return table_response(request, page)


async def list_teams(request: Request, asked: Asked) -> Response:
    """All teams."""
    await caller(request, Right.SEE_BOARDS)
    page = await _of_all(tables.team_name_rows, tables.TEAM_NAME_COLUMNS, asked)
    return table_response(request, page)


def _paged(
    gather: Callable[[Session, Season, Settings], Sequence[Row]],
    columns: Sequence[str],
    asked: Wanted,
) -> Callable[[Session, Season, Settings], Page]:
    def page(session: Session, season: Season, settings: Settings) -> Page:
        about = tables.season_words(season)
        rows = gather(session, season, settings)
        return page_of(rows, columns, asked, about=about)

    return page


async def _of_season(code: str, gather: Callable[[Session, Season, Settings], Page]) -> Page:
    def read() -> Page:
        settings = reads.settings()
        with reading(reads.engine()) as session:
            return gather(session, tables.season_called(session, code, settings), settings)

    return await run_in_threadpool(read)


async def _of_all(
    gather: Callable[[Session], Sequence[Row]], columns: Sequence[str], asked: Wanted
) -> Page:
    def read() -> Page:
        with reading(reads.engine()) as session:
            rows = gather(session)
        return page_of(rows, columns, asked, about={})

    return await run_in_threadpool(read)


ROUTES: dict[str, Any] = {
    "/seasons/{season}/standings/teams": team_standings,
    "/seasons/{season}/standings/engineers": engineer_standings,
    "/seasons/{season}/nominations": season_nominations,
    "/seasons/{season}/challenges": season_challenges,
    "/seasons/{season}/cells": season_cells,
    "/people": list_people,
    "/teams": list_teams,
}
