"""What a season says, as rows for programs: the tables that go out, flat and exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

from sqlmodel import Session

from api.programs.problems import LANGUAGE
from db.settings import Settings
from db.tables.registry import season_called
from db.tables.table import Asked, Table, demand_season
from gamify.access import Visitor
from gamify.averages import show_average
from gamify.ratings import CREDIT
from gamify.seasons import Season
from gamify.tables.column import Column, Kind

Row = Mapping[str, Any]
_WITH_EXACT = frozenset({Kind.AVERAGE, Kind.CREDITS})


def asked_by(visitor: Visitor, session: Session, code: str, settings: Settings) -> Asked:
    """What somebody asks of a season by its code. Raises UnknownSeason and NotAllowed."""
    now = datetime.now(UTC)
    season = season_called(session, code, settings, now=now)
    asked = Asked(visitor, season, settings, now, LANGUAGE)
    demand_season(asked)
    return asked


def season_words(season: Season) -> dict[str, Any]:
    """A season as an answer begins with it."""
    told = {"code": season.code, "first": season.first.isoformat(), "last": season.last.isoformat()}
    return {"season": told}


def column_names(table: Table) -> list[str]:
    """The fields of a row: averages and credits stand twice, as shown and exact."""
    return [
        name
        for column in table.columns
        for name in (
            (column.name, f"{column.name}_exact") if column.kind in _WITH_EXACT else (column.name,)
        )
    ]


def table_rows(session: Session, table: Table, asked: Asked) -> list[Row]:
    """The rows of a table by the names of their fields."""
    return [dict(_fields(table.columns, row)) for row in table.rows(session, asked)]


def _fields(columns: Sequence[Column], row: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    for column, value in zip(columns, row, strict=True):
        match column.kind:
            case Kind.AVERAGE:
                yield column.name, None if value is None else show_average(value)
                yield f"{column.name}_exact", None if value is None else str(value)
            case Kind.CREDITS:
                yield column.name, None if value is None else _credits(value)
                yield f"{column.name}_exact", None if value is None else str(value)
            case Kind.EXACT:
                yield column.name, None if value is None else str(value)
            case _:
                is_time = isinstance(value, date | datetime)
                yield column.name, value.isoformat() if is_time else value


def _credits(ratings: Fraction) -> str:
    """Ratings cut to hundredths."""
    whole, rest = divmod(int(ratings * CREDIT) * 100 // CREDIT, 100)
    return f"{whole}.{rest:02d}" if rest else str(whole)
