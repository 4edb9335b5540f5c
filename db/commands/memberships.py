"""What an administrator decides about teams: who joins, leaves or is transferred, and when.

With a day in the past the work done since then goes along (PRODUCT, rule 7). Each is logged
with the memberships as they were.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlmodel import Session, col, or_, select

from db.commands.attribution import Moved, attribute_anew
from db.commands.ledger import bump_version, record
from db.commands.rosters import Rosters
from db.models import Engineer, Membership, Team
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right

JOINED, TRANSFERRED, LEFT = "engineer joined", "engineer transferred", "engineer left"

#: Memberships as the log keeps them: team, first day, last day.
Span = tuple[int, str, str | None]


def join_team(
    session: Session, *, engineer_id: int, team_id: int, since: date, actor: Visitor, now: datetime
) -> Moved:
    """Let somebody who is in no team join one from a day on; returns what work goes along.

    Raises DecisionRefused for people and teams that don't exist, and for somebody who is in a
    team on that day.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    _require(session, engineer_id, team_id)
    if _current(session, engineer_id, since) is not None:
        raise DecisionRefused(problem=say("the engineer is in a team on that day; transfer them"))
    return _enter(session, JOINED, engineer_id, team_id, since, actor=actor, now=now)


def transfer_engineer(
    session: Session, *, engineer_id: int, team_id: int, since: date, actor: Visitor, now: datetime
) -> Moved:
    """Move an engineer to a team from a day on; returns what work goes along.

    A later membership stays: the new one ends before it. Raises DecisionRefused for people and
    teams that don't exist, and where the engineer is in that team on that day already.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    _require(session, engineer_id, team_id)
    current = _current(session, engineer_id, since)
    if current is not None and current.team_id == team_id:
        raise DecisionRefused(problem=say("the engineer is in this team already"))
    return _enter(session, TRANSFERRED, engineer_id, team_id, since, actor=actor, now=now)


def leave_team(
    session: Session, *, engineer_id: int, last: date, actor: Visitor, now: datetime
) -> Moved:
    """Let an engineer leave: `last` is the last day in the team; returns what work moves.

    Raises DecisionRefused for somebody who doesn't exist or is in no team on that day.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    _require(session, engineer_id, None)
    current = _current(session, engineer_id, last)
    if current is None or current.until == last:
        raise DecisionRefused(problem=say("the engineer is in no team after that day"))
    before, former = _spans(session, engineer_id), Rosters(session)
    for membership in _lasting(session, engineer_id, last):
        membership.until = last
        session.add(membership)
    session.flush()
    after = last + timedelta(days=1)
    moved = attribute_anew(session, engineer_id=engineer_id, former=former, since=after, now=now)
    record(
        session,
        LEFT,
        subject=f"engineer {engineer_id}",
        actor=actor,
        now=now,
        before={"team_id": current.team_id, "memberships": before},
        after={"last": last.isoformat()} | moved._asdict(),
    )
    bump_version(session)
    return moved


def _enter(
    session: Session,
    action: str,
    engineer_id: int,
    team_id: int,
    since: date,
    *,
    actor: Visitor,
    now: datetime,
) -> Moved:
    before, former = _spans(session, engineer_id), Rosters(session)
    current = _current(session, engineer_id, since)
    _end_others(session, engineer_id, since)
    until = _day_before_next(session, engineer_id, since)
    session.add(Membership(engineer_id=engineer_id, team_id=team_id, since=since, until=until))
    moved = attribute_anew(session, engineer_id=engineer_id, former=former, since=since, now=now)
    record(
        session,
        action,
        subject=f"engineer {engineer_id}",
        actor=actor,
        now=now,
        before={"team_id": None if current is None else current.team_id, "memberships": before},
        after={"team_id": team_id, "since": since.isoformat()} | moved._asdict(),
    )
    bump_version(session)
    return moved


def _require(session: Session, engineer_id: int, team_id: int | None) -> None:
    engineer = session.get(Engineer, engineer_id)
    if engineer is None or (team_id is not None and session.get(Team, team_id) is None):
        raise DecisionRefused(problem=say("there is no such engineer or team"))
    if engineer.erased_at is not None:
        raise DecisionRefused(problem=say("this person was erased"))


def _spans(session: Session, engineer_id: int) -> list[Span]:
    statement = (
        select(Membership)
        .where(Membership.engineer_id == engineer_id)
        .order_by(col(Membership.since), col(Membership.team_id))
    )
    return [
        (one.team_id, one.since.isoformat(), None if one.until is None else one.until.isoformat())
        for one in session.exec(statement)
    ]


def team_on(session: Session, engineer_id: int, day: date) -> int | None:
    """The team that rules an engineer's day."""
    found = _current(session, engineer_id, day)
    return None if found is None else found.team_id


def _current(session: Session, engineer_id: int, day: date) -> Membership | None:
    return next(iter(_lasting(session, engineer_id, day)), None)


def _lasting(session: Session, engineer_id: int, day: date) -> list[Membership]:
    """The memberships of a day, that which rules it first."""
    statement = (
        select(Membership)
        .where(
            Membership.engineer_id == engineer_id,
            col(Membership.since) <= day,
            or_(col(Membership.until).is_(None), col(Membership.until) >= day),
        )
        .order_by(col(Membership.since).desc(), col(Membership.id).desc())
    )
    return list(session.exec(statement).all())


def _end_others(session: Session, engineer_id: int, since: date) -> None:
    """Memberships that last beyond the day before end on it; one of the same day gives way."""
    for membership in _lasting(session, engineer_id, since):
        if membership.since == since:
            session.delete(membership)
        else:
            membership.until = since - timedelta(days=1)
            session.add(membership)
    session.flush()


def _day_before_next(session: Session, engineer_id: int, since: date) -> date | None:
    """The last day before a later membership begins; None where there is none."""
    statement = select(Membership).where(
        Membership.engineer_id == engineer_id, col(Membership.since) > since
    )
    later = [one.since for one in session.exec(statement)]
    return min(later) - timedelta(days=1) if later else None
