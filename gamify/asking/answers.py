"""What becomes of stars that were sent by a link: taken, the same, a change, or held.

A mail's scanner may open all five stars of a link, and some press what they find. So what is sent
for several stars within seconds is held until a person says which one it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

#: Within so little time a person chooses one star, and perhaps mends it once.
WINDOW = timedelta(seconds=30)
#: Somebody who reads the question before answering takes at least so long.
READING = timedelta(seconds=1)
#: How often one link is sent within an hour at the most: a person never comes near it.
MOST_AN_HOUR = 30
HOUR = timedelta(hours=1)


class Step(StrEnum):
    """Which form was sent: that of a star in the mail, one that changes, one that confirms."""

    FIRST = "first"
    CHANGE = "change"
    CONFIRM = "confirm"


class Verdict(StrEnum):
    """What becomes of it. ASK: it is another star than before, and a person has to press."""

    NEW = "new"
    SAME = "same"
    CHANGE = "change"
    ASK = "ask"
    HOLD = "hold"
    HELD = "held"
    CONFIRMED = "confirmed"
    LATE = "late"
    TOO_OFTEN = "too often"


@dataclass(frozen=True, slots=True)
class Sent:
    """Stars that were sent by a link, and when."""

    stars: int
    at: datetime
    step: Step = Step.FIRST


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of an answer: its stars, when they were first given, whether it is held."""

    stars: int
    given_at: datetime
    is_held: bool = False


def judge(sent: Sent, kept: Kept | None, lately: Sequence[Sent], *, days: int) -> Verdict:
    """What becomes of stars, given what is kept and what was sent before by the same link.

    `days` is for how long an answer can be changed, counted from when it was first given.
    """
    if sum(sent.at - one.at < HOUR for one in lately) >= MOST_AN_HOUR:
        return Verdict.TOO_OFTEN
    if kept is None:
        return Verdict.NEW
    if is_late(kept, sent.at, days=days):
        is_same = sent.stars == kept.stars and not kept.is_held
        return Verdict.SAME if is_same else Verdict.LATE
    if kept.is_held:
        return _of_held(sent, lately)
    return Verdict.HOLD if _looks_mechanical(sent, lately) else _of_counted(sent, kept)


def is_late(kept: Kept, now: datetime, *, days: int) -> bool:
    """Whether an answer can't be changed any more; on the last day it still can."""
    return now - kept.given_at > timedelta(days=days)


def _of_counted(sent: Sent, kept: Kept) -> Verdict:
    if sent.stars == kept.stars:
        return Verdict.SAME
    return Verdict.ASK if sent.step is Step.FIRST else Verdict.CHANGE


def _of_held(sent: Sent, lately: Sequence[Sent]) -> Verdict:
    """A held answer counts once somebody has confirmed it who took the time to read."""
    hurried = any(sent.at - one.at < READING for one in lately)
    is_confirmed = sent.step is Step.CONFIRM and not hurried
    return Verdict.CONFIRMED if is_confirmed else Verdict.HELD


def _looks_mechanical(sent: Sent, lately: Sequence[Sent]) -> bool:
    """Two stars clicked in the mail within seconds, or three of whatever kind."""
    near = [one for one in lately if sent.at - one.at < WINDOW]
    every = {sent.stars, *(one.stars for one in near)}
    clicked = {one.stars for one in (sent, *near) if one.step is Step.FIRST}
    return len(every) > 2 or (sent.step is Step.FIRST and len(clicked) > 1)
