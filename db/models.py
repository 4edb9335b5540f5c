"""Every table. Imported once, never by a page, because a table can be declared only once."""

from __future__ import annotations

from datetime import date, datetime
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Dialect,
    Index,
    Integer,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class BigId(TypeDecorator[int]):
    """A 64-bit id; on SQLite it is the row's own number and needs no index of its own."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


class Grain(IntEnum):
    """What a cell sums up. `day` is the day itself or the first day of the quarter."""

    TEAM_DAY = 1
    TEAM_QUARTER = 2
    ENGINEER_DAY = 3
    ENGINEER_QUARTER = 4
    STRATUM_QUARTER = 5


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


class Membership(SQLModel, table=True):
    """An engineer's time in a team; `until` is the last day, None while it lasts."""

    __table_args__ = (UniqueConstraint("engineer_id", "team_id", "since"),)

    id: int | None = Field(default=None, primary_key=True)
    engineer_id: int = Field(foreign_key="engineer.id")
    team_id: int = Field(foreign_key="team.id")
    since: date = Field(sa_type=Day)
    until: date | None = Field(default=None, sa_type=Day)


class Stratum(SQLModel, table=True):
    """A kind of work as the handicap sees it, made of the fields that the settings choose."""

    id: int | None = Field(default=None, primary_key=True)
    label: str = Field(unique=True)


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


class Source(SQLModel, table=True):
    """Where ratings come from: ticket ids are unique within it."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    scale: str = "stars"
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class ImportBatch(SQLModel, table=True):
    """One import: a transaction that can be undone. Row ids are contiguous within a batch."""

    __tablename__ = "import_batch"

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id")
    file_name: str
    digest: str
    actor: str
    stored_at: datetime = Field(sa_type=Instant)
    undone_at: datetime | None = Field(default=None, sa_type=Instant)
    rows: int = 0
    tickets_added: int = 0
    ratings_added: int = 0
    ratings_changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    #: Ids of the first ticket and the first rating that it brought.
    ticket_from: int = Field(default=0, sa_type=BigInteger)
    rating_from: int = Field(default=0, sa_type=BigInteger)
    #: Ids of the people, teams, kinds … that it made, by table; undo takes back what is unused.
    created: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


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
    batch_id: int | None = Field(default=None, foreign_key="import_batch.id")


class Rating(SQLModel, table=True):
    """One customer's answer. Owner, team and kind of work are those of when it arrived.

    An excluded rating stays here and isn't counted. `shared` says that `Credit` holds its
    split; otherwise the owner has the whole credit.
    """

    __table_args__ = (
        UniqueConstraint("ticket_id", "key"),
        # Day first: ratings arrive roughly by day, and in that order an index grows at its end.
        Index("ix_rating_day_owner", "day", "owner_id"),
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


class SeasonRecord(SQLModel, table=True):
    """A season that has been named, closed or given rules of its own."""

    __tablename__ = "season"

    code: str = Field(primary_key=True)
    kind: str
    first: date = Field(sa_type=Day)
    last: date = Field(sa_type=Day)
    #: Borrowed ratings K, frozen when the season closed; None while it is computed nightly.
    k_team: int | None = None
    k_person: int | None = None
    closed_at: datetime | None = Field(default=None, sa_type=Instant)


class Setting(SQLModel, table=True):
    """An organisation's own value of a setting; it wins over the environment."""

    name: str = Field(primary_key=True)
    value: Any = Field(sa_column=Column(JSON, nullable=False))


class AuditEntry(SQLModel, table=True):
    """Who decided what, and when. Comments and names of customers are never in it."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    actor: str
    action: str
    subject: str
    before: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    after: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))


class Cell(SQLModel, table=True):
    """A sum of ratings: kept with every write, recounted from the ratings at will.

    Ids that a grain doesn't tell apart are 0, as are unknown teams and engineers. `n…` counts
    whole ratings (of the owner's team), `u…` credit units, `tickets` closed tickets. The
    `last_…` instants aren't kept per stratum.
    """

    __table_args__ = ({"sqlite_with_rowid": False},)

    grain: int = Field(primary_key=True)
    day: date = Field(primary_key=True, sa_type=Day)
    team_id: int = Field(primary_key=True, default=0)
    engineer_id: int = Field(primary_key=True, default=0)
    stratum_id: int = Field(primary_key=True, default=0)
    n5: int = 0
    n4: int = 0
    n3: int = 0
    n2: int = 0
    n1: int = 0
    u5: int = Field(default=0, sa_type=BigInteger)
    u4: int = Field(default=0, sa_type=BigInteger)
    u3: int = Field(default=0, sa_type=BigInteger)
    u2: int = Field(default=0, sa_type=BigInteger)
    u1: int = Field(default=0, sa_type=BigInteger)
    tickets: int = 0
    last_rated_at: datetime | None = Field(default=None, sa_type=Instant)
    last_five_at: datetime | None = Field(default=None, sa_type=Instant)


class DataVersion(SQLModel, table=True):
    """One row: a number that grows with every write, and the calendar the cells were cut by."""

    __tablename__ = "data_version"

    id: int = Field(default=1, primary_key=True)
    version: int = 0
    calendar: str = ""
