"""A probability in words and whole per cents (SCORING E).

Per cents are cut, so that a word and a number never contradict each other; before the end
nobody reads 0 or 100.
"""

from __future__ import annotations

from enum import StrEnum

from gamify.language import Message, say

ON_TRACK_FROM, OPEN_FROM, AT_RISK_FROM = 0.6, 0.3, 0.01


class Outlook(StrEnum):
    """How likely it is that a challenge will be met."""

    ON_TRACK = "on_track"
    OPEN = "open"
    AT_RISK = "at_risk"
    OUT_OF_REACH = "out_of_reach"


WORDS = {
    Outlook.ON_TRACK: say("on track"),
    Outlook.OPEN: say("still open"),
    Outlook.AT_RISK: say("at risk"),
    Outlook.OUT_OF_REACH: say("out of reach"),
}


def outlook_of(chance: float) -> Outlook:
    """≥ .6 on track, .3 to .6 open, < .3 at risk, < .01 out of reach."""
    if chance >= ON_TRACK_FROM:
        return Outlook.ON_TRACK
    if chance >= OPEN_FROM:
        return Outlook.OPEN
    return Outlook.AT_RISK if chance >= AT_RISK_FROM else Outlook.OUT_OF_REACH


def show_chance(chance: float, *, is_over: bool = False) -> Message:
    """A probability in whole per cents: "<1 %", "64 %", ">99 %"."""
    if not is_over and chance < 0.01:
        return say("<1 %")
    if not is_over and chance > 0.99:
        return say(">99 %")
    return say("{percent} %", percent=int(chance * 100 + 1e-9))
