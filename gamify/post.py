"""Messages on their way: the states they pass, what may go wrong, and what is refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from gamify.errors import N_, CrownboardError
from gamify.language import Message, say
from gamify.seasons import Calendar, day_of

#: The occasion of the message that a plan sends every day.
DAILY = "daily"


class DeliveryState(StrEnum):
    """Where a message is.

    `due` waits for a process, which has `claimed` it, is `sending` it, and then has `sent` it.
    `failed` is tried again the same day; `quiet` had nothing to say. `unsure` may have arrived:
    only a person can know, so it is never sent again by itself.
    """

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    QUIET = "quiet"


class Mishap(StrEnum):
    """Why a message didn't arrive, or may not have arrived."""

    UNREACHABLE = "unreachable"
    STRANGER = "stranger"
    NOWHERE = "nowhere"
    BUSY = "busy"
    REFUSED = "refused"
    BROKEN = "broken"
    SILENT = "silent"
    LOST = "lost"
    LATE = "late"
    LOCKED = "locked"
    UNWRITTEN = "unwritten"


#: What a person reads about each. An address is never part of it.
MISHAPS: dict[Mishap, str] = {
    Mishap.UNREACHABLE: N_("the service can't be reached"),
    Mishap.STRANGER: N_("the service doesn't accept the password or token of the address"),
    Mishap.NOWHERE: N_("the service doesn't know this chat or mailbox"),
    Mishap.BUSY: N_("the service asks to wait: it got too many messages"),
    Mishap.REFUSED: N_("the service refused the message"),
    Mishap.BROKEN: N_("the service is out of order"),
    Mishap.SILENT: N_("the service took the message and didn't answer; it may have arrived"),
    Mishap.LOST: N_("the process ended while sending; the message may have arrived"),
    Mishap.LATE: N_("the day was over before the message could be sent"),
    Mishap.LOCKED: N_("the address can't be opened with the present key"),
    Mishap.UNWRITTEN: N_("the message couldn't be written; the server's log says why"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: plain text, taken literally by every service."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """How sending ended: sent, failed, unsure, or quiet where there was nothing to say."""

    state: DeliveryState
    mishap: Mishap | None = None

    @property
    def sentence(self) -> Message | None:
        """Why it didn't arrive, for a person."""
        return None if self.mishap is None else Message(MISHAPS[self.mishap])


SENT = Receipt(DeliveryState.SENT)
QUIET = Receipt(DeliveryState.QUIET)


class UnknownDestination(CrownboardError):
    """Raised with `destination`: its name or number."""

    sentence = N_("There is no destination “{destination}”. `destination list` shows them.")


class UnknownPlan(CrownboardError):
    """Raised with `plan`."""

    sentence = N_("There is no plan {plan}. `plan list` shows them.")


class UnknownDelivery(CrownboardError):
    """Raised with `delivery`."""

    sentence = N_("There is no message {delivery}. `plan deliveries` shows them.")


class DestinationRefused(CrownboardError):
    """Raised with `problem`. The address itself is never part of it."""

    sentence = N_("The destination can't be used: {problem}.")


class PlanRefused(CrownboardError):
    """Raised with `problem`."""

    sentence = N_("The plan can't be used: {problem}.")


class DeliveryRefused(CrownboardError):
    """Raised with `problem`: why a person can't decide this about a message."""

    sentence = N_("This can't be done: {problem}")


class KeyRefused(CrownboardError):
    """Raised with `problem`: there is no key, it is none, or it doesn't fit."""

    sentence = N_("Addresses and customers can't be kept secret: {problem}.")


def moment_of(now: datetime, minute: int, *, calendar: Calendar) -> datetime:
    """When a minute (0 to 1439) of the organisation's present day is.

    A minute that the clocks skip comes as much later, one that they repeat counts the first time.
    """
    wall = time(minute // 60, minute % 60)
    return datetime.combine(day_of(now, calendar), wall, tzinfo=calendar.zone)


def next_pause(attempts: int, retries: Sequence[float]) -> timedelta:
    """How long to wait after so many attempts; the last of `retries` (seconds) goes on."""
    return timedelta(seconds=retries[min(max(attempts, 1), len(retries)) - 1])


def read_minute(text: str) -> int:
    """The minute of the day of a time like "09:30". Raises PlanRefused."""
    hours, colon, minutes = text.strip().partition(":")
    if colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2:
        minute = int(hours) * 60 + int(minutes)
        if int(minutes) < 60 and minute < 24 * 60:
            return minute
    raise PlanRefused(problem=say("“{time}” is not a time like 09:30", time=text))


def show_minute(minute: int) -> str:
    """The time of a minute of the day, like "09:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"
