"""Challenges, and where the daily message about them goes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class ChallengeRecord(SQLModel, table=True):
    """A goal for a period. `state` is draft, running, met, missed or cancelled.

    It belongs to a team, to a person, or with neither to the department. `result` is what it
    came to, computed once when it was closed.
    """

    __tablename__ = "challenge"
    __table_args__ = (Index("ix_challenge_state_last", "state", "last"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str = ""
    team_id: int | None = Field(default=None, foreign_key="team.id")
    engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    first: date = Field(sa_type=Day)
    last: date = Field(sa_type=Day)
    criteria: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    state: str = "draft"
    created_at: datetime = Field(sa_type=Instant)
    created_by: str
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    result: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    #: Milestones that were told, so that each is told once.
    told: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Destination(SQLModel, table=True):
    """A chat or mailbox that messages go to. The address is a secret and is kept encrypted."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    #: The service by its scheme, like "tgram" or "mailto"; it may be shown.
    service: str
    sealed: str = Field(repr=False)
    language: str = "en"
    created_at: datetime = Field(sa_type=Instant)
    created_by: str


class DigestPlan(SQLModel, table=True):
    """When the daily message of a challenge goes to a destination.

    Without a challenge it is about all that run. `minute` is the minute of the organisation's
    day, `weekdays` has Monday as 0.
    """

    __tablename__ = "digest_plan"

    id: int | None = Field(default=None, primary_key=True)
    destination_id: int = Field(foreign_key="destination.id")
    challenge_id: int | None = Field(default=None, foreign_key="challenge.id")
    minute: int
    weekdays: list[int] = Field(sa_column=Column(JSON, nullable=False))
    milestones: bool = True
    paused: bool = False
    created_at: datetime = Field(sa_type=Instant)
    created_by: str


class Delivery(SQLModel, table=True):
    """A message on its way: one row for each plan, day and occasion, so that none is sent twice.

    `state` is one of `DeliveryState`. Unsure: a process that died while sending may have sent it,
    and only a person can know.
    """

    __table_args__ = (
        UniqueConstraint("plan_id", "day", "occasion"),
        Index("ix_delivery_state_next", "state", "next_try_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="digest_plan.id")
    day: date = Field(sa_type=Day)
    #: "daily", or the milestone and its challenge.
    occasion: str
    state: str = "due"
    attempts: int = 0
    next_try_at: datetime = Field(sa_type=Instant)
    #: Which process has it, and until when that is believed.
    claimed_by: str | None = None
    claimed_until: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    problem: str | None = None
