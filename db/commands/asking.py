"""Notes that a customer was asked about a ticket, and opens and ends templates. Each is logged."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, select

from db.commands.asked_rows import store_asked
from db.commands.ledger import bump_version, record
from db.discretion import pseudonyms_of
from db.models import AskTemplate
from db.queries.asking import TemplateCard, ask_templates, asked_ticket, open_template
from db.secrets import derived_key
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.asking.email import Vendor
from gamify.asking.links import LONGEST_TICKET, new_link, sign_link, sign_template
from gamify.asking.rows import AskedRow
from gamify.asking.words import UnknownTemplate
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.rights import Right

OPENED, ENDED = "template opened", "template ended"


def ask_about(
    session: Session,
    *,
    ticket: str,
    customer: str = "",
    owner: str = "",
    source: str = "",
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> str:
    """The token of a new link about a ticket, which is noted as asked about.

    `customer` is a name or an address as files have it; only its keyed hash is kept and in the
    link. `owner` is who solved the ticket, where that isn't known yet. Raises KeyRefused without
    a secret key, DecisionRefused for a ticket that can't be one, NotAllowed.
    """
    demand(actor, Right.IMPORT_RATINGS)
    plain = " ".join(ticket.split())
    if not 0 < len(plain) <= LONGEST_TICKET:
        most = LONGEST_TICKET
        raise DecisionRefused(problem=say("a ticket has 1 to {most} characters", most=most))
    pseudonym = pseudonyms_of(settings).of_customer(customer) if customer.strip() else ""
    link = new_link(
        plain, customer=pseudonym, source=source, days=settings.asking_link_days, now=now
    )
    known = asked_ticket(session, link)
    row = AskedRow(
        plain,
        requester=pseudonym or None if known is None or known.requester is None else None,
        owner=owner.strip(),
    )
    store_asked(session, row, link=link, known=known, settings=settings, now=now)
    return sign_link(link, link_key(settings))


def open_ask_template(
    session: Session,
    *,
    vendor: Vendor,
    source: str = "",
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> str:
    """The token of a template of a help desk: the one that is open, or a new one.

    Raises KeyRefused without a secret key, NotAllowed.
    """
    demand(actor, Right.IMPORT_RATINGS)
    key = link_key(settings)
    for card in ask_templates(session):
        if card.is_open and (card.vendor, card.source) == (vendor, source):
            return sign_template(card.id, key)
    row = AskTemplate(vendor=vendor.value, source=source, created_at=now, created_by=actor.name)
    session.add(row)
    session.flush()
    number = row.id or 0
    told = {"for": vendor.value, "source": source}
    subject = f"template {number}"
    record(session, OPENED, subject=subject, actor=actor, now=now, after=told)
    bump_version(session)
    return sign_template(number, key)


def end_ask_template(
    session: Session, *, template: int, actor: Visitor, now: datetime
) -> TemplateCard:
    """End the links of a template for good. Raises UnknownTemplate, NotAllowed."""
    demand(actor, Right.IMPORT_RATINGS)
    card = open_template(session, template)
    if card is None:
        raise UnknownTemplate(template=template)
    row = session.exec(select(AskTemplate).where(AskTemplate.id == template)).one()
    row.revoked_at = now
    session.add(row)
    record(session, ENDED, subject=f"template {template}", actor=actor, now=now)
    bump_version(session)
    return card


def link_key(settings: Settings) -> bytes:
    """What signs links. Raises KeyRefused."""
    return derived_key(settings, "asking")
