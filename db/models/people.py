"""Who works where: engineers, teams, and who belongs to which team when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Day


class Team(SQLModel, table=True):
    """A team. `name_key` is the name as it is compared: trimmed, one space, case folded."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)


class Engineer(SQLModel, table=True):
    """A person who solves tickets. A hidden one appears as "Engineer <id>" on public boards."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)
    hidden: bool = False
    email: str | None = None


class Membership(SQLModel, table=True):
    """An engineer's time in a team; `until` is the last day, None while it lasts."""

    __table_args__ = (UniqueConstraint("engineer_id", "team_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    engineer_id: int = Field(foreign_key="engineer.id")
    team_id: int = Field(foreign_key="team.id")
    since: date = Field(sa_type=Day)
    until: date | None = Field(default=None, sa_type=Day)
