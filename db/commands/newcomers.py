"""Teams and people that are there before any file names them. Each is logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.commands.memberships import join_team
from db.commands.people import require_free
from db.commands.register import name_key
from db.models import Engineer, Team
from db.queries.people import ENGINEER, TEAM, Whom
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right

PERSON_MADE, TEAM_MADE = "engineer made", "team made"
#: Nobody yet: a name that is taken is somebody else's.
_NEW = 0
LONGEST = 120


def add_team(session: Session, *, name: str, actor: Visitor, now: datetime) -> int:
    """Make a team, to which files may refer by its name; returns its number.

    Raises DecisionRefused for a name that is empty, too long or in use.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    name = _sound(session, Whom(TEAM, _NEW), name)
    team = Team(name=name, name_key=name_key(name))
    session.add(team)
    session.flush()
    _log(session, TEAM_MADE, f"team {team.id}", {"name": name}, actor=actor, now=now)
    return team.id or 0


def add_engineer(
    session: Session,
    *,
    name: str,
    email: str = "",
    team_id: int | None = None,
    since: date | None = None,
    actor: Visitor,
    now: datetime,
) -> int:
    """Make a person, in a team from a day on if both are given; returns the number.

    By the address an identity provider's sign-in knows them. Raises DecisionRefused for a name
    that is empty, too long or in use.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    name = _sound(session, Whom(ENGINEER, _NEW), name)
    engineer = Engineer(name=name, name_key=name_key(name), email=email.strip() or None)
    session.add(engineer)
    session.flush()
    number = engineer.id or 0
    told = {"name": name, "email": email.strip()}
    _log(session, PERSON_MADE, f"engineer {number}", told, actor=actor, now=now)
    if team_id is not None and since is not None:
        join_team(session, engineer_id=number, team_id=team_id, since=since, actor=actor, now=now)
    return number


def _sound(session: Session, whom: Whom, name: str) -> str:
    """The name with single spaces, if nobody is called like that."""
    name = " ".join(name.split())
    if not 0 < len(name) <= LONGEST:
        raise DecisionRefused(problem=say("the name has 1 to {most} characters", most=LONGEST))
    require_free(session, whom, name, own=False)
    return name


def _log(
    session: Session,
    action: str,
    subject: str,
    after: Mapping[str, str],
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    record(session, action, subject=subject, actor=actor, now=now, after=after)
    bump_version(session)
