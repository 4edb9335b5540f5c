"""Tells what challenges have passed: once, to every plan that wants to know at once."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.deliveries import announce
from db.commands.ledger import bump_version
from db.milestones import new_milestones
from db.models import ChallengeRecord
from gamify.seasons import Calendar, day_of


def tell_milestones(session: Session, *, calendar: Calendar, now: datetime) -> int:
    """Put the messages about new milestones on their way; returns how many milestones."""
    passed = new_milestones(session, now=now, calendar=calendar)
    for challenge_id, milestone in passed:
        record = session.get_one(ChallengeRecord, challenge_id)
        # A new list: a JSON column sees no change within the old one.
        record.told = [*record.told, milestone.value]
        session.add(record)
        announce(
            session,
            challenge_id=challenge_id,
            milestone=milestone.value,
            day=day_of(now, calendar),
            now=now,
        )
    if passed:
        bump_version(session)
    return len(passed)
