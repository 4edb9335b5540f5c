"""What an administrator decides about people: who is in which team, whose name is hidden."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, or_, select

from db.commands.ledger import bump_version, record
from db.models import Engineer, Membership, Team
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right


def transfer_engineer(
    session: Session, *, engineer_id: int, team_id: int, since: date, actor: Visitor, now: datetime
) -> None:
    """Move an engineer to a team from a day on. Ratings that have arrived stay where they are.

    Raises DecisionRefused for people and teams that don't exist, and where the engineer is in
    that team on that day already.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    if session.get(Engineer, engineer_id) is None or session.get(Team, team_id) is None:
        raise DecisionRefused(problem=say("there is no such engineer or team"))
    current = _current(session, engineer_id, since)
    if current is not None and current.team_id == team_id:
        raise DecisionRefused(problem=say("the engineer is in this team already"))
    _end_others(session, engineer_id, since)
    session.add(Membership(engineer_id=engineer_id, team_id=team_id, since=since))
    record(
        session,
        "engineer transferred",
        subject=f"engineer {engineer_id}",
        actor=actor,
        now=now,
        before={"team_id": None if current is None else current.team_id},
        after={"team_id": team_id, "since": since.isoformat()},
    )
    bump_version(session)


def hide_engineer(
    session: Session, *, engineer_id: int, hidden: bool, actor: Visitor, now: datetime
) -> None:
    """Hide a name from public boards, or show it again; figures stay as they are.

    Raises DecisionRefused for somebody who doesn't exist.
    """
    demand(actor, Right.HIDE_NAME, engineer_id=engineer_id)
    engineer = session.get(Engineer, engineer_id)
    if engineer is None:
        raise DecisionRefused(problem=say("there is no such engineer or team"))
    before, engineer.hidden = engineer.hidden, hidden
    session.add(engineer)
    record(
        session,
        "name hidden" if hidden else "name shown",
        subject=f"engineer {engineer_id}",
        actor=actor,
        now=now,
        before={"hidden": before},
        after={"hidden": hidden},
    )
    bump_version(session)


def _current(session: Session, engineer_id: int, day: date) -> Membership | None:
    statement = (
        select(Membership)
        .where(
            Membership.engineer_id == engineer_id,
            col(Membership.since) <= day,
            or_(col(Membership.until).is_(None), col(Membership.until) >= day),
        )
        .order_by(col(Membership.since).desc(), col(Membership.id).desc())
    )
    return session.exec(statement).first()


def _end_others(session: Session, engineer_id: int, since: date) -> None:
    """Memberships that last beyond the day before end on it; one of the same day gives way."""
    statement = select(Membership).where(
        Membership.engineer_id == engineer_id,
        col(Membership.since) <= since,
        or_(col(Membership.until).is_(None), col(Membership.until) >= since),
    )
    for membership in session.exec(statement).all():
        if membership.since == since:
            session.delete(membership)
        else:
            membership.until = since - timedelta(days=1)
            session.add(membership)
    session.flush()
