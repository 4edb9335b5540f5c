"""What is decided around the competition: awards, flags, trusted pairs, assists, requests."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Instant
from db.models.big_id import BigId


class Award(SQLModel, table=True):
    """A place of a closed season's nomination: recorded once, with the formula's version.

    Names and texts are kept as they were; `score` is the exact fraction. A nomination that
    nobody won, or that the data couldn't support, has one row with place 0.
    """

    __table_args__ = (UniqueConstraint("season", "nomination", "position"),)

    id: int | None = Field(default=None, primary_key=True)
    season: str
    nomination: str
    #: 0, 1, 2 … in the order of the card.
    position: int
    place: int
    unit_id: int
    name: str
    team: str | None = None
    score: str
    title: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    value: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    sentence: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    formula_version: int
    recorded_at: datetime = Field(sa_type=Instant)


class Flag(SQLModel, table=True):
    """Something that looks odd, for a lead to decide. `state` is open, fine or excluded.

    `key` recognises the same finding when it is made again.
    """

    __table_args__ = (UniqueConstraint("season", "rule", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    season: str = Field(index=True)
    rule: str
    key: str
    severity: str
    engineer_id: int = Field(foreign_key="engineer.id")
    other_id: int | None = Field(default=None, foreign_key="engineer.id")
    ratings: list[int] = Field(sa_column=Column(JSON, nullable=False))
    evidence: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    found_at: datetime = Field(sa_type=Instant)
    state: str = "open"
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: str | None = None
    #: Why ratings were excluded, and which.
    reason: str | None = None
    excluded: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    note: str = ""


class FlagWhitelist(SQLModel, table=True):
    """A pair that a rule no longer flags: an engineer and a customer, a colleague or a domain."""

    __tablename__ = "flag_whitelist"
    __table_args__ = (UniqueConstraint("rule", "engineer_id", "other"),)

    id: int | None = Field(default=None, primary_key=True)
    rule: str
    engineer_id: int = Field(foreign_key="engineer.id")
    other: str
    actor: str
    added_at: datetime = Field(sa_type=Instant)
    note: str = ""


class Assist(SQLModel, table=True):
    """Somebody's help on a ticket. `state` is claimed, confirmed or declined.

    A helper is credited once the owner or the lead has confirmed it, or with ten minutes of
    work logged. Those whom a source names are credited without a row here.
    """

    ticket_id: int = Field(primary_key=True, foreign_key="ticket.id", sa_type=BigId)
    engineer_id: int = Field(primary_key=True, foreign_key="engineer.id")
    state: str
    #: Work logged on the ticket, in minutes.
    minutes: int | None = None
    claimed_at: datetime = Field(sa_type=Instant)
    claimed_by: str
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: str | None = None


class ExclusionRequest(SQLModel, table=True):
    """An engineer asks that a rating be excluded; a lead decides.

    `state` is open, accepted, declined or withdrawn, and `answer` is the lead's word.
    """

    __tablename__ = "exclusion_request"

    id: int | None = Field(default=None, primary_key=True)
    rating_id: int = Field(foreign_key="rating.id", sa_type=BigId, index=True)
    engineer_id: int = Field(foreign_key="engineer.id")
    reason: str
    words: str = ""
    state: str = Field(default="open", index=True)
    asked_at: datetime = Field(sa_type=Instant)
    asked_by: str
    decided_at: datetime | None = Field(default=None, sa_type=Instant)
    decided_by: str | None = None
    answer: str = ""
