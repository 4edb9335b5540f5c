"""Where ratings come from, and what each import brought."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column
from sqlmodel import Field, SQLModel

from db.instant import Instant

_ZERO = {"server_default": "0"}


class Source(SQLModel, table=True):
    """Where ratings come from: ticket ids are unique within it."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    scale: str = "stars"
    #: How many different ratings customers can give there; with 2 or 3 the tables say so.
    points: int = Field(default=5, sa_column_kwargs={"server_default": "5"})
    mapping: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class ImportBatch(SQLModel, table=True):
    """What came in together and can be undone: a file, or what programs posted on a day.

    The rows of a file have ids one after the other. Between those of a day others may have come.
    """

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
    #: The ids after those of the last ticket and the last rating.
    ticket_until: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    rating_until: int = Field(default=0, sa_type=BigInteger, sa_column_kwargs=_ZERO)
    #: Ids of the people, teams, kinds … that it made, by table; undo takes back what is unused.
    created: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
