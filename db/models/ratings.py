"""Ratings, how their credit is shared, and what they were before."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant
from db.models.big_id import BigId


class Rating(SQLModel, table=True):
    """One customer's answer. Owner, team and kind of work are those of when it arrived.

    An excluded rating stays here and isn't counted. `shared` says that `Credit` holds its
    split; otherwise the owner has the whole credit.
    """

    __table_args__ = (
        UniqueConstraint("ticket_id", "key"),
        # Ratings arrive roughly by day, and in that order an index grows at its end.
        Index("ix_rating_day", "day"),
        Index(
            "ix_rating_excluded_day",
            "day",
            sqlite_where=text("excluded_at IS NOT NULL"),
            postgresql_where=text("excluded_at IS NOT NULL"),
        ),
    )

    #: Given by the writer (the largest so far plus one), never by the database.
    id: int = Field(primary_key=True, sa_type=BigId, sa_column_kwargs={"autoincrement": False})
    ticket_id: int = Field(foreign_key="ticket.id", sa_type=BigId)
    #: The customer's or the source's own id of the answer; "" where a ticket has one rating.
    key: str = ""
    stars: int
    raw_score: str
    comment: str | None = None
    rated_at: datetime = Field(sa_type=Instant)
    #: `rated_at` as a day of the organisation's calendar.
    day: date = Field(sa_type=Day)
    owner_id: int | None = Field(default=None, foreign_key="engineer.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    kind_id: int = Field(foreign_key="work_kind.id")
    shared: bool = False
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")
    excluded_at: datetime | None = Field(default=None, sa_type=Instant)
    excluded_reason: str | None = None
    #: When a person changed it by hand; then the same row of a file no longer changes it back.
    edited_at: datetime | None = Field(default=None, sa_type=Instant)


class Credit(SQLModel, table=True):
    """A share in a rating on which several engineers worked; the shares sum to 27 720."""

    rating_id: int = Field(primary_key=True, foreign_key="rating.id", sa_type=BigId)
    engineer_id: int = Field(primary_key=True, foreign_key="engineer.id", index=True)
    units: int


class Revision(SQLModel, table=True):
    """What a rating (or, without one, a ticket) was before it was changed; undo puts it back."""

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", sa_type=BigId, index=True)
    rating_id: int | None = Field(default=None, foreign_key="rating.id", sa_type=BigId, index=True)
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")
    replaced_at: datetime = Field(sa_type=Instant)
    #: The replaced columns with their former values, credits included.
    before: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
