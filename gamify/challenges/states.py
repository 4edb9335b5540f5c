"""The states of a challenge, told from where it stands and from the day.

A lead writes a draft, starts it and may cancel it; it ends by itself, met or missed. For a day
after its last one it is closing, while the last ratings come in.
"""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from gamify.challenges.criteria import Criterion
from gamify.challenges.standing import ChallengeStanding
from gamify.seasons import Season

#: Days after the last one in which its ratings still come in.
CLOSING_DAYS = 1

#: Criteria that, once met, stay met: nothing that comes in can take a count back.
LASTING = frozenset({Criterion.RATINGS, Criterion.FIVES})

#: Criteria of the ratings; all the others change with every ticket up to the last day.
OF_RATINGS = LASTING | {Criterion.AVERAGE, Criterion.FIVES_SHARE}


class Stage(StrEnum):
    """What a lead has decided about a challenge."""

    DRAFT = "draft"
    STARTED = "started"
    CANCELLED = "cancelled"


class ChallengeState(StrEnum):
    """Where a challenge is on its way."""

    DRAFT = "draft"
    RUNNING = "running"
    CLOSING = "closing"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


def state_of(
    standing: ChallengeStanding,
    *,
    stage: Stage,
    season: Season,
    today: date,
    closing_days: int = CLOSING_DAYS,
) -> ChallengeState:
    """The state on a day of the organisation's calendar.

    It ends when its closing days are over, and earlier where no rating to come can change the
    outcome. An average over all ratings is judged at the end.
    """
    if stage is not Stage.STARTED:
        return ChallengeState(stage.value)
    if is_settled(standing) or today > season.last + timedelta(days=closing_days):
        return ChallengeState.MET if standing.is_met else ChallengeState.MISSED
    return ChallengeState.CLOSING if today > season.last else ChallengeState.RUNNING


def is_settled(standing: ChallengeStanding) -> bool:
    """Whether no rating to come can change the outcome: counts that are met, or the first N in."""
    asked = set(standing.criteria.asked)
    if standing.is_complete and asked <= OF_RATINGS:
        return True
    return standing.is_met and asked <= LASTING
