"""Sends today's message at once where a plan would send it later: still at most once a day."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session, col, select

from db.models import Delivery, DigestPlan
from gamify.post import DAILY


def order_digests(
    session: Session, *, challenge_id: int | None, day: date, now: datetime
) -> tuple[list[int], list[int]]:
    """Put a day's message on its way for all plans, or for those about one challenge.

    Returns the numbers of the plans that are served now, and of those that were served before.
    A plan that is paused sends nothing.
    """
    statement = (
        select(DigestPlan).where(col(DigestPlan.paused).is_(False)).order_by(col(DigestPlan.id))
    )
    asked = [
        plan.id
        for plan in session.exec(statement)
        if plan.id is not None and challenge_id in {None, plan.challenge_id}
    ]
    kept = select(Delivery.plan_id).where(col(Delivery.day) == day, Delivery.occasion == DAILY)
    served = set(session.exec(kept))
    new = [plan for plan in asked if plan not in served]
    session.add_all(
        Delivery(plan_id=plan, day=day, occasion=DAILY, next_try_at=now) for plan in new
    )
    session.flush()
    return new, [plan for plan in asked if plan in served]
