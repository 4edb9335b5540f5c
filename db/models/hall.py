"""What is kept of closed seasons for good."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class ClosedSeason(SQLModel, table=True):
    """A quarter that is kept, by its first day, with the rules that ruled it."""

    __tablename__ = "closed_season"

    first: date = Field(primary_key=True, sa_type=Day)
    last: date = Field(sa_type=Day)
    code: str
    #: The fiscal year, and which of its quarters it is, 1 to 4.
    year: int
    quarter: int
    kept_at: datetime = Field(sa_type=Instant)
    rules: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class HallPlace(SQLModel, table=True):
    """A place of one of its tables. `score`, `ratings` and `plain` are exact fractions.

    The name is the one of that time; of a former colleague who was erased it tells nobody.
    """

    __tablename__ = "hall_place"
    __table_args__ = (Index("ix_hall_place_season", "season_first", "ranking", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    season_first: date = Field(sa_type=Day, foreign_key="closed_season.first")
    ranking: str
    #: 0, 1, 2 … in the order of the table.
    position: int
    place: int
    unit_id: int = Field(index=True)
    name: str
    score: str
    ratings: str
    plain: str | None = None
