"""Thanks for help on a ticket: who said them to whom, with a few words."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.instant import Instant
from db.models.big_id import BigId


class Thanks(SQLModel, table=True):
    """Somebody's thanks to a colleague who helped; counted nowhere.

    `from_id` is the engineer who thanks; a lead without a person of the department has the name
    alone. Taken back they keep neither words nor a place on any screen.
    """

    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id", sa_type=BigId, index=True)
    engineer_id: int = Field(foreign_key="engineer.id")
    from_id: int | None = Field(default=None, foreign_key="engineer.id")
    words: str = ""
    said_at: datetime = Field(sa_type=Instant, index=True)
    said_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
