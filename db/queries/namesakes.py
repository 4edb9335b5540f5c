"""Pairs of engineers or teams of whom somebody has said that they are two."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session, col, select

from db.models import Namesakes
from db.queries.people import ENGINEER


def sides_of(kind: str) -> tuple[Any, Any]:
    """The columns of both, for engineers or for teams."""
    if kind == ENGINEER:
        return col(Namesakes.engineer_id), col(Namesakes.other_engineer_id)
    return col(Namesakes.team_id), col(Namesakes.other_team_id)


def pair_of(kept: Namesakes) -> tuple[int, int]:
    """The numbers of both, the smaller one first."""
    one = kept.engineer_id or kept.team_id or 0
    return one, kept.other_engineer_id or kept.other_team_id or 0


def namesakes(session: Session, kind: str) -> list[tuple[int, int]]:
    """All pairs of a kind, the latest first; the smaller number of each first."""
    one, _ = sides_of(kind)
    statement = select(Namesakes).where(one.is_not(None)).order_by(col(Namesakes.id).desc())
    return [pair_of(kept) for kept in session.exec(statement)]
