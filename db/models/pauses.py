"""Times in which the game rests, for a team or for all."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from db.instant import Day, Instant


class GamePause(SQLModel, table=True):
    """A pause, both days included. Ended by somebody it holds no longer, whatever its last day."""

    __tablename__ = "game_pause"

    id: int | None = Field(default=None, primary_key=True)
    team_id: int | None = Field(default=None, foreign_key="team.id")
    first: date = Field(sa_type=Day)
    last: date = Field(sa_type=Day)
    reason: str
    set_at: datetime = Field(sa_type=Instant)
    set_by: str
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
