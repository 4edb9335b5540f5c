"""What a lead decides about challenges: set, change, start, cancel, close. Each is logged.

A challenge counts the ratings of its days. It is closed once the day after its last one is over,
too: so the digest of that day tells the result while ratings of the last day still come in by
file, and from then on nothing changes it any more. A lead may close it on that day by hand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.challenge_result import stored_result
from db.challenges import challenge_standing
from db.commands.ledger import bump_version, record
from db.commands.rights import demand_challenge, require_owner
from db.commands.sameness import require_new
from db.models import ChallengeRecord
from db.queries.challenges import (
    CANCELLED,
    CHANGED,
    DRAFT,
    MET,
    MISSED,
    RUNNING,
    challenge_by_id,
    due_challenges,
)
from gamify.access import ITSELF, Visitor
from gamify.challenges.challenge import DEPARTMENT, Owner, Result, UnknownChallenge
from gamify.challenges.criteria import Criteria
from gamify.challenges.ending import result_of
from gamify.challenges.reading import write_criteria
from gamify.errors import DecisionRefused
from gamify.language import Message, say
from gamify.seasons import Calendar, Season, day_of
from gamify.steering import calm_label

#: Longer titles don't fit a wall or the head of a message.
LONGEST_TITLE = 120


def create_challenge(
    session: Session,
    *,
    criteria: Criteria,
    season: Season,
    owner: Owner = DEPARTMENT,
    title: str = "",
    is_draft: bool = False,
    actor: Visitor,
    now: datetime,
) -> int:
    """Set a challenge that runs, or as a draft; returns its id.

    Raises UnknownTeam or UnknownEngineer, and DecisionRefused for both at once, a long title,
    and one that is there already: a second click shall not set it twice.
    """
    demand_challenge(session, owner, actor=actor, now=now)
    require_owner(session, owner)
    row = ChallengeRecord(
        title=_title(title),
        team_id=owner.team_id,
        engineer_id=owner.engineer_id,
        first=season.first,
        last=season.last,
        criteria=write_criteria(criteria),
        state=DRAFT if is_draft else RUNNING,
        created_at=now,
        created_by=actor.name,
    )
    require_new(session, row)
    session.add(row)
    session.flush()
    whose = {"team_id": row.team_id, "engineer_id": row.engineer_id, "state": row.state}
    _log(session, "challenge set", row, actor=actor, now=now, after=_shown(row) | whose)
    return row.id or 0


def edit_challenge(
    session: Session,
    challenge_id: int,
    *,
    criteria: Criteria | None = None,
    season: Season | None = None,
    title: str | None = None,
    actor: Visitor,
    now: datetime,
) -> None:
    """Change a draft or a running challenge; of a running one it is told what it was before.

    Raises UnknownChallenge, and DecisionRefused for one that has ended or where nothing would
    change.
    """
    row = _record(session, challenge_id, actor=actor, now=now)
    if row.state not in (DRAFT, RUNNING):
        raise DecisionRefused(problem=say("this challenge has ended"))
    before = _shown(row)
    if criteria is not None:
        row.criteria = write_criteria(criteria)
    if season is not None:
        row.first, row.last = season.first, season.last
    if title is not None:
        row.title = _title(title)
    after = _shown(row)
    if after == before:
        raise DecisionRefused(problem=say("it would change nothing"))
    is_told = row.state == RUNNING and after | {"title": ""} != before | {"title": ""}
    action = CHANGED if is_told else "challenge edited"
    _log(session, action, row, actor=actor, now=now, before=before, after=after)


def start_challenge(session: Session, challenge_id: int, *, actor: Visitor, now: datetime) -> None:
    """Let a draft run. Raises UnknownChallenge, and DecisionRefused for anything but a draft."""
    row = _record(session, challenge_id, actor=actor, now=now)
    if row.state != DRAFT:
        raise DecisionRefused(problem=say("this challenge isn't a draft"))
    row.state = RUNNING
    _log(session, "challenge started", row, actor=actor, now=now)


def cancel_challenge(
    session: Session, challenge_id: int, *, reason: str, actor: Visitor, now: datetime
) -> None:
    """Call a draft or a running challenge off, for good.

    Raises UnknownChallenge, and DecisionRefused without a reason or for one that has ended.
    """
    row = _record(session, challenge_id, actor=actor, now=now)
    if row.state not in (DRAFT, RUNNING):
        raise DecisionRefused(problem=say("this challenge has ended"))
    if not reason.strip():
        raise DecisionRefused(problem=say("a reason is needed"))
    row.state, row.closed_at = CANCELLED, now
    _log(
        session,
        "challenge cancelled",
        row,
        actor=actor,
        now=now,
        after={"reason": reason.strip()},
    )


def close_challenge(
    session: Session,
    challenge_id: int,
    *,
    calendar: Calendar,
    actor: Visitor = ITSELF,
    now: datetime,
) -> Result:
    """Compute what a challenge came to and keep it for good.

    Raises UnknownChallenge, and DecisionRefused for one that doesn't run or isn't over yet.
    """
    row = _record(session, challenge_id, actor=actor, now=now)
    problem = _unclosable(row, now=now, calendar=calendar)
    if problem is not None:
        raise DecisionRefused(problem=problem)
    session.flush()
    challenge = challenge_by_id(session, challenge_id, calendar=calendar)
    result = result_of(challenge_standing(session, challenge=challenge, now=now, calendar=calendar))
    row.state = MET if result.is_met else MISSED
    row.closed_at, row.result = now, stored_result(result)
    told = {"state": row.state, "result": row.result}
    _log(session, "challenge closed", row, actor=actor, now=now, after=told)
    return result


def close_due_challenges(session: Session, *, calendar: Calendar, now: datetime) -> int:
    """Close all challenges whose time has come; returns how many there were."""
    due = due_challenges(session, today=day_of(now, calendar))
    for challenge_id in due:
        close_challenge(session, challenge_id, calendar=calendar, now=now)
    return len(due)


def _record(
    session: Session, challenge_id: int, *, actor: Visitor, now: datetime
) -> ChallengeRecord:
    """The challenge, for somebody who may change it."""
    row = session.get(ChallengeRecord, challenge_id)
    if row is None:
        raise UnknownChallenge(challenge=challenge_id)
    demand_challenge(session, Owner(row.team_id, row.engineer_id), actor=actor, now=now)
    return row


def _unclosable(row: ChallengeRecord, *, now: datetime, calendar: Calendar) -> Message | None:
    if row.state != RUNNING:
        return say("this challenge doesn't run")
    if day_of(now, calendar) <= row.last:
        return say("it can be closed from the day after {last} on", last=row.last)
    return None


def _title(title: str) -> str:
    title = calm_label(title)
    if len(title) > LONGEST_TITLE:
        raise DecisionRefused(problem=say("a title has at most {n} characters", n=LONGEST_TITLE))
    return title


def _shown(row: ChallengeRecord) -> dict[str, Any]:
    return {
        "title": row.title,
        "first": row.first.isoformat(),
        "last": row.last.isoformat(),
        "criteria": row.criteria,
    }


def _log(
    session: Session,
    action: str,
    row: ChallengeRecord,
    *,
    actor: Visitor,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    session.add(row)
    record(
        session,
        action,
        subject=f"challenge {row.id}",
        actor=actor,
        now=now,
        before=before,
        after=after,
    )
    bump_version(session)
