"""A destination with a plan in a test's database; a test names only what matters to it."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlmodel import Session, col, select

from db.commands.destinations import add_destination
from db.commands.plans import add_plan
from db.models import Delivery
from db.secrets import Secret
from db.settings import Settings
from gamify.access import console

#: Long before the days of the tests, so that no plan is too new for its first day.
BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
KEY = "ppXh9FAfTVL4FSzk3eHzAKM21GnC5lHqaTtTTBJLqJQ="
NINE = 9 * 60


def settings_on(url: str, **others: object) -> Settings:
    """Settings with a key, for a database."""
    return Settings.model_validate({"database_url": url, "secret_key": KEY, **others})


def plan_to(
    session: Session,
    address: str = "json://127.0.0.1/",
    *,
    name: str = "Leads",
    minute: int = NINE,
    weekdays: tuple[int, ...] = tuple(range(7)),
    challenge_id: int | None = None,
    now: datetime = BEFORE,
) -> int:
    """A plan to a new destination, every day at nine unless said otherwise; its number."""
    card = add_destination(
        session,
        name=name,
        address=Secret(address),
        settings=settings_on("postgresql://"),
        actor=console("a lead"),
        now=now,
    )
    plan = add_plan(
        session,
        destination_id=card.id,
        minute=minute,
        weekdays=weekdays,
        challenge_id=challenge_id,
        actor=console("a lead"),
        now=now,
    )
    return plan.id


def states(session: Session) -> list[str]:
    """The states of all messages, by number."""
    session.expire_all()
    return list(session.exec(select(Delivery.state).order_by(col(Delivery.id))))
