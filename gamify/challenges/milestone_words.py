"""Milestones in words: a head and a few lines that are sent at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gamify.challenges.challenge import Challenge
from gamify.challenges.ending import one_after_another
from gamify.challenges.milestones import Milestone
from gamify.challenges.sentences import check_sentence, climb_sentence, days_sentence
from gamify.challenges.standing import ChallengeStanding
from gamify.language import Message, say

#: Milestones of which the latest counts: an average may be lost and regained many times.
OF_THE_AVERAGE = frozenset({Milestone.AVERAGE_LOST, Milestone.AVERAGE_REGAINED})


def is_new(milestone: Milestone, told: Sequence[str]) -> bool:
    """Whether a milestone is still to be told; `told` are those before, in order of time.

    Half way and met are told once. Of the average the latest is not told again, and what was
    never told as lost isn't regained.
    """
    if milestone not in OF_THE_AVERAGE:
        return milestone not in told
    latest = next((one for one in reversed(told) if one in OF_THE_AVERAGE), None)
    if milestone is Milestone.AVERAGE_LOST:
        return latest != Milestone.AVERAGE_LOST
    return latest == Milestone.AVERAGE_LOST


def milestone_title(milestone: Milestone, challenge: Challenge) -> Message:
    """The head of the message."""
    name = challenge.name
    match milestone:
        case Milestone.HALF_WAY:
            return say("{challenge}: half way", challenge=name)
        case Milestone.AVERAGE_LOST:
            return say("{challenge}: the average needs us", challenge=name)
        case Milestone.AVERAGE_REGAINED:
            return say("{challenge}: the average is back", challenge=name)
        case Milestone.MET:
            return say("{challenge}: everything asked for is there", challenge=name)


def milestone_lines(milestone: Milestone, standing: ChallengeStanding) -> Iterator[Message]:
    """Where it stands, the way back where there is one, and the days left."""
    checks = [check_sentence(check) for check in standing.checks]
    yield say("Where it stands: {checks}", checks=one_after_another(checks))
    if milestone is Milestone.AVERAGE_LOST and standing.average is not None:
        climb = climb_sentence(standing.average)
        if climb is not None:
            yield climb
    yield days_sentence(standing.countdown)
