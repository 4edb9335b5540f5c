"""Sums of ratings, and the version of the data."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum

from sqlalchemy import BigInteger, false
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class Grain(IntEnum):
    """What a cell sums up. `day` is the day itself or the first day of the quarter."""

    TEAM_DAY = 1
    TEAM_QUARTER = 2
    ENGINEER_DAY = 3
    ENGINEER_QUARTER = 4
    STRATUM_QUARTER = 5
    TEAM_STRATUM_QUARTER = 6


class Cell(SQLModel, table=True):
    """A sum of ratings: kept with every write, recounted from the ratings at will.

    Ids that a grain doesn't tell apart are 0, as are unknown teams and engineers. `n…` counts
    whole ratings (of the owner's team), `u…` credit units, `tickets` closed tickets. The
    `last_…` instants aren't kept per stratum. What par makes one expect is kept by the quarter,
    in 1/10 000: `due` lost stars of a team's ratings or of an engineer's credit units, and
    `due_fives` of the tickets.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    grain: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    team_id: int = Field(primary_key=True, default=0)
    engineer_id: int = Field(primary_key=True, default=0)
    stratum_id: int = Field(primary_key=True, default=0)
    n5: int = 0
    n4: int = 0
    n3: int = 0
    n2: int = 0
    n1: int = 0
    u5: int = Field(default=0, sa_type=BigInteger)
    u4: int = Field(default=0, sa_type=BigInteger)
    u3: int = Field(default=0, sa_type=BigInteger)
    u2: int = Field(default=0, sa_type=BigInteger)
    u1: int = Field(default=0, sa_type=BigInteger)
    tickets: int = 0
    due: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    due_fives: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs={"server_default": "0"})
    last_rated_at: datetime | None = Field(default=None, sa_type=Instant)
    last_five_at: datetime | None = Field(default=None, sa_type=Instant)


class DataVersion(SQLModel, table=True):
    """One row: a number that grows with every write, and the calendar the cells were cut by.

    `is_discreet` says that the names of customers that were stored in the clear, as earlier
    versions did, have become keyed hashes.
    """

    __tablename__ = "data_version"

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    calendar: str = ""
    is_discreet: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
