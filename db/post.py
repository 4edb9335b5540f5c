"""Carries messages from the database to chats and mailboxes, one after the other.

Several processes may carry at once; the states of a message keep them apart. No transaction is
open while a request is on its way.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib import import_module
from typing import Protocol

from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.deliveries import (
    Claimed,
    claim,
    doubt_lost,
    drop_overdue,
    due_deliveries,
    finish,
    start_sending,
)
from db.commands.ledger import record
from db.engine import reading, writing
from db.queries.deliveries import is_anything_to_do
from db.queries.destinations import destination_card, sealed_address
from db.secrets import Secret, unseal
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.errors import DatabaseRefused
from gamify.language import say, translate
from gamify.post import (
    QUIET,
    DeliveryState,
    DestinationRefused,
    KeyRefused,
    Letter,
    Mishap,
    Receipt,
    UnknownDestination,
)
from gamify.rights import Right
from gamify.seasons import Calendar

_log = logging.getLogger("crownboard.post")

#: Seconds between two tries to keep how a message ended, while the database is away.
KEEP_TRYING = 1.0


class Writer(Protocol):
    """Writes what is sent; None where there is nothing to say."""

    def __call__(
        self, session: Session, claimed: Claimed, /, *, now: datetime, calendar: Calendar
    ) -> Letter | None: ...


Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Round:
    """What a process needs to carry messages; `is_over` once it shall stop."""

    engine: Engine
    settings: Settings
    write: Writer
    clock: Clock
    is_over: Callable[[], bool] = lambda: False

    @property
    def lease(self) -> timedelta:
        """How long another process waits for this one."""
        return timedelta(seconds=self.settings.delivery_lease)


def look(engine: Engine, settings: Settings, *, now: datetime) -> bool:
    """Put on its way what is due, and doubt what was lost; whether anything may wait.

    It writes only where there is something to do. Raises DatabaseRefused.
    """
    calendar = settings.calendar
    with reading(engine) as session:
        if not is_anything_to_do(session, now=now, calendar=calendar):
            return False
    with writing(engine) as session:
        due_deliveries(session, now=now, calendar=calendar)
        lost = doubt_lost(session, now=now)
        drop_overdue(session, now=now, calendar=calendar)
    if lost:
        _log.warning("%s message(s) may have arrived: a process ended while sending", lost)
    return True


def carry_one(going: Round) -> bool:
    """Send the message that waits longest; False where none waits.

    How it ended is kept as soon as the database takes it. Raises DatabaseRefused where the
    database is away before anything is sent.
    """
    calendar, by = going.settings.calendar, secrets.token_hex(16)
    with writing(going.engine) as session:
        claimed = claim(session, by=by, now=going.clock(), calendar=calendar, lease=going.lease)
    if claimed is None:
        return False
    receipt = _send(going, claimed)
    if receipt is not None:
        _keep(going, claimed, receipt)
    return True


def send_test(
    engine: Engine, settings: Settings, *, destination_id: int, actor: Visitor, now: datetime
) -> Receipt:
    """Send a greeting to a destination in its language, at once, and log that somebody did.

    Raises UnknownDestination, KeyRefused and DestinationRefused.
    """
    demand(actor, Right.MANAGE_MESSAGES)
    with reading(engine) as session:
        card = destination_card(session, destination_id)
        address = unseal(sealed_address(session, destination_id), settings)
    title = say("Crownboard says hello")
    body = say("This is how messages to “{name}” arrive.", name=card.name)
    letter = Letter(translate(title, card.language), translate(body, card.language))
    receipt = _take(letter, address)
    with writing(engine) as session:
        record(
            session,
            "destination tested",
            subject=f"destination {destination_id}",
            actor=actor,
            now=now,
            after={"state": receipt.state.value, "problem": receipt.mishap},
        )
    return receipt


def _send(going: Round, claimed: Claimed) -> Receipt | None:
    """How sending ended; None where the message is no longer this process's."""
    try:
        with reading(going.engine) as session:
            calendar = going.settings.calendar
            letter = going.write(session, claimed, now=going.clock(), calendar=calendar)
            sealed = sealed_address(session, claimed.destination_id)
        address = unseal(sealed, going.settings)
    except DatabaseRefused:
        raise
    except UnknownDestination:
        # It was removed meanwhile, and took its messages along.
        return None
    except KeyRefused as error:
        _log.warning("Message %s waits: %s", claimed.id, error)
        return Receipt(DeliveryState.FAILED, Mishap.LOCKED)
    except Exception:
        # Nothing was sent yet, and one message shall not hold up all others.
        _log.exception("Message %s can't be written", claimed.id)
        return Receipt(DeliveryState.FAILED, Mishap.UNWRITTEN)
    if letter is None:
        return QUIET
    with writing(going.engine) as session:
        if not start_sending(session, claimed=claimed, now=going.clock(), lease=going.lease):
            return None
    return _take(letter, address)


def _take(letter: Letter, address: Secret) -> Receipt:
    # Apprise takes a third of a second to load, and most processes never send.
    courier = import_module("db.courier")
    try:
        receipt: Receipt = courier.take(letter, address)
    except DestinationRefused:
        return Receipt(DeliveryState.FAILED, Mishap.NOWHERE)
    except Exception as error:
        _log.error("A service broke with %s", type(error).__name__)
        return Receipt(DeliveryState.UNSURE, Mishap.SILENT)
    return receipt


def _keep(going: Round, claimed: Claimed, receipt: Receipt) -> None:
    """Keep how it ended, however long the database is away: it must not be sent again."""
    while True:
        try:
            with writing(going.engine) as session:
                finish(
                    session,
                    claimed=claimed,
                    receipt=receipt,
                    now=going.clock(),
                    retries=going.settings.delivery_retries,
                )
        except DatabaseRefused as error:
            if going.is_over():
                raise
            _log.warning("How message %s ended can't be kept yet: %s", claimed.id, error)
            time.sleep(KEEP_TRYING)
        else:
            _tell(claimed, receipt)
            return


def _tell(claimed: Claimed, receipt: Receipt) -> None:
    if receipt.mishap is None:
        _log.info("Message %s: %s", claimed.id, receipt.state)
    else:
        _log.warning("Message %s: %s (%s)", claimed.id, receipt.state, receipt.sentence)
