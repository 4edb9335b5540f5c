"""Sources that are read by themselves, and what was read of each answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Instant


class Feed(SQLModel, table=True):
    """A source that is pulled, and whose webhook is heard.

    Passwords and tokens are in `sealed` alone; `entered` is what may be shown.
    """

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", unique=True)
    #: Which definition reads it, like "zendesk".
    system: str
    entered: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    sealed: str
    added_at: datetime = Field(sa_type=Instant)
    added_by: str
    paused_at: datetime | None = Field(default=None, sa_type=Instant)
    #: How far it has been read; written in the transaction that stores what was read.
    reach: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    next_pull_at: datetime = Field(sa_type=Instant, index=True)
    pulled_at: datetime | None = Field(default=None, sa_type=Instant)
    #: Why the last pull failed, and how often in a row.
    problem: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    failures: int = 0
    #: Which process reads it, and until when that is believed.
    leased_by: str | None = None
    leased_until: datetime | None = Field(default=None, sa_type=Instant)


class ReadAnswer(SQLModel, table=True):
    """What was last read of an answer. The raw payload is sealed, and goes after some time.

    `reason` says why the answer couldn't be used.
    """

    __tablename__ = "read_answer"
    __table_args__ = (
        UniqueConstraint("source_id", "ticket", "key"),
        Index("ix_read_answer_read_at", "read_at"),
        Index("ix_read_answer_source_id_digest", "source_id", "digest"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id")
    ticket: str
    key: str = ""
    #: When it was last changed where the ticket system says so, in microseconds UTC.
    changed: int | None = Field(default=None, sa_type=BigInteger)
    digest: str
    read_at: datetime = Field(sa_type=Instant)
    #: The customer's pseudonym, by which an erasure finds the payload.
    customer: str | None = None
    raw: str | None = None
    reason: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
