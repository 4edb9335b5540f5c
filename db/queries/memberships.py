"""Who is in which team on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from db.models import Engineer, Membership


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a team with the first day of this stay; `is_hidden` on public boards."""

    id: int
    name: str
    since: date
    is_hidden: bool


def team_on(session: Session, engineer_id: int, day: date) -> int | None:
    """The team in which an engineer is on a day: of several the one that began last."""
    statement = (
        select(Membership.team_id)
        .where(Membership.engineer_id == engineer_id, *_lasting(day))
        .order_by(col(Membership.since).desc(), col(Membership.id).desc())
    )
    return session.exec(statement).first()


def members_on(session: Session, team_id: int, day: date) -> list[Member]:
    """The people of a team on a day by their names; erased people are left out."""
    statement = (
        select(Engineer, Membership)
        .where(
            Membership.engineer_id == Engineer.id,
            col(Engineer.erased_at).is_(None),
            *_lasting(day),
        )
        .order_by(
            col(Engineer.name_key), col(Engineer.id), col(Membership.since), col(Membership.id)
        )
    )
    # Files tell where somebody comes to and never where they leave: the latest stay is the one.
    latest = {one.id: (one, stay) for one, stay in session.exec(statement)}
    return [
        Member(id_, one.name, stay.since, one.hidden)
        for id_, (one, stay) in latest.items()
        if id_ is not None and stay.team_id == team_id
    ]


def _lasting(day: date) -> tuple[ColumnElement[bool], ...]:
    until = col(Membership.until)
    return col(Membership.since) <= day, or_(until.is_(None), until >= day)
