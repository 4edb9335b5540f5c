"""Asks for rights where it depends on the rows whose team or person it is about."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.ledger import kept_calendar
from db.models import Engineer, Flag, Team
from db.queries.whose import teams_of_engineer, teams_of_ratings
from gamify.access import Visitor, demand
from gamify.challenges.challenge import Owner
from gamify.errors import DecisionRefused, UnknownEngineer, UnknownTeam
from gamify.language import say
from gamify.rights import Right
from gamify.seasons import day_of


def demand_challenge(session: Session, owner: Owner, *, actor: Visitor, now: datetime) -> None:
    """Let those change a challenge who lead its team, or that of its person. Raises NotAllowed."""
    teams: frozenset[int | None] = frozenset({owner.team_id})
    if owner.engineer_id is not None:
        day = day_of(now, kept_calendar(session))
        teams = teams_of_engineer(session, owner.engineer_id, day=day)
    demand(actor, Right.SET_CHALLENGES, teams=teams)


def require_owner(session: Session, owner: Owner) -> None:
    """Make sure that a challenge is for somebody who exists.

    Raises UnknownTeam or UnknownEngineer, and DecisionRefused for a team and a person at once.
    """
    if owner.team_id is not None and owner.engineer_id is not None:
        raise DecisionRefused(problem=say("a challenge is for a team or for a person, not both"))
    if owner.team_id is not None and session.get(Team, owner.team_id) is None:
        raise UnknownTeam(name=str(owner.team_id))
    if owner.engineer_id is not None and session.get(Engineer, owner.engineer_id) is None:
        raise UnknownEngineer(name=str(owner.engineer_id))


def demand_flag(session: Session, flag: Flag, actor: Visitor) -> None:
    """Let those decide who lead all teams that a flag's ratings belong to. Raises NotAllowed."""
    teams = teams_of_ratings(session, flag.ratings)
    if not teams:
        day = day_of(flag.found_at, kept_calendar(session))
        teams = teams_of_engineer(session, flag.engineer_id, day=day)
    demand(actor, Right.DECIDE_FLAGS, teams=teams)
