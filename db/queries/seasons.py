"""What has been decided about seasons."""

from __future__ import annotations

from sqlalchemy import bindparam
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from gamify.seasons import Season

_SEASON = SQLModel.metadata.tables["season"]
_TEAM_K = select_rows(_SEASON.c.k_team).where(_SEASON.c.code == bindparam("season"))


def frozen_team_k(session: Session, *, season: Season) -> int | None:
    """The borrowed ratings of a closed season's teams; None while they follow the data."""
    found = driver_rows(session, _TEAM_K, {"season": season.code})
    return found[0][0] if found else None
