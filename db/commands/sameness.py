"""The same challenge isn't set twice: a second click, or a second lead, finds it there."""

from __future__ import annotations

from sqlmodel import Session, col, select

from db.models import ChallengeRecord
from gamify.errors import DecisionRefused
from gamify.language import say


def require_new(session: Session, row: ChallengeRecord) -> None:
    """The same goal for the same owner and days is set once, whatever its title.

    Raises DecisionRefused. A draft and a challenge that runs may be the same.
    """
    statement = (
        select(ChallengeRecord.criteria)
        .where(
            col(ChallengeRecord.state) == row.state,
            col(ChallengeRecord.first) == row.first,
            col(ChallengeRecord.last) == row.last,
            col(ChallengeRecord.team_id).is_not_distinct_from(row.team_id),
            col(ChallengeRecord.engineer_id).is_not_distinct_from(row.engineer_id),
        )
        .order_by(col(ChallengeRecord.id))
    )
    if row.criteria in session.exec(statement).all():
        raise DecisionRefused(problem=say("the same challenge is there already"))
