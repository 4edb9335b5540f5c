"""What is said to a lead about a goal: how far over the best, and how likely (SCORING E)."""

from __future__ import annotations

from enum import StrEnum

from gamify.averages import percent_over
from gamify.challenges.outlook import AT_RISK_FROM, ON_TRACK_FROM, OPEN_FROM, show_chance
from gamify.challenges.stretch import stretch_count
from gamify.language import Message, say

#: Per cents over the best that are the advice, and from where a goal discourages.
ADVISED, TOO_FAR = (20, 30), 200


class Reach(StrEnum):
    """How much of a stretch a goal is by its probability; 30 to 60 % is one."""

    OUT_OF_REACH = "out_of_reach"
    BOLD = "bold"
    STRETCH = "stretch"
    NO_STRETCH = "no_stretch"


def reach_of(chance: float) -> Reach:
    """< 1 % out of reach, < 30 % bold, to 60 % a stretch, above none at all."""
    if chance < AT_RISK_FROM:
        return Reach.OUT_OF_REACH
    if chance < OPEN_FROM:
        return Reach.BOLD
    return Reach.STRETCH if chance <= ON_TRACK_FROM else Reach.NO_STRETCH


def advise_chance(chance: float) -> Message:
    """The sentence about a goal's probability."""
    shown = show_chance(chance)
    match reach_of(chance):
        case Reach.OUT_OF_REACH:
            return say("{chance}: out of reach at the present pace.", chance=shown)
        case Reach.BOLD:
            return say("{chance}: bold. A stretch that is fun lies at 30 to 60 %.", chance=shown)
        case Reach.STRETCH:
            return say("{chance}: a stretch that can be made.", chance=shown)
        case Reach.NO_STRETCH:
            return say("{chance}: no stretch at all.", chance=shown)


def advise_count(wanted: int, *, best: int) -> Message | None:
    """The sentence about a count beside the best so far; None where there is no best."""
    percent = percent_over(wanted, best)
    if percent is None:
        return None
    low, high = ADVISED
    if percent >= TOO_FAR:
        return say(
            "{percent} % over the best so far. Goals so far away discourage: "
            "{low} to {high} % is the advice.",
            percent=percent,
            low=low,
            high=high,
        )
    if percent <= 0:
        return say("Not over the best so far, {best}: no stretch at all.", best=best)
    if low <= percent <= high or wanted == stretch_count(best):
        return say("{percent} % over the best so far, as advised.", percent=percent)
    return say(
        "{percent} % over the best so far; {low} to {high} % is the advice.",
        percent=percent,
        low=low,
        high=high,
    )


def over_best(now: int, *, best: int) -> Message | None:
    """How far a count is over the best before: "+62 % over our best"; None where it isn't."""
    percent = percent_over(now, best)
    if percent is None or percent <= 0:
        return None
    return say("+{percent} % over our best", percent=percent)
