"""What programs read: standings, nominations, challenges, sums, people and teams."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from sqlmodel import Session
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from api.programs import season_tables as tables
from api.programs.callers import caller, token_card
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
from db.standings import team_table
from db.tables.contest import CHALLENGES, NOMINATIONS
from db.tables.house import PEOPLE, TEAM_NAMES
from db.tables.registry import CURRENT
from db.tables.standings import SCORERS, TEAMS
from db.tables.table import Asked as TableWish
from db.tables.table import Table
from gamify.access import Visitor, demand
from gamify.open_days import sees_days
from gamify.rights import Right
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


AskedGrains = Annotated[
    AskedGrain, Query(description="engineers need people:read, days of teams a token")
]

router = APIRouter(prefix="/v1")


async def team_standings(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The team table: raw and handicapped averages side by side, shown and as exact fractions."""
    visitor = await caller(request, Right.SEE_BOARDS)

    def gather(session: Session, wish: TableWish) -> Page:
        settings = wish.settings
        table = team_table(
            session, season=wish.season, rules=settings.rules, calendar=settings.calendar
        )
        return _page(session, TEAMS, wish, asked, ranked_by=table.mode.value)

    return table_response(request, await _of_season(visitor, season, gather))


async def engineer_standings(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The top scorers. The public best of them, or all with people:read."""
    return await _answer(request, SCORERS, season, asked)


async def season_nominations(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """Winner and runners-up of each nomination of a quarter."""
    return await _answer(request, NOMINATIONS, season, asked)


async def season_challenges(request: Request, season: SeasonCode, asked: Asked) -> Response:
    """The challenges of the department and of teams that fall into a season."""
    return await _answer(request, CHALLENGES, season, asked)


async def season_cells(
    request: Request,
    season: SeasonCode,
    asked: Asked,
    grain: AskedGrains = AskedGrain.TEAM_DAY,
) -> Response:
    """The sums behind all figures: n… are whole ratings, u… credits in 1/27,720 of a rating."""
    visitor = await caller(request, Right.SEE_BOARDS)
    is_of_people = grain in {AskedGrain.ENGINEER_DAY, AskedGrain.ENGINEER_QUARTER}
    if is_of_people or (grain is AskedGrain.TEAM_DAY and not sees_days(visitor)):
        demand(visitor, Right.SEE_PERSON)
    kind = Grain[grain.name]

    def gather(session: Session, wish: TableWish) -> Page:
        found = wish.season
        span: dict[str, Any] = {"grain": kind, "first": found.first, "last": found.last}
        rows = cell_rows(session, **span, offset=asked.offset, limit=asked.limit)
        about = {**tables.season_words(found), "grain": grain.value}
        return Page(COLUMNS, rows, cell_count(session, **span), asked, about)

    return table_response(request, await _of_season(visitor, season, gather))


async def list_people(request: Request, asked: Asked) -> Response:
    """Everybody, with the team of today."""
    visitor = (await token_card(request, Right.SEE_PEOPLE)).visitor
    return table_response(request, await _of_all(visitor, PEOPLE, asked))


async def list_teams(request: Request, asked: Asked) -> Response:
    """All teams."""
    visitor = await caller(request, Right.SEE_BOARDS)
    return table_response(request, await _of_all(visitor, TEAM_NAMES, asked))


async def _answer(request: Request, table: Table, season: str, asked: Wanted) -> Response:
    """A page of a table, to whoever has the right."""
    visitor = await caller(request, table.right)

    def gather(session: Session, wish: TableWish) -> Page:
        return _page(session, table, wish, asked)

    return table_response(request, await _of_season(visitor, season, gather))


def _page(session: Session, table: Table, wish: TableWish, asked: Wanted, **about: str) -> Page:
    rows = tables.table_rows(session, table, wish)
    told = {**tables.season_words(wish.season), **about}
    return page_of(rows, tables.column_names(table), asked, about=told)


async def _of_season(
    visitor: Visitor, code: str, gather: Callable[[Session, TableWish], Page]
) -> Page:
    def read() -> Page:
        settings = reads.settings()
        with reading(reads.engine()) as session:
            return gather(session, tables.asked_by(visitor, session, code, settings))

    return await run_in_threadpool(read)


async def _of_all(visitor: Visitor, table: Table, asked: Wanted) -> Page:
    def read() -> Page:
        with reading(reads.engine()) as session:
            wish = tables.asked_by(visitor, session, CURRENT, reads.settings())
            rows = tables.table_rows(session, table, wish)
        return page_of(rows, tables.column_names(table), asked, about={})

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
