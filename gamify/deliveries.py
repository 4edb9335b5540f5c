"""A message on its way as a person reads it: its occasion, its state, and what may be decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from gamify.challenges.milestones import Milestone
from gamify.language import Message, count, say
from gamify.post import DAILY, MISHAPS, DeliveryState, Mishap
from gamify.seasons import Calendar, day_of

#: What a message that wasn't the daily one told.
MILESTONES = {
    Milestone.HALF_WAY: say("half way"),
    Milestone.AVERAGE_LOST: say("the average needs us"),
    Milestone.AVERAGE_REGAINED: say("the average is back"),
    Milestone.MET: say("everything asked for is there"),
}
#: Why nobody knows whether a message has arrived.
DOUBTS = {
    Mishap.LOST: say("the server stopped while it was sending"),
    Mishap.SILENT: say("the service took it and didn't answer"),
}
#: States that need a person's eye.
TROUBLED = frozenset({DeliveryState.FAILED, DeliveryState.UNSURE})


@dataclass(frozen=True, slots=True)
class DeliveryLine:
    """A message for a person: where it goes, for which day, and how far it has come.

    `sent_at` is None where nobody but a person knows that it has arrived.
    """

    id: int
    plan_id: int
    destination_id: int
    destination: str
    service: str
    day: date
    occasion: str
    state: DeliveryState
    attempts: int
    next_try_at: datetime
    sent_at: datetime | None
    mishap: Mishap | None
    is_paused: bool = False

    @property
    def problem(self) -> Message | None:
        """Why it didn't arrive, in words."""
        return None if self.mishap is None else Message(MISHAPS[self.mishap])

    @property
    def challenge_id(self) -> int | None:
        """The challenge that a milestone is one of; None for the daily message."""
        number = self.occasion.partition(":")[2]
        return int(number) if number else None

    def can_be_sent_again(self, today: date) -> bool:
        """Only on its day: the figures are of that day."""
        return self.state in TROUBLED and self.day == today

    @property
    def can_be_marked(self) -> bool:
        """Whether a person may say that it has arrived."""
        return self.state is DeliveryState.UNSURE

    def is_moving(self, now: datetime, *, calendar: Calendar) -> bool:
        """Whether it is on its way at this moment, so that its state changes soon."""
        if self.state in {DeliveryState.CLAIMED, DeliveryState.SENDING}:
            return True
        return (
            self.will_be_tried(now, calendar=calendar)
            and self.next_try_at <= now
            and not self.is_paused
        )

    def will_be_tried(self, now: datetime, *, calendar: Calendar) -> bool:
        """Whether it is tried again by itself: on its day alone."""
        if self.state not in {DeliveryState.DUE, DeliveryState.FAILED}:
            return False
        return self.day == day_of(now, calendar) == day_of(self.next_try_at, calendar)


def occasion_words(line: DeliveryLine, *, challenge: object = None) -> Message:
    """What a message is about; `challenge` is the name of a milestone's, where it is told."""
    if line.occasion == DAILY:
        return say("daily message")
    milestone = MILESTONES[Milestone(line.occasion.partition(":")[0])]
    if challenge is None:
        return milestone
    return say("{milestone} ({challenge})", milestone=milestone, challenge=challenge)


def state_words(line: DeliveryLine, *, now: datetime, calendar: Calendar) -> Message:
    """How far a message has come, by the organisation's clock."""
    match line.state:
        case DeliveryState.SENT:
            if line.sent_at is None:
                return say("has arrived")
            return say("sent at {time}", time=_clock(line.sent_at, calendar.zone))
        case DeliveryState.QUIET:
            return say("nothing to say that day")
        case DeliveryState.UNSURE:
            return say("may have arrived: {doubt}", doubt=_doubt(line))
        case DeliveryState.CLAIMED | DeliveryState.SENDING:
            return say("on its way")
    return _waiting_words(line, now, calendar)


def trouble_sentence(lines: Iterable[DeliveryLine], *, today: date) -> Message | None:
    """One sentence about what hasn't arrived and may not have; None where all is well.

    `lines` are the newest first. What failed on an earlier day is forgotten as soon as
    something later has arrived at the same destination.
    """
    troubled = list(_troubled(lines, today))
    failed = [line for line in troubled if line.state is DeliveryState.FAILED]
    unsure = [line for line in troubled if line.state is DeliveryState.UNSURE]
    if not troubled:
        return None
    if len(troubled) == 1:
        return _one_sentence(troubled[0])
    if not unsure:
        return count("{n} message has not arrived.", "{n} messages have not arrived.", len(failed))
    doubt = count("{n} message may have arrived", "{n} messages may have arrived", len(unsure))
    if not failed:
        return say("{doubt}: look into the chat and say so below.", doubt=doubt)
    lost = count("{n} message has not arrived", "{n} messages have not arrived", len(failed))
    return say("{lost}, and {doubt}: look into the chat.", lost=lost, doubt=doubt)


def _troubled(lines: Iterable[DeliveryLine], today: date) -> Iterator[DeliveryLine]:
    arrived: set[int] = set()
    for line in lines:
        if line.state is DeliveryState.SENT:
            arrived.add(line.destination_id)
        elif line.state in TROUBLED and (line.day == today or line.destination_id not in arrived):
            yield line


def _one_sentence(line: DeliveryLine) -> Message:
    """Of a single message everything is said at once."""
    if line.state is DeliveryState.UNSURE:
        return say(
            "The message of {day} to “{destination}” may have arrived: {doubt}. "
            "Look into the chat and say so below.",
            day=line.day,
            destination=line.destination,
            doubt=_doubt(line),
        )
    return say(
        "The message of {day} to “{destination}” has not arrived: {problem}.",
        day=line.day,
        destination=line.destination,
        problem=line.problem or say("nobody knows why"),
    )


def _waiting_words(line: DeliveryLine, now: datetime, calendar: Calendar) -> Message:
    """Of a message that is due, or failed and is tried again the same day."""
    after = _tried(line)
    if not line.will_be_tried(now, calendar=calendar):
        return after or say("was not sent")
    time = _clock(line.next_try_at, calendar.zone)
    if line.is_paused:
        waits = say("waits while its plan rests")
    elif line.next_try_at <= now:
        waits = say("goes out in a moment")
    elif after is None:
        waits = say("waiting, next try {time}", time=time)
    else:
        waits = say("next try {time}", time=time)
    return waits if after is None else say("{failed}; {waits}", failed=after, waits=waits)


def _tried(line: DeliveryLine) -> Message | None:
    """What a failed message has been through; None for one that was never tried."""
    if line.state is not DeliveryState.FAILED or line.problem is None:
        return None
    if not line.attempts:
        return say("failed: {problem}", problem=line.problem)
    return count(
        "failed after {n} try: {problem}",
        "failed after {n} tries: {problem}",
        n=line.attempts,
        problem=line.problem,
    )


def _doubt(line: DeliveryLine) -> Message:
    return DOUBTS.get(line.mishap or Mishap.LOST, DOUBTS[Mishap.LOST])


def _clock(moment: datetime, zone: tzinfo) -> str:
    return f"{moment.astimezone(zone):%H:%M}"
