"""Who works where: engineers, teams, and who belongs to which team when."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class Team(SQLModel, table=True):
    """A team. `name_key` is the name as it is compared: trimmed, one space, case folded."""

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)


class Engineer(SQLModel, table=True):
    """A person who solves tickets. A hidden one appears as "Engineer <id>" on public boards.

    An erased one stays hidden under a name that tells nobody, so that all sums stay right.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str
    name_key: str = Field(unique=True)
    hidden: bool = False
    email: str | None = None
    erased_at: datetime | None = Field(default=None, sa_type=Instant)


class Membership(SQLModel, table=True):
    """An engineer's time in a team; `until` is the last day, None while it lasts."""

    __table_args__ = (UniqueConstraint("engineer_id", "team_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    engineer_id: int = Field(foreign_key="engineer.id")
    team_id: int = Field(foreign_key="team.id")
    since: date = Field(sa_type=Day)
    until: date | None = Field(default=None, sa_type=Day)


class Alias(SQLModel, table=True):
    """Another name by which files call an engineer or a team; `kind` says which of the two."""

    __table_args__ = (UniqueConstraint("kind", "name_key"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    name: str
    name_key: str
    engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")


class Erased(SQLModel, table=True):
    """Somebody whose name and words no later file brings back, known by a keyed hash alone.

    With `engineer_id` a former engineer, else a customer.
    """

    pseudonym: str = Field(primary_key=True)
    engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    erased_at: datetime = Field(sa_type=Instant)
