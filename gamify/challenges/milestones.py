"""What is worth telling at once: half way, an average lost or back, a challenge met.

Milestones lie between two standings of one challenge and are found from those alone.
"""

from __future__ import annotations

from enum import StrEnum

from gamify.challenges.standing import ChallengeStanding


class Milestone(StrEnum):
    """Something that happened between two standings."""

    HALF_WAY = "half_way"
    AVERAGE_LOST = "average_lost"
    AVERAGE_REGAINED = "average_regained"
    MET = "met"


def milestones(before: ChallengeStanding, after: ChallengeStanding) -> tuple[Milestone, ...]:
    """The milestones that lie between, in the order in which they are told.

    An average can be lost only after it held; with the first rating nothing is lost.
    """
    return tuple(
        milestone
        for milestone, is_passed in (
            (Milestone.HALF_WAY, _is_half_way(after) and not _is_half_way(before)),
            (Milestone.AVERAGE_LOST, _holds(before) is True and _holds(after) is False),
            (Milestone.AVERAGE_REGAINED, _holds(before) is False and _holds(after) is True),
            (Milestone.MET, after.is_met and not before.is_met),
        )
        if is_passed
    )


def _is_half_way(standing: ChallengeStanding) -> bool:
    """Half of the ratings are in; of the fives, where no number of ratings is asked for."""
    criteria, stars = standing.criteria, standing.sums.stars
    wanted = criteria.least_ratings or criteria.fives or 0
    so_far = stars.n if criteria.least_ratings else stars.five
    return wanted > 0 and 2 * so_far >= wanted


def _holds(standing: ChallengeStanding) -> bool | None:
    """None without an average: none asked for, or no rating yet."""
    if standing.average is None or not standing.sums.stars.n:
        return None
    return standing.average.holds
