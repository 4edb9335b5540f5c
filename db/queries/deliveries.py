"""Messages on their way: what a plan owes today, what waits, and what became of the rest."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from db.models import Delivery, Destination, DigestPlan
from gamify.deliveries import DeliveryLine
from gamify.post import DAILY, DeliveryState, Mishap, moment_of
from gamify.seasons import Calendar, day_of


def plans_due(session: Session, *, now: datetime, calendar: Calendar) -> list[int]:
    """Plans whose minute of today has come and that have no message of today yet, by number.

    A plan that was made after its minute begins the next day; days that were missed stay so.
    """
    today = day_of(now, calendar)
    kept = select(Delivery.plan_id).where(
        col(Delivery.day) == today, col(Delivery.occasion) == DAILY
    )
    statement = (
        select(DigestPlan)
        .where(col(DigestPlan.paused).is_(False), col(DigestPlan.id).not_in(kept))
        .order_by(col(DigestPlan.id))
    )
    return [
        plan.id
        for plan in session.exec(statement)
        if plan.id is not None
        and today.weekday() in plan.weekdays
        and plan.created_at <= moment_of(now, plan.minute, calendar=calendar) <= now
    ]


def is_ready(now: datetime) -> ColumnElement[bool]:
    """What a process may claim: due, to be tried again, or held by one that fell silent."""
    waits = col(Delivery.state).in_((DeliveryState.DUE, DeliveryState.FAILED))
    return or_(
        and_(waits, col(Delivery.next_try_at) <= now),
        and_(col(Delivery.state) == DeliveryState.CLAIMED, col(Delivery.claimed_until) < now),
    )


def is_lost(now: datetime) -> ColumnElement[bool]:
    """What a process was sending when it fell silent."""
    return and_(col(Delivery.state) == DeliveryState.SENDING, col(Delivery.claimed_until) < now)


def is_overdue(now: datetime, *, today: date) -> ColumnElement[bool]:
    """What was to go on an earlier day and never did; it would be a day late now."""
    return and_(
        col(Delivery.day) < today, col(Delivery.state) != DeliveryState.FAILED, is_ready(now)
    )


def ready_deliveries(*, today: date, now: datetime) -> SelectOfScalar[int | None]:
    """The messages of today that may be claimed, the one that waits longest first."""
    return (
        select(col(Delivery.id))
        .join(DigestPlan, col(DigestPlan.id) == col(Delivery.plan_id))
        .where(col(Delivery.day) == today, col(DigestPlan.paused).is_(False), is_ready(now))
        .order_by(col(Delivery.next_try_at), col(Delivery.id))
    )


def is_anything_to_do(session: Session, *, now: datetime, calendar: Calendar) -> bool:
    """Whether a plan is due, a message may be claimed, or one can't be any more."""
    today = day_of(now, calendar)
    waiting = ready_deliveries(today=today, now=now).limit(1)
    stranded = select(Delivery.id).where(or_(is_lost(now), is_overdue(now, today=today))).limit(1)
    return (
        session.exec(waiting).first() is not None
        or session.exec(stranded).first() is not None
        or bool(plans_due(session, now=now, calendar=calendar))
    )


def delivery_lines(session: Session, *, since: date) -> list[DeliveryLine]:
    """Messages from a day on, the newest first."""
    statement = (
        select(Delivery, DigestPlan, Destination)
        .join(DigestPlan, col(DigestPlan.id) == col(Delivery.plan_id))
        .join(Destination, col(Destination.id) == col(DigestPlan.destination_id))
        .where(col(Delivery.day) >= since)
        .order_by(col(Delivery.day).desc(), col(Delivery.id).desc())
    )
    return [
        DeliveryLine(
            id=found.id or 0,
            plan_id=found.plan_id,
            destination_id=plan.destination_id,
            destination=destination.name,
            service=destination.service,
            day=found.day,
            occasion=found.occasion,
            state=DeliveryState(found.state),
            attempts=found.attempts,
            next_try_at=found.next_try_at,
            sent_at=found.sent_at,
            mishap=None if found.problem is None else Mishap(found.problem),
            is_paused=plan.paused,
        )
        for found, plan, destination in session.exec(statement)
    ]
