"""What the pulse keeps: how often each answer was given, and apart from it who has answered.

No row is an answer. See `docs/pulse.md` before anything is added here: a time, a number that
grows or an order of rows would join the two.
"""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from db.instant import Day


class PulseSeason(SQLModel, table=True):
    """A season that somebody has answered about: the last day on which one can."""

    __tablename__ = "pulse_season"

    season: str = Field(primary_key=True)
    last: date = Field(sa_type=Day)


class PulseCount(SQLModel, table=True):
    """How often a team has given an answer. The numbers of rows are given anew at each answer."""

    __tablename__ = "pulse_count"

    id: int | None = Field(default=None, primary_key=True)
    season: str
    team_id: int | None = Field(default=None, foreign_key="team.id")
    question: str
    value: int
    answers: int


class PulsePart(SQLModel, table=True):
    """Somebody has answered a question of the season that is open, so that nobody does twice."""

    __tablename__ = "pulse_part"

    season: str = Field(primary_key=True)
    engineer_id: int = Field(primary_key=True, foreign_key="engineer.id")
    question: str = Field(primary_key=True)
