"""The work that is rated: kinds of work, and tickets."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant
from db.models.big_id import BigId


class Stratum(SQLModel, table=True):
    """A kind of work as the handicap sees it, made of the fields that the settings choose.

    Fields that aren't chosen are "".
    """

    id: int | None = Field(default=None, primary_key=True)
    label: str = Field(unique=True)
    line: str = Field(default="", sa_column_kwargs={"server_default": ""})
    category: str = Field(default="", sa_column_kwargs={"server_default": ""})
    priority: str = Field(default="", sa_column_kwargs={"server_default": ""})
    channel: str = Field(default="", sa_column_kwargs={"server_default": ""})


class WorkKind(SQLModel, table=True):
    """The fields of a ticket, as triaged, that say what kind of work it is ("" where unknown)."""

    __tablename__ = "work_kind"
    __table_args__ = (UniqueConstraint("line", "category", "priority", "channel"),)

    id: int | None = Field(default=None, primary_key=True)
    line: str = ""
    category: str = ""
    priority: str = ""
    channel: str = ""
    stratum_id: int = Field(foreign_key="stratum.id")


class Ticket(SQLModel, table=True):
    """The piece of work. `day` is the organisation's day on which it counts as handled."""

    __table_args__ = (UniqueConstraint("source_id", "external_id"),)

    #: Given by the writer (the largest so far plus one), never by the database.
    id: int = Field(primary_key=True, sa_type=BigId, sa_column_kwargs={"autoincrement": False})
    source_id: int = Field(foreign_key="source.id")
    external_id: str
    kind_id: int = Field(foreign_key="work_kind.id")
    owner_id: int | None = Field(default=None, foreign_key="engineer.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    day: date = Field(sa_type=Day)
    opened_at: datetime | None = Field(default=None, sa_type=Instant)
    solved_at: datetime | None = Field(default=None, sa_type=Instant)
    requester: str | None = None
    #: A hash of the subject's words, by which twin tickets are recognised.
    subject_key: str | None = None
    #: How often it was opened again and handed on; None where the source doesn't say.
    reopens: int | None = None
    transfers: int | None = None
    #: Whether its customer was asked for a rating.
    surveyed: bool | None = None
    first_response_at: datetime | None = Field(default=None, sa_type=Instant)
    #: What a later file called its kind; `kind_id` stays as triaged at the first assignment.
    relabelled_kind_id: int | None = None
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")
