"""Adds, changes, pauses and removes the plans by which daily messages go. Each is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col

from db.commands.ledger import bump_version, record
from db.models import ChallengeRecord, Delivery, DigestPlan
from db.queries.destinations import PlanCard, destination_card, plan_card
from gamify.access import Visitor, demand
from gamify.language import say
from gamify.post import PlanRefused, show_minute
from gamify.rights import Right

WORKING_WEEK = (0, 1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What of a plan shall be different; None leaves it."""

    minute: int | None = None
    weekdays: tuple[int, ...] | None = None
    milestones: bool | None = None
    paused: bool | None = None


def add_plan(
    session: Session,
    *,
    destination_id: int,
    minute: int,
    weekdays: Iterable[int] = WORKING_WEEK,
    challenge_id: int | None = None,
    milestones: bool = True,
    actor: Visitor,
    now: datetime,
) -> PlanCard:
    """Send the daily message of a challenge, or of all that run, at a minute of the day.

    If that minute has passed today, it begins the next day. Raises UnknownDestination, and
    PlanRefused for a minute, days or a challenge that don't exist.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    destination_card(session, destination_id)
    if challenge_id is not None and session.get(ChallengeRecord, challenge_id) is None:
        problem = say("there is no challenge {challenge}", challenge=challenge_id)
        raise PlanRefused(problem=problem)
    plan = DigestPlan(
        destination_id=destination_id,
        challenge_id=challenge_id,
        minute=_sound_minute(minute),
        weekdays=_sound_weekdays(weekdays),
        milestones=milestones,
        created_at=now,
        created_by=actor.name,
    )
    session.add(plan)
    session.flush()
    card = plan_card(session, plan.id or 0)
    record(
        session, "plan added", subject=f"plan {card.id}", actor=actor, now=now, after=_shown(card)
    )
    bump_version(session)
    return card


def change_plan(
    session: Session, *, plan_id: int, change: PlanChange, actor: Visitor, now: datetime
) -> PlanCard:
    """Change when a plan sends, pause it, let it go on. It still sends at most once a day.

    A plan whose minute has passed today and that hasn't sent yet sends at once.
    Raises UnknownPlan, and PlanRefused for a minute or days that don't exist.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    former = plan_card(session, plan_id)
    plan = session.get_one(DigestPlan, plan_id)
    if change.minute is not None:
        plan.minute = _sound_minute(change.minute)
    if change.weekdays is not None:
        plan.weekdays = _sound_weekdays(change.weekdays)
    if change.milestones is not None:
        plan.milestones = change.milestones
    if change.paused is not None:
        plan.paused = change.paused
    session.flush()
    card = plan_card(session, plan_id)
    if card == former:
        return card
    record(
        session,
        "plan changed",
        subject=f"plan {plan_id}",
        actor=actor,
        now=now,
        before=_shown(former),
        after=_shown(card),
    )
    bump_version(session)
    return card


def remove_plan(session: Session, *, plan_id: int, actor: Visitor, now: datetime) -> None:
    """Forget a plan and what went by it. Raises UnknownPlan."""
    demand(actor, Right.MANAGE_MESSAGES)
    former = plan_card(session, plan_id)
    session.execute(delete(Delivery).where(col(Delivery.plan_id) == plan_id))
    session.execute(delete(DigestPlan).where(col(DigestPlan.id) == plan_id))
    record(
        session,
        "plan removed",
        subject=f"plan {plan_id}",
        actor=actor,
        now=now,
        before=_shown(former),
    )
    bump_version(session)


def _sound_minute(minute: int) -> int:
    if minute not in range(24 * 60):
        problem = say("“{time}” is not a time like 09:30", time=str(minute))
        raise PlanRefused(problem=problem)
    return minute


def _sound_weekdays(weekdays: Iterable[int]) -> list[int]:
    days = sorted(set(weekdays))
    if not days or not set(days) <= set(range(7)):
        raise PlanRefused(problem=say("it needs days of the week, from 0 (Monday) to 6 (Sunday)"))
    return days


def _shown(card: PlanCard) -> dict[str, object]:
    return {
        "destination": card.destination_id,
        "challenge": card.challenge_id,
        "time": show_minute(card.minute),
        "weekdays": list(card.weekdays),
        "milestones": card.milestones,
        "paused": card.paused,
    }
