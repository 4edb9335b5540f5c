"""Challenges that run for somebody: whose, how many days are left, what is still needed."""

from __future__ import annotations

from collections.abc import Sequence

from gamify.averages import DECIMALS, cut
from gamify.challenges.challenge import DEPARTMENT, Challenge
from gamify.challenges.sentences import needed_sentences
from gamify.challenges.standing import ChallengeStanding
from gamify.challenges.wording import listed
from gamify.language import Message, say, shown, translate
from pages.ui.challenges.days import great_figure, until_sentence
from pages.ui.challenges.running_card import goal_of, name_of
from pages.ui.story.blocks import Countdown

#: Challenges that stand on a page; the others are on that of the challenges.
MOST_CHALLENGES = 2


def countdowns(
    running: Sequence[tuple[Challenge, ChallengeStanding]], language: str
) -> list[Countdown]:
    """The most personal ones, in their order."""
    return [_countdown(*each, language) for each in running[:MOST_CHALLENGES]]


def _countdown(challenge: Challenge, standing: ChallengeStanding, language: str) -> Countdown:
    number, name = great_figure(standing.countdown, challenge.season)
    goal = goal_of(challenge, language)
    rest = [translate(each, language) for each in _lines(challenge, standing)]
    return Countdown(
        number="" if number is None else shown(number, language),
        name=translate(name, language),
        title=name_of(challenge, language),
        lines=(goal, *rest) if goal else tuple(rest),
        whose=translate(_whose(challenge), language),
    )


def _lines(challenge: Challenge, standing: ChallengeStanding) -> list[Message]:
    """What there is, what is needed, and until when."""
    said, average = [], standing.sums.stars.average
    if average is not None:
        said.append(say("average so far {average}", average=cut(average, decimals=DECIMALS)))
    if needed := needed_sentences(standing):
        said.append(say("needed: {needed}", needed=listed(needed)))
    return [*said, until_sentence(standing.countdown, challenge.season)]


def _whose(challenge: Challenge) -> Message:
    if challenge.owner == DEPARTMENT:
        return say("Challenge of the whole department")
    if challenge.owner.team_id is not None:
        return say("Challenge of the team")
    return say("Personal challenge")
