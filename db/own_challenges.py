"""The challenges that are somebody's: of the person, of the team, of the department."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlmodel import Session

from db.challenges import challenge_standing, light_ground
from db.queries.challenges import running_challenges
from db.queries.scorers import HIDDEN_ENGINEER
from gamify.challenges.challenge import DEPARTMENT, Challenge, Owner
from gamify.challenges.standing import ChallengeStanding
from gamify.seasons import Calendar


def own_challenges(
    session: Session,
    *,
    teams: Collection[int | None],
    engineer_id: int | None = None,
    now: datetime,
    calendar: Calendar,
    hidden_name: str = HIDDEN_ENGINEER,
) -> list[tuple[Challenge, ChallengeStanding]]:
    """What runs for a person, for these teams and for all, the most personal first.

    Hidden engineers are called `hidden_name`, in which "{id}" stands for the number. Standings
    come without a forecast.
    """
    running = running_challenges(session, calendar=calendar, hidden_name=hidden_name)
    mine = sorted(
        (one for one in running if _is_own(one.owner, teams, engineer_id)),
        key=lambda one: (one.owner.engineer_id is None, one.owner == DEPARTMENT),
    )
    return [
        (
            one,
            challenge_standing(
                session,
                challenge=one,
                now=now,
                calendar=calendar,
                ground=light_ground(session, challenge=one),
                is_forecast=False,
            ),
        )
        for one in mine
    ]


def _is_own(owner: Owner, teams: Collection[int | None], engineer_id: int | None) -> bool:
    if owner.engineer_id is not None:
        return owner.engineer_id == engineer_id
    return owner == DEPARTMENT or owner.team_id in teams
