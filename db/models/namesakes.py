"""Two whose names look alike and who aren't one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from db.instant import Instant


class Namesakes(SQLModel, table=True):
    """Two engineers or two teams of whom somebody has said that they are two.

    The first of both has the smaller number. Nobody is asked about them again.
    """

    __tablename__ = "namesakes"
    __table_args__ = (
        UniqueConstraint("engineer_id", "other_engineer_id"),
        UniqueConstraint("team_id", "other_team_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    other_engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    team_id: int | None = Field(default=None, foreign_key="team.id")
    other_team_id: int | None = Field(default=None, foreign_key="team.id")
    told_at: datetime = Field(sa_type=Instant)
