"""The states of a challenge, and how it ends: by itself, from where it stands and the day.

A lead writes a draft, starts it and may cancel it. Met or missed is told by the standing, once.
"""

from __future__ import annotations

from collections.abc import Mapping
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


class ChallengeState(StrEnum):
    """Where a challenge is on its way."""

    DRAFT = "draft"
    RUNNING = "running"
    MET = "met"
    MISSED = "missed"
    CANCELLED = "cancelled"


#: What may follow a state; what has ended stays as it ended.
FOLLOWING: Mapping[ChallengeState, frozenset[ChallengeState]] = {
    ChallengeState.DRAFT: frozenset({ChallengeState.RUNNING, ChallengeState.CANCELLED}),
    ChallengeState.RUNNING: frozenset(
        {ChallengeState.MET, ChallengeState.MISSED, ChallengeState.CANCELLED}
    ),
    ChallengeState.MET: frozenset(),
    ChallengeState.MISSED: frozenset(),
    ChallengeState.CANCELLED: frozenset(),
}


def state_on(
    today: date,
    *,
    state: ChallengeState,
    standing: ChallengeStanding,
    season: Season,
    closing_days: int = CLOSING_DAYS,
) -> ChallengeState:
    """The state that a challenge has on a day of the organisation's calendar.

    A running one ends when its closing days are over, and earlier where no rating to come can
    change the outcome; all others stay what they are.
    """
    is_due = today > season.last + timedelta(days=closing_days) or is_settled(standing)
    if state is not ChallengeState.RUNNING or not is_due:
        return state
    return ChallengeState.MET if standing.is_met else ChallengeState.MISSED


def is_closing(today: date, *, season: Season, closing_days: int = CLOSING_DAYS) -> bool:
    """Whether the last day is over while its last ratings still come in."""
    return season.last < today <= season.last + timedelta(days=closing_days)


def is_settled(standing: ChallengeStanding) -> bool:
    """Whether no rating to come can change the outcome: counts that are met, or the first N in.

    An average over all ratings is never settled before the end.
    """
    asked = set(standing.criteria.asked)
    if standing.is_complete and asked <= OF_RATINGS:
        return True
    return standing.is_met and asked <= LASTING


def result_of(standing: ChallengeStanding) -> dict[str, object]:
    """What a challenge came to, as plain values that JSON keeps; averages are sums and counts."""
    sums = standing.sums
    return {
        "met": standing.is_met,
        "stars": list(sums.stars),
        "tickets": sums.tickets,
        "rated": sums.rated,
        "median_minutes": None if sums.median_minutes is None else str(sums.median_minutes),
        "criteria": {check.criterion.value: check.is_met for check in standing.checks},
    }
