"""Writes what a message says on its occasion, in the language of where it goes."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.deliveries import Claimed
from db.digest import digest_message
from db.milestones import milestone_message
from gamify.challenges.milestones import Milestone
from gamify.post import DAILY, Letter
from gamify.seasons import Calendar


def write_letter(
    session: Session, claimed: Claimed, *, now: datetime, calendar: Calendar
) -> Letter | None:
    """The letter of a message; None where there is nothing to say that day."""
    if claimed.occasion != DAILY:
        return _milestone_letter(session, claimed, now=now, calendar=calendar)
    message = digest_message(
        session,
        challenge_id=claimed.challenge_id,
        day=claimed.day,
        now=now,
        calendar=calendar,
        language=claimed.language,
    )
    return None if message is None else Letter(message.title, message.body)


def _milestone_letter(
    session: Session, claimed: Claimed, *, now: datetime, calendar: Calendar
) -> Letter:
    """The letter about "half_way:3", half way of challenge 3."""
    milestone, _, number = claimed.occasion.partition(":")
    message = milestone_message(
        session,
        challenge_id=int(number),
        milestone=Milestone(milestone),
        now=now,
        calendar=calendar,
        language=claimed.language,
    )
    return Letter(message.title, message.body)
