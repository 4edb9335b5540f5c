"""What is learned from low ratings, and good practice that is shared."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.instant import Instant
from db.models.big_id import BigId


class Lesson(SQLModel, table=True):
    """What is noted of a rating below five. Whoever had the case isn't in it: the rating knows."""

    rating_id: int = Field(
        primary_key=True,
        foreign_key="rating.id",
        sa_type=BigId,
        sa_column_kwargs={"autoincrement": False},
    )
    cause: str | None = None
    nature: str | None = None
    lesson: str = ""
    state: str
    noted_at: datetime = Field(sa_type=Instant)
    noted_by: str


class SharedPractice(SQLModel, table=True):
    """A good practice out of a rating. With `quotes` the customer's words stand beside it.

    The words themselves stay with the rating, so that they go when they are deleted there.
    """

    __tablename__ = "shared_practice"

    id: int | None = Field(default=None, primary_key=True)
    rating_id: int = Field(foreign_key="rating.id", sa_type=BigId, index=True)
    quotes: bool
    words: str
    shared_at: datetime = Field(sa_type=Instant)
    shared_by: str
    withdrawn_at: datetime | None = Field(default=None, sa_type=Instant)
