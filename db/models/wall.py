"""The screens in the office, and what a lead announces on them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class WallScreen(SQLModel, table=True):
    """A TV by the name in its address, with what it shows and how.

    Its link is known by `digest` (SHA-256, in hexadecimal digits) and kept sealed so that a lead
    can see it again; a screen without both has no link, or had one that was revoked.
    """

    __tablename__ = "wall_screen"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    title: str = ""
    language: str = "en"
    theme: str = "dark"
    #: How many teams fit on it: 9 or 15.
    density: int = 9
    motion: bool = True
    sound: str = "none"
    #: Whether the picture wanders by some pixels, so that nothing burns in.
    shift: bool = True
    #: Numbers of the teams that it shows; all where there are none.
    teams: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    #: What it shows in turn: {"kind": …, "seconds": …}.
    scenes: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    #: When it is awake: {"weekdays": [0 …], "from": "07:30", "until": "20:00"}; None is always.
    sleep: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    digest: str | None = Field(default=None, unique=True, repr=False)
    sealed: str | None = Field(default=None, repr=False)
    created_at: datetime = Field(sa_type=Instant)
    created_by: str


class Announcement(SQLModel, table=True):
    """What a lead says to a team or to all, up to and including its last day.

    `text_key` is the text as it is searched for.
    """

    id: int | None = Field(default=None, primary_key=True)
    text: str
    text_key: str = Field(default="", sa_column_kwargs={"server_default": ""})
    team_id: int | None = Field(default=None, foreign_key="team.id")
    last: date = Field(sa_type=Day)
    announced_at: datetime = Field(sa_type=Instant)
    announced_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
