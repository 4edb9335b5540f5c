"""Adds, renames and removes the chats and mailboxes that messages go to. Each is logged.

An address comes in as a secret, is sealed at once, and is never part of what is logged.
"""

from __future__ import annotations

from datetime import datetime
from importlib import import_module

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.commands.ledger import bump_version, record
from db.models import Delivery, Destination, DigestPlan
from db.queries.destinations import DestinationCard, destination_card
from db.secrets import Secret, seal
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.language import LANGUAGES, say
from gamify.post import DestinationRefused
from gamify.rights import Right

LONGEST_NAME = 80


def add_destination(
    session: Session,
    *,
    name: str,
    address: Secret,
    settings: Settings,
    language: str = "en",
    actor: Visitor,
    now: datetime,
) -> DestinationCard:
    """Keep a chat or mailbox under a name; nothing is sent to it yet.

    Raises DestinationRefused for a name that is taken, empty or too long, a language that we
    haven't got, and an address that apprise can make nothing of; KeyRefused without a key.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    _require_free(session, name)
    if language not in LANGUAGES:
        problem = say("its language has to be one of {known}", known=", ".join(LANGUAGES))
        raise DestinationRefused(problem=problem)
    found = Destination(
        name=name.strip(),
        service=_service_of(address),
        sealed=seal(address, settings),
        language=language,
        created_at=now,
        created_by=actor.name,
    )
    session.add(found)
    session.flush()
    card = destination_card(session, found.id or 0)
    record(
        session,
        "destination added",
        subject=f"destination {card.id}",
        actor=actor,
        now=now,
        after=_shown(card),
    )
    bump_version(session)
    return card


def rename_destination(
    session: Session, *, destination_id: int, name: str, actor: Visitor, now: datetime
) -> None:
    """Call a destination otherwise.

    Raises UnknownDestination, and DestinationRefused for a name that can't be used.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    card = destination_card(session, destination_id)
    if name.strip() == card.name:
        return
    _require_free(session, name)
    found = session.get_one(Destination, destination_id)
    found.name = name.strip()
    record(
        session,
        "destination renamed",
        subject=f"destination {destination_id}",
        actor=actor,
        now=now,
        before={"name": card.name},
        after={"name": found.name},
    )
    bump_version(session)


def replace_address(
    session: Session,
    *,
    destination_id: int,
    address: Secret,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> DestinationCard:
    """Let a destination's messages go to another address from now on; its plans stay.

    Raises UnknownDestination, DestinationRefused for an address that apprise can make nothing
    of, and KeyRefused without a key.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    card = destination_card(session, destination_id)
    found = session.get_one(Destination, destination_id)
    found.service, found.sealed = _service_of(address), seal(address, settings)
    session.flush()
    replaced = destination_card(session, destination_id)
    record(
        session,
        "destination readdressed",
        subject=f"destination {destination_id}",
        actor=actor,
        now=now,
        before={"service": card.service},
        after={"service": replaced.service},
    )
    bump_version(session)
    return replaced


def remove_destination(
    session: Session, *, destination_id: int, actor: Visitor, now: datetime
) -> None:
    """Forget a destination with its address, its plans and what went there.

    Raises UnknownDestination.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    card = destination_card(session, destination_id)
    plans = select(DigestPlan.id).where(col(DigestPlan.destination_id) == destination_id)
    session.execute(delete(Delivery).where(col(Delivery.plan_id).in_(plans)))
    session.execute(delete(DigestPlan).where(col(DigestPlan.destination_id) == destination_id))
    session.execute(delete(Destination).where(col(Destination.id) == destination_id))
    record(
        session,
        "destination removed",
        subject=f"destination {destination_id}",
        actor=actor,
        now=now,
        before=_shown(card),
    )
    bump_version(session)


def _service_of(address: Secret) -> str:
    # Apprise takes half a second to load, and pages that only read shall not wait for it.
    service: str = import_module("db.courier").service_of(address)
    return service


def _require_free(session: Session, name: str) -> None:
    plain = name.strip()
    if not plain or len(plain) > LONGEST_NAME or not plain.isprintable():
        problem = say("its name needs 1 to {most} characters in one line", most=LONGEST_NAME)
        raise DestinationRefused(problem=problem)
    if "://" in plain:
        # Somebody has put the address into the field of the name, which is shown to everybody.
        raise DestinationRefused(problem=say("its name looks like an address"))
    statement = select(Destination.id).where(col(Destination.name) == plain)
    if session.exec(statement).first() is not None:
        raise DestinationRefused(problem=say("there is one with the name “{name}”", name=plain))


def _shown(card: DestinationCard) -> dict[str, str]:
    return {"name": card.name, "service": card.service, "language": card.language}
