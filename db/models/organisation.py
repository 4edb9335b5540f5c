"""What the organisation has decided: seasons, settings, and who decided what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class SeasonRecord(SQLModel, table=True):
    """A season that has been named, closed or given rules of its own."""

    __tablename__ = "season"

    code: str = Field(primary_key=True)
    kind: str
    first: date = Field(sa_type=Day)
    last: date = Field(sa_type=Day)
    #: Borrowed ratings K, frozen when the season closed; None while it is computed nightly.
    k_team: int | None = None
    k_person: int | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Setting(SQLModel, table=True):
    """An organisation's own value of a setting; it wins over the environment."""

    name: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(JSON, nullable=False))


class AuditEntry(SQLModel, table=True):
    """Who decided what, and when. Comments and names of customers are never in it."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    actor: str
    action: str
    subject: str
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
