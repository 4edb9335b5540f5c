"""What the links of e-mails sent lately, and the templates that help desks fill in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from db.instant import Instant


class AskedAnswer(SQLModel, table=True):
    """What one link sent within the last hours: by it scanners are told from persons.

    The answer itself is a rating like any other. `key` is a keyed hash of ticket and customer.
    """

    __tablename__ = "asked_answer"

    key: str = Field(primary_key=True)
    #: The last ones, oldest first: {"stars": 5, "at": microseconds, "step": "first"}.
    sent: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    last_at: datetime = Field(sa_type=Instant, index=True)


class AskTemplate(SQLModel, table=True):
    """An e-mail template of a help desk with links of its own; `revoked_at` ends them."""

    __tablename__ = "ask_template"

    id: int | None = Field(default=None, primary_key=True)
    #: For which help desk: zendesk, freshdesk, otrs, generic.
    vendor: str
    #: Of which source its tickets are; "" for whichever knows them.
    source: str = ""
    created_at: datetime = Field(sa_type=Instant)
    created_by: str
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
