"""Lets the game rest for a team or for all, and go on before its time. Each is logged."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.models import GamePause, Team
from db.queries.pauses import pauses_from
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownTeam
from gamify.language import Message, say
from gamify.pauses import LONGEST_PAUSE, LONGEST_REASON
from gamify.rights import Right

PAUSED, GOES_ON = "game paused", "game goes on"


def pause_game(
    session: Session,
    *,
    first: date,
    last: date,
    reason: str,
    today: date,
    team_id: int | None = None,
    actor: Visitor,
    now: datetime,
) -> int:
    """Let the game rest from one day to another, both included; returns the pause's number.

    Raises DecisionRefused for days or a reason that make no sense and where it rests already,
    UnknownTeam, NotAllowed.
    """
    demand(actor, Right.PAUSE_GAME, teams={team_id})
    if team_id is not None and session.get(Team, team_id) is None:
        raise UnknownTeam(name=str(team_id))
    plain = " ".join(reason.split())
    problem = _problem(first, last, plain, today)
    others = (one for one in pauses_from(session, first) if one.team_id == team_id)
    if problem is None and any(one.first <= last for one in others):
        problem = say("the game rests on some of these days already")
    if problem is not None:
        raise DecisionRefused(problem=problem)
    found = GamePause(
        team_id=team_id, first=first, last=last, reason=plain, set_at=now, set_by=actor.name
    )
    session.add(found)
    session.flush()
    number = found.id or 0
    told = _told(found)
    record(session, PAUSED, subject=f"pause {number}", actor=actor, now=now, after=told)
    bump_version(session)
    return number


def end_pause(session: Session, *, pause_id: int, actor: Visitor, now: datetime) -> None:
    """Let the game go on at once, or take a pause back that is still to come.

    Raises DecisionRefused if there is none, NotAllowed.
    """
    found = session.get(GamePause, pause_id)
    if found is None or found.ended_at is not None:
        raise DecisionRefused(problem=say("there is no pause {number}", number=pause_id))
    demand(actor, Right.PAUSE_GAME, teams={found.team_id})
    found.ended_at = now
    session.add(found)
    told = _told(found)
    record(session, GOES_ON, subject=f"pause {pause_id}", actor=actor, now=now, before=told)
    bump_version(session)


def _problem(first: date, last: date, reason: str, today: date) -> Message | None:
    if not reason or len(reason) > LONGEST_REASON or not reason.isprintable():
        return say("a reason has 1 to {most} characters", most=LONGEST_REASON)
    if last < first or last < today:
        return say("the last day comes before the first one, or is over")
    if last - first >= timedelta(days=LONGEST_PAUSE):
        return say("a pause lasts up to {most} days", most=LONGEST_PAUSE)
    return None


def _told(pause: GamePause) -> dict[str, object]:
    return {
        "team_id": pause.team_id,
        "first": pause.first.isoformat(),
        "last": pause.last.isoformat(),
        "reason": pause.reason,
    }
