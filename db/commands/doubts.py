"""What a person decides about a message that may have arrived, or didn't. Each is logged."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.models import Delivery
from gamify.access import Visitor, demand
from gamify.language import say
from gamify.post import DeliveryRefused, DeliveryState, UnknownDelivery
from gamify.rights import Right
from gamify.seasons import Calendar, day_of


def send_again(
    session: Session, *, delivery_id: int, calendar: Calendar, actor: Visitor, now: datetime
) -> None:
    """Let a message go out once more at once: it is unsure or failed, and a person wants it.

    Raises UnknownDelivery, and DeliveryRefused for one of another state or another day.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    found = _decidable(session, delivery_id, {DeliveryState.UNSURE, DeliveryState.FAILED})
    if found.day != day_of(now, calendar):
        raise DeliveryRefused(problem=say("its day is over, and the figures are of that day"))
    _decide(session, found, DeliveryState.DUE, "sent again", actor=actor, now=now)
    found.next_try_at = now
    session.flush()


def mark_sent(session: Session, *, delivery_id: int, actor: Visitor, now: datetime) -> None:
    """Keep that an unsure message has arrived: a person has seen it, when it was sent isn't known.

    Raises UnknownDelivery, and DeliveryRefused for one of another state.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    found = _decidable(session, delivery_id, {DeliveryState.UNSURE})
    _decide(session, found, DeliveryState.SENT, "marked as sent", actor=actor, now=now)
    session.flush()


def _decidable(session: Session, delivery_id: int, states: set[DeliveryState]) -> Delivery:
    found = session.get(Delivery, delivery_id, populate_existing=True)
    if found is None:
        raise UnknownDelivery(delivery=delivery_id)
    if found.state not in states:
        raise DeliveryRefused(problem=say("nothing has to be decided about this message"))
    return found


def _decide(
    session: Session,
    found: Delivery,
    state: DeliveryState,
    action: str,
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    record(
        session,
        f"message {action}",
        subject=f"delivery {found.id}",
        actor=actor,
        now=now,
        before={"state": found.state, "problem": found.problem},
        after={"state": state.value},
    )
    found.state = state
    found.problem = None
    found.claimed_by = None
    found.claimed_until = None
    bump_version(session)
