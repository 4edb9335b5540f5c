"""Chats and mailboxes that messages go to, and the plans by which they go. No addresses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.models import ChallengeRecord, Destination, DigestPlan
from gamify.post import UnknownDestination, UnknownPlan


@dataclass(frozen=True, slots=True)
class DestinationCard:
    """What may be shown of a destination: its name, its service, its language."""

    id: int
    name: str
    service: str
    language: str
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan: what goes where, at which minute of the day (0 to 1439), Monday is weekday 0.

    Without `challenge_id` it is about all challenges that run.
    """

    id: int
    destination_id: int
    destination: str
    challenge_id: int | None
    challenge: str | None
    minute: int
    weekdays: tuple[int, ...]
    milestones: bool
    paused: bool


def destinations(session: Session) -> list[DestinationCard]:
    """All destinations by name."""
    statement = select(Destination).order_by(col(Destination.name), col(Destination.id))
    return [_card(found) for found in session.exec(statement)]


def destination_named(session: Session, name: str) -> DestinationCard:
    """The destination of a name. Raises UnknownDestination."""
    statement = select(Destination).where(col(Destination.name) == name.strip())
    found = session.exec(statement).one_or_none()
    if found is None:
        raise UnknownDestination(destination=name)
    return _card(found)


def destination_card(session: Session, destination_id: int) -> DestinationCard:
    """The destination of a number. Raises UnknownDestination."""
    found = session.get(Destination, destination_id)
    if found is None:
        raise UnknownDestination(destination=str(destination_id))
    return _card(found)


def sealed_address(session: Session, destination_id: int) -> str:
    """The address as it is kept: sealed. Raises UnknownDestination."""
    statement = select(Destination.sealed).where(col(Destination.id) == destination_id)
    found = session.exec(statement).one_or_none()
    if found is None:
        raise UnknownDestination(destination=str(destination_id))
    return found


def digest_plans(session: Session) -> list[PlanCard]:
    """All plans, by destination, time and number."""
    statement = (
        select(DigestPlan, col(Destination.name), col(ChallengeRecord.title))
        .join(Destination, col(Destination.id) == col(DigestPlan.destination_id))
        .join(
            ChallengeRecord, col(ChallengeRecord.id) == col(DigestPlan.challenge_id), isouter=True
        )
        .order_by(col(Destination.name), col(DigestPlan.minute), col(DigestPlan.id))
    )
    return [_plan(plan, name, title) for plan, name, title in session.exec(statement)]


def plan_card(session: Session, plan_id: int) -> PlanCard:
    """The plan of a number. Raises UnknownPlan."""
    for plan in digest_plans(session):
        if plan.id == plan_id:
            return plan
    raise UnknownPlan(plan=plan_id)


def _card(found: Destination) -> DestinationCard:
    assert found.id is not None  # noqa: S101 (it was read from the database)
    return DestinationCard(
        id=found.id,
        name=found.name,
        service=found.service,
        language=found.language,
        created_at=found.created_at,
        created_by=found.created_by,
    )


def _plan(plan: DigestPlan, name: str, title: str | None) -> PlanCard:
    assert plan.id is not None  # noqa: S101 (it was read from the database)
    return PlanCard(
        id=plan.id,
        destination_id=plan.destination_id,
        destination=name,
        challenge_id=plan.challenge_id,
        challenge=title,
        minute=plan.minute,
        weekdays=tuple(plan.weekdays),
        milestones=plan.milestones,
        paused=plan.paused,
    )
