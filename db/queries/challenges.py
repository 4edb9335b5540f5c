"""Challenges as they were set: those that run, drafts, the archive, and how they were changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from db.challenge_result import read_result
from db.models import AuditEntry, ChallengeRecord
from db.queries.engineers import engineer_names
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.teams import team_names
from gamify.challenges.challenge import Challenge, Edit, Owner, UnknownChallenge, season_of_days
from gamify.challenges.reading import read_criteria
from gamify.challenges.states import CLOSING_DAYS, Stage
from gamify.seasons import Calendar, day_of

#: What a record says of itself, and what of it a lead has decided.
DRAFT, RUNNING, MET, MISSED, CANCELLED = "draft", "running", "met", "missed", "cancelled"
STAGES = {DRAFT: Stage.DRAFT, CANCELLED: Stage.CANCELLED}

#: What the audit log calls a challenge that was changed while it ran.
CHANGED = "challenge changed"


def challenge_by_id(
    session: Session, challenge_id: int, *, calendar: Calendar, hidden_name: str = HIDDEN_ENGINEER
) -> Challenge:
    """One challenge. Raises UnknownChallenge."""
    record = session.get(ChallengeRecord, challenge_id)
    if record is None:
        raise UnknownChallenge(challenge=challenge_id)
    return _challenges(session, [record], calendar, hidden_name)[0]


def running_challenges(
    session: Session, *, calendar: Calendar, hidden_name: str = HIDDEN_ENGINEER
) -> list[Challenge]:
    """Challenges that run or are about to, the one that ends first before the others.

    The person of a personal one who has hidden the name is called `hidden_name`, in which
    "{id}" stands for the number.
    """
    return _in_state(session, [RUNNING], calendar, hidden_name)


def draft_challenges(
    session: Session, *, calendar: Calendar, hidden_name: str = HIDDEN_ENGINEER
) -> list[Challenge]:
    """Challenges that nobody but leads has seen yet."""
    return _in_state(session, [DRAFT], calendar, hidden_name)


def past_challenges(
    session: Session, *, calendar: Calendar, hidden_name: str = HIDDEN_ENGINEER
) -> list[Challenge]:
    """The archive: met, missed and cancelled ones, the latest first."""
    return _in_state(session, [MET, MISSED, CANCELLED], calendar, hidden_name)[::-1]


def challenges_on(
    session: Session, day: date, *, calendar: Calendar, hidden_name: str = HIDDEN_ENGINEER
) -> list[Challenge]:
    """Challenges that were on their way on a day, and those whose last day was the one before."""
    found = _in_state(session, [RUNNING, MET, MISSED], calendar, hidden_name)
    yesterday = day - timedelta(days=1)
    return [one for one in found if one.season.first <= day and yesterday <= one.season.last]


def challenged_people(session: Session) -> frozenset[int]:
    """Who has or had a challenge of their own."""
    statement = select_rows(col(ChallengeRecord.engineer_id)).where(
        col(ChallengeRecord.engineer_id).is_not(None), col(ChallengeRecord.state) != DRAFT
    )
    return frozenset(id_ for (id_,) in session.execute(statement) if id_ is not None)


def due_challenges(session: Session, *, today: date) -> list[int]:
    """Ids of running challenges whose time has come: the day after the last one is over, too."""
    statement = (
        select_rows(col(ChallengeRecord.id), col(ChallengeRecord.last))
        .where(col(ChallengeRecord.state) == RUNNING)
        .order_by(col(ChallengeRecord.id))
    )
    due = today - timedelta(days=CLOSING_DAYS)
    return [id_ for id_, last in session.execute(statement) if id_ is not None and last < due]


def challenge_edits(session: Session, challenge_id: int, *, calendar: Calendar) -> list[Edit]:
    """How a challenge was changed after it had started, in order of time."""
    statement = (
        select(AuditEntry)
        .where(AuditEntry.action == CHANGED, AuditEntry.subject == f"challenge {challenge_id}")
        .order_by(col(AuditEntry.id))
    )
    return [
        _edit(entry, entry.before or {}, entry.after or {}, calendar)
        for entry in session.exec(statement)
    ]


def _edit(
    entry: AuditEntry, before: Mapping[str, Any], after: Mapping[str, Any], calendar: Calendar
) -> Edit:
    return Edit(
        day=day_of(entry.at, calendar),
        actor=entry.actor,
        before=read_criteria(before["criteria"]),
        after=read_criteria(after["criteria"]),
        first_before=date.fromisoformat(before["first"]),
        last_before=date.fromisoformat(before["last"]),
        first=date.fromisoformat(after["first"]),
        last=date.fromisoformat(after["last"]),
    )


def _in_state(
    session: Session, states: Sequence[str], calendar: Calendar, hidden_name: str
) -> list[Challenge]:
    statement = (
        select(ChallengeRecord)
        .where(col(ChallengeRecord.state).in_(states))
        .order_by(col(ChallengeRecord.last), col(ChallengeRecord.first), col(ChallengeRecord.id))
    )
    return _challenges(session, session.exec(statement).all(), calendar, hidden_name)


def _challenges(
    session: Session, records: Iterable[ChallengeRecord], calendar: Calendar, hidden_name: str
) -> list[Challenge]:
    records = list(records)
    teams = team_names(session) if any(one.team_id for one in records) else {}
    people = {}
    if any(one.engineer_id for one in records):
        people = engineer_names(session, hidden_name=hidden_name)
    return [
        Challenge(
            id=one.id or 0,
            title=one.title,
            owner=Owner(one.team_id, one.engineer_id),
            owner_name=teams.get(one.team_id or 0) or people.get(one.engineer_id or 0) or "",
            season=season_of_days(one.first, one.last, calendar=calendar),
            criteria=read_criteria(one.criteria),
            stage=STAGES.get(one.state, Stage.STARTED),
            created_at=one.created_at,
            created_by=one.created_by,
            closed_at=one.closed_at,
            result=None if one.result is None else read_result(one.result),
        )
        for one in records
    ]
