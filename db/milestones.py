"""Milestones from the database: which have been passed and not been told, and their message."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlmodel import Session

from db.challenges import challenge_standing, day_end, light_ground
from db.digest import DigestMessage
from db.models import ChallengeRecord
from db.queries.challenges import challenge_by_id, running_challenges
from db.queries.pauses import rest_on
from db.standings import hidden_engineer
from gamify.challenges.challenge import Challenge
from gamify.challenges.digest import head_of, line_of
from gamify.challenges.milestone_words import is_new, milestone_lines, milestone_title
from gamify.challenges.milestones import Milestone, milestones
from gamify.challenges.standing import ChallengeStanding
from gamify.seasons import Calendar, day_of

#: Ratings of yesterday often come in this morning, so what they passed is looked for as well.
LOOK_BACK = timedelta(days=2)


class Passed(NamedTuple):
    """A milestone that a challenge has passed and that nobody was told."""

    challenge_id: int
    milestone: Milestone


def new_milestones(session: Session, *, now: datetime, calendar: Calendar) -> list[Passed]:
    """What running challenges have passed since the day before yesterday and wasn't told."""
    today = day_of(now, calendar)
    found = []
    rest = rest_on(session, today)
    for challenge in running_challenges(session, calendar=calendar):
        if not challenge.season.first <= today <= challenge.season.last:
            continue
        if not challenge.owner.is_public or rest.quiets((challenge.owner.team_id,)):
            continue
        told = session.get_one(ChallengeRecord, challenge.id).told
        before, after = _standings(session, challenge, now, calendar)
        found += [
            Passed(challenge.id, milestone)
            for milestone in milestones(before, after)
            if is_new(milestone, told)
        ]
    return found


def milestone_message(
    session: Session,
    *,
    challenge_id: int,
    milestone: Milestone,
    now: datetime,
    calendar: Calendar,
    language: str = "en",
) -> DigestMessage:
    """The message about a milestone, as things stand now. Raises UnknownChallenge."""
    hidden_name = hidden_engineer(language)
    challenge = challenge_by_id(session, challenge_id, calendar=calendar, hidden_name=hidden_name)
    _, standing = _standings(session, challenge, now, calendar)
    body = "\n".join(line_of(one, language) for one in milestone_lines(milestone, standing))
    return DigestMessage(head_of(challenge, milestone_title(milestone, challenge), language), body)


def _standings(
    session: Session, challenge: Challenge, now: datetime, calendar: Calendar
) -> tuple[ChallengeStanding, ChallengeStanding]:
    """Where a challenge stood the day before yesterday, and where it stands."""
    ground = light_ground(session, challenge=challenge)
    before = day_end(day_of(now, calendar) - LOOK_BACK, calendar)
    earlier, today = (
        challenge_standing(
            session,
            challenge=challenge,
            now=moment,
            calendar=calendar,
            ground=ground,
            is_forecast=False,
        )
        for moment in (before, now)
    )
    return earlier, today
