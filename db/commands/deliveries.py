"""Moves messages from state to state, so that each is sent once by whichever process has it.

A process claims a message (one conditional UPDATE), says that it is sending it (committed right
before the request goes out), and then how it ended. One that dies before it sends is succeeded
by another when its lease is over. One that dies while sending leaves a message that may have
arrived: that is unsure, and stays so until a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Update, update
from sqlmodel import Session, col, select

from db.commands.ledger import bump_version
from db.models import Delivery, Destination, DigestPlan
from db.queries.deliveries import (
    is_lost,
    is_overdue,
    is_ready,
    plans_due,
    ready_deliveries,
)
from gamify.post import (
    DAILY,
    DeliveryState,
    Mishap,
    Receipt,
    next_pause,
)
from gamify.seasons import Calendar, day_of


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that one process has, and what it needs to write it."""

    id: int
    by: str
    day: date
    occasion: str
    attempts: int
    plan_id: int
    challenge_id: int | None
    destination_id: int
    language: str


def due_deliveries(session: Session, *, now: datetime, calendar: Calendar) -> list[int]:
    """Put today's messages of plans whose time has come on their way; their plans' numbers.

    A plan whose time passed while no server ran is still served the same day, never a later one.
    """
    plans = plans_due(session, now=now, calendar=calendar)
    today = day_of(now, calendar)
    session.add_all(
        Delivery(plan_id=plan, day=today, occasion=DAILY, next_try_at=now) for plan in plans
    )
    session.flush()
    return plans


def announce(
    session: Session, *, challenge_id: int, milestone: str, day: date, now: datetime
) -> int:
    """Put the message about a milestone on its way to all plans that tell them; how many do.

    A milestone of a challenge is told once a day and plan at most.
    """
    occasion = f"{milestone}:{challenge_id}"
    told = select(Delivery.plan_id).where(
        col(Delivery.day) == day, col(Delivery.occasion) == occasion
    )
    statement = (
        select(DigestPlan.id, DigestPlan.challenge_id)
        .where(
            col(DigestPlan.milestones).is_(True),
            col(DigestPlan.paused).is_(False),
            col(DigestPlan.id).not_in(told),
        )
        .order_by(col(DigestPlan.id))
    )
    plans = [plan for plan, about in session.exec(statement) if about in {None, challenge_id}]
    session.add_all(
        Delivery(plan_id=plan, day=day, occasion=occasion, next_try_at=now)
        for plan in plans
        if plan is not None
    )
    session.flush()
    return len(plans)


def claim(
    session: Session, *, by: str, now: datetime, calendar: Calendar, lease: timedelta
) -> Claimed | None:
    """Take the message that waits longest, until the lease is over; None where none waits.

    `by` is new for every claim. The row is taken by one UPDATE that asks once more whether it
    may be, so two processes never have the same one.
    """
    longest = ready_deliveries(today=day_of(now, calendar), now=now).limit(1).scalar_subquery()
    statement = (
        update(Delivery)
        .where(col(Delivery.id) == longest, is_ready(now))
        .values(
            state=DeliveryState.CLAIMED,
            claimed_by=by,
            claimed_until=now + lease,
            attempts=col(Delivery.attempts) + 1,
        )
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )
    taken = session.scalar(statement)
    return None if taken is None else _claimed(session, taken, by)


def start_sending(session: Session, *, claimed: Claimed, now: datetime, lease: timedelta) -> bool:
    """Say that the request goes out next; False where the message has gone to another process.

    Commit this before the request: from here on the message may have arrived.
    """
    statement = _held(claimed, DeliveryState.CLAIMED).where(col(Delivery.claimed_until) > now)
    return _moves(session, statement.values(state=DeliveryState.SENDING, claimed_until=now + lease))


def finish(
    session: Session,
    *,
    claimed: Claimed,
    receipt: Receipt,
    now: datetime,
    retries: Sequence[float],
) -> bool:
    """Keep how it ended. A failed message is tried again after a pause, in seconds by attempt.

    A process that took longer than its lease may still say so, unless a person has decided
    meanwhile; then it is False.
    """
    held = _held(claimed, DeliveryState.CLAIMED, DeliveryState.SENDING, DeliveryState.UNSURE)
    kept = _moves(
        session,
        held.values(
            state=receipt.state,
            problem=receipt.mishap,
            sent_at=now if receipt.state is DeliveryState.SENT else None,
            next_try_at=now + next_pause(claimed.attempts, retries),
            claimed_by=None,
            claimed_until=None,
        ),
    )
    if kept:
        bump_version(session)
    return kept


def doubt_lost(session: Session, *, now: datetime) -> int:
    """Mark messages as unsure whose process fell silent while sending; how many.

    The process keeps its claim, in case that it was only slow.
    """
    statement = update(Delivery).where(is_lost(now))
    return _settle(session, statement, DeliveryState.UNSURE, Mishap.LOST)


def drop_overdue(session: Session, *, now: datetime, calendar: Calendar) -> int:
    """Mark messages of earlier days as failed that nobody came to send; how many."""
    statement = update(Delivery).where(is_overdue(now, today=day_of(now, calendar)))
    return _settle(session, statement, DeliveryState.FAILED, Mishap.LATE)


def _settle(session: Session, chosen: Update, state: DeliveryState, mishap: Mishap) -> int:
    statement = chosen.values(state=state, problem=mishap).returning(col(Delivery.id))
    settled = session.scalars(statement.execution_options(synchronize_session=False)).all()
    if settled:
        bump_version(session)
    return len(settled)


def _claimed(session: Session, delivery_id: int, by: str) -> Claimed:
    statement = (
        select(Delivery, DigestPlan, col(Destination.language))
        .join(DigestPlan, col(DigestPlan.id) == col(Delivery.plan_id))
        .join(Destination, col(Destination.id) == col(DigestPlan.destination_id))
        .where(col(Delivery.id) == delivery_id)
        .execution_options(populate_existing=True)
    )
    found, plan, language = session.exec(statement).one()
    return Claimed(
        id=delivery_id,
        by=by,
        day=found.day,
        occasion=found.occasion,
        attempts=found.attempts,
        plan_id=found.plan_id,
        challenge_id=plan.challenge_id,
        destination_id=plan.destination_id,
        language=language,
    )


def _held(claimed: Claimed, *states: DeliveryState) -> Update:
    return update(Delivery).where(
        col(Delivery.id) == claimed.id,
        col(Delivery.claimed_by) == claimed.by,
        col(Delivery.state).in_(states),
    )


def _moves(session: Session, statement: Update) -> bool:
    returned = statement.returning(col(Delivery.id))
    moved = session.scalar(returned.execution_options(synchronize_session=False))
    return moved is not None
