"""What a wall says of a celebration, and of a goal in its foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gamify.challenges.milestones import Milestone
from gamify.challenges.wording import listed
from gamify.language import Message, count, say
from gamify.wall.celebrations import Celebration, Kind


@dataclass(frozen=True, slots=True)
class Praise:
    """The texts of a celebration: its great line, whose it is, and a sentence."""

    title: Message
    name: Message
    text: Message


NOBODY = Message("")


def names_of(names: Sequence[str]) -> Message:
    """Names in a row: "Ann, Bob and Cy"; each is shown literally."""
    return listed([Message("{name}", {"name": name}) for name in names]) if names else NOBODY


def goal_sentence(names: Sequence[str], *, team: str, ticket: str) -> Message:
    """A five in words: whose it is, and that helpers share it."""
    if len(names) > 1:
        return say(
            "{names} share five stars on ticket {ticket}", names=names_of(names), ticket=ticket
        )
    who = names[0] if names else team
    return say("{name}, five stars", name=who) if who else say("Five stars")


def praise_of_goal(names: Sequence[str], *, team: str, ticket: str) -> Praise:
    """The texts of a five."""
    return Praise(
        title=say("GOAL"),
        name=names_of(names) if names else Message("{team}", {"team": team}),
        text=goal_sentence(names, team=team, ticket=ticket),
    )


def praise_of(one: Celebration, *, teams: Sequence[str] = ()) -> Praise:
    """The texts of everything else; `teams` are the names of those whom it is about."""
    match one.kind:
        case Kind.CROWN:
            return _crown(teams)
        case Kind.BULK:
            text = count("{n} rating has come in", "{n} ratings have come in", n=one.amount)
            return Praise(say("New ratings"), NOBODY, text)
        case _:
            return _challenge(one)


def _crown(teams: Sequence[str]) -> Praise:
    if len(teams) == 1:
        text = say("{team} takes the first place of the team table", team=teams[0])
        return Praise(say("New crown"), names_of(teams), text)
    text = say("The first place of the team table is shared")
    return Praise(say("The crown is shared"), names_of(teams), text)


def _challenge(one: Celebration) -> Praise:
    name = NOBODY if one.challenge is None else one.challenge.name
    match one.milestone:
        case Milestone.HALF_WAY:
            return Praise(
                say("Half way"), name, say("Half of what the challenge asks for is there")
            )
        case Milestone.AVERAGE_REGAINED:
            return Praise(say("The average is back"), name, say("Thank you for every five"))
        case _:
            return Praise(say("Challenge met"), name, say("Everything asked for is there"))
