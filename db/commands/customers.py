"""Puts keyed hashes in the place of customers' names, and erases a customer for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, bindparam, delete, null, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.commands.comment_index import scrub_index
from db.commands.ledger import bump_version, record
from db.commands.payloads import forget_payloads_of_customer
from db.commands.words import forget_former_words
from db.models import DataVersion, Erased, Flag, FlagWhitelist, Revision
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.integrity.flag import Rule, other_of
from gamify.integrity.merging import key_with
from gamify.language import say
from gamify.pseudonyms import MARK, Pseudonyms, is_pseudonym
from gamify.rights import Right

ERASED = "customer erased"

_TICKET = SQLModel.metadata.tables["ticket"]
_RATING = SQLModel.metadata.tables["rating"]
_REVISION = SQLModel.metadata.tables["revision"]
_WINDOW = 5_000
#: Rules whose other side is a customer.
_OF_CUSTOMERS = (Rule.FAN.value, Rule.OWN_RATING.value, Rule.TWIN_TICKETS.value)


def has_plain_customers(session: Session) -> bool:
    """Whether a customer is stored in the clear, as earlier versions did."""
    statement = select_rows(_TICKET.c.id).where(_plain()).limit(1)
    return session.execute(statement).first() is not None


def make_discreet(session: Session, pseudonyms: Callable[[], Pseudonyms]) -> int:
    """Name every customer by a keyed hash, wherever one is named; returns how many tickets.

    `pseudonyms` is asked for only where a customer is stored in the clear.
    """
    session.flush()
    renamed = 0
    if has_plain_customers(session):
        name = pseudonyms().of_customer
        renamed = _rename_in_tickets(session, name)
        _rename_in_revisions(session, name)
        _rename_in_flags(session, pseudonyms())
        bump_version(session)
    session.execute(update(DataVersion).values(is_discreet=True))
    return renamed


def erase_customer(
    session: Session,
    *,
    identity: str,
    pseudonyms: Pseudonyms,
    actor: Visitor,
    now: datetime,
) -> int:
    """Forget who a customer is and what they said; returns how many tickets. Sums stay.

    `identity` is the name or address as files have it, or the pseudonym. No later file brings
    either back. Raises DecisionRefused for a customer of whom nothing is stored.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    pseudonym = pseudonyms.of_customer(identity)
    session.flush()
    statement = select_rows(_TICKET.c.id).where(_TICKET.c.requester.in_([pseudonym, identity]))
    tickets = sorted(session.execute(statement).scalars())
    has_answered = session.execute(_answers(pseudonym).limit(1)).first() is not None
    if not (tickets or has_answered) or not identity.strip():
        raise DecisionRefused(problem=say("nothing is stored of such a customer"))
    forget_customer(session, tickets, [pseudonym], now=now)
    record(
        session,
        ERASED,
        subject="customer",
        actor=actor,
        now=now,
        # Numbers and a keyed hash: by these alone it can be done again after a restore.
        after={"tickets": tickets, "pseudonyms": [pseudonym]},
    )
    bump_version(session)
    return len(tickets)


def forget_customer(
    session: Session, tickets: Sequence[int], pseudonyms: Iterable[str], *, now: datetime
) -> None:
    """Take a customer out of tickets, ratings, revisions, payloads, flags and what is trusted."""
    named = list(pseudonyms)
    forget_payloads_of_customer(session, tickets, named)
    for low in range(0, len(tickets), _WINDOW):
        some = tickets[low : low + _WINDOW]
        mine = among(session, _TICKET.c.id, some)
        session.execute(update(_TICKET).where(mine).values(requester=null()))
        rated = among(session, _RATING.c.ticket_id, some)
        session.execute(update(_RATING).where(rated).values(comment=null()))
        revised = among(session, _REVISION.c.ticket_id, some)
        forget_former_words(session, revised)
        _rename_in_revisions(session, lambda _: None, revised)
    for pseudonym in named:
        _forget_answers(session, pseudonym)
        for flag in session.exec(select(Flag).where(col(Flag.rule).in_(_OF_CUSTOMERS))).all():
            if other_of(flag.key) == pseudonym:
                flag.key = key_with(flag.key, f"erased {flag.id}")
                session.add(flag)
        session.execute(delete(FlagWhitelist).where(col(FlagWhitelist.other) == pseudonym))
        if session.get(Erased, pseudonym) is None:
            session.add(Erased(pseudonym=pseudonym, erased_at=now))
    session.flush()
    scrub_index(session)


def _answers(pseudonym: str) -> Select[tuple[int]]:
    """Ratings that a customer gave by a link of the own, also on somebody else's ticket."""
    return select_rows(_RATING.c.id).where(_RATING.c.key == pseudonym).order_by(_RATING.c.id)


def _forget_answers(session: Session, pseudonym: str) -> None:
    for rating in session.execute(_answers(pseudonym)).scalars().all():
        key = f"erased {rating}"
        change = update(_RATING).where(_RATING.c.id == rating)
        session.execute(change.values(key=key, comment=null()))
        former = _REVISION.c.rating_id == rating
        forget_former_words(session, former)
        for revision in session.exec(select(Revision).where(former)).all():
            revision.before = revision.before | {"key": key}
            session.add(revision)


def _plain() -> ColumnElement[bool]:
    name = _TICKET.c.requester
    return and_(name.is_not(None), name != "", name.not_like(f"{MARK}%"))


def _rename_in_tickets(session: Session, rename: Callable[[str], str]) -> int:
    renamed, last = 0, 0
    change = (
        update(_TICKET).where(_TICKET.c.id == bindparam("row")).values(requester=bindparam("name"))
    )
    while True:
        statement = (
            select_rows(_TICKET.c.id, _TICKET.c.requester)
            .where(_plain(), _TICKET.c.id > last)
            .order_by(_TICKET.c.id)
            .limit(_WINDOW)
        )
        rows = session.execute(statement).all()
        if not rows:
            return renamed
        last, renamed = rows[-1][0], renamed + len(rows)
        changes = [{"row": id_, "name": rename(name)} for id_, name in rows]
        session.connection().execute(change, changes)


def _rename_in_revisions(
    session: Session, rename: Callable[[str], str | None], *where: ColumnElement[bool]
) -> None:
    last = 0
    named = _REVISION.c.before["requester"].as_string().is_not(None)
    while True:
        statement = (
            select(Revision)
            .where(named, col(Revision.id) > last, *where)
            .order_by(col(Revision.id))
            .limit(_WINDOW)
        )
        found = list(session.exec(statement))
        if not found:
            return
        last = found[-1].id or 0
        for revision in found:
            name = revision.before.get("requester")
            if name is not None:
                revision.before = revision.before | {"requester": rename(name)}
                session.add(revision)
        session.flush()


def _rename_in_flags(session: Session, pseudonyms: Pseudonyms) -> None:
    for flag in session.exec(select(Flag).where(col(Flag.rule).in_(_OF_CUSTOMERS))).all():
        other = other_of(flag.key)
        if other and not is_pseudonym(other):
            flag.key = key_with(flag.key, pseudonyms.of_customer(other))
            session.add(flag)
    trusted = select(FlagWhitelist).where(col(FlagWhitelist.rule).in_(_OF_CUSTOMERS))
    for pair in session.exec(trusted).all():
        other = pair.other
        if other.startswith("@"):
            pair.other = f"@{pseudonyms.of_domain(other[1:])}"
        else:
            pair.other = pseudonyms.of_customer(other)
        session.add(pair)
    session.flush()
