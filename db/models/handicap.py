"""Published pars: what customers usually take off each kind of work."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class ParVersion(SQLModel, table=True):
    """A par of a quarter. The newest version rules; the earlier ones are kept for ever."""

    __tablename__ = "par"
    __table_args__ = (UniqueConstraint("season", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    season: str
    version: int
    #: First day of the quarter that it rules.
    quarter: date = Field(sa_type=Day, index=True)
    provisional: bool
    published_at: datetime = Field(sa_type=Instant)
    actor: str
    note: str = ""
    #: The days on whose ratings it was fitted.
    window_first: date = Field(sa_type=Day)
    window_last: date = Field(sa_type=Day)
    ratings: int
    #: Lost stars a rating and fives a ticket of a kind of work without its own, in 1/10 000.
    g4: int
    f4: int
    phi: float
    k_team: int
    k_person: int
    kappa: int


class ParStratum(SQLModel, table=True):
    """The par of one kind of work; small kinds share a group."""

    __tablename__ = "par_stratum"

    par_id: int = Field(primary_key=True, foreign_key="par.id")
    stratum_id: int = Field(primary_key=True, foreign_key="stratum.id")
    #: Label of the group under which it was fitted.
    label: str
    par4: int
    rho4: int
    ratings: int
    #: The team that had more than 80 % of the ratings.
    owner_team_id: int | None = None
    median_minutes: int | None = None
