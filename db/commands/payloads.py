"""Deletes raw payloads: when their time is over, and with the customers they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, exists, or_, update
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.models import ReadAnswer

_READ = SQLModel.metadata.tables["read_answer"]
_TICKET = SQLModel.metadata.tables["ticket"]
_RATING = SQLModel.metadata.tables["rating"]
_CREDIT = SQLModel.metadata.tables["credit"]


def has_old_payloads(session: Session, *, before: datetime) -> bool:
    """Whether a payload is kept that was read before an instant."""
    statement = select(ReadAnswer.id).where(_is_old(before)).limit(1)
    return session.exec(statement).first() is not None


def forget_payloads(session: Session, *, before: datetime) -> None:
    """Delete payloads that were read before an instant; what was read of them stays known."""
    session.execute(update(_READ).where(_is_old(before)).values(raw=None, customer=None))


def forget_payloads_of_customer(
    session: Session, tickets: Sequence[int], pseudonyms: Iterable[str]
) -> None:
    """Delete whatever was kept of a customer's answers, used or not."""
    mine = exists().where(_same_ticket(), among(session, _TICKET.c.id, tickets))
    named = _READ.c.customer.in_(sorted(pseudonyms))
    session.execute(delete(_READ).where(or_(mine, named)))


def forget_payloads_of_engineer(session: Session, engineer_id: int) -> None:
    """Delete the payloads of tickets on which a former engineer worked: they name the person."""
    owned = exists().where(_same_ticket(), _TICKET.c.owner_id == engineer_id)
    rated = exists().where(
        _same_ticket(), _RATING.c.ticket_id == _TICKET.c.id, _RATING.c.owner_id == engineer_id
    )
    shared = exists().where(
        _same_ticket(),
        _RATING.c.ticket_id == _TICKET.c.id,
        _CREDIT.c.rating_id == _RATING.c.id,
        _CREDIT.c.engineer_id == engineer_id,
    )
    statement = update(_READ).where(or_(owned, rated, shared))
    session.execute(statement.values(raw=None))


def _same_ticket() -> ColumnElement[bool]:
    return and_(_TICKET.c.source_id == _READ.c.source_id, _TICKET.c.external_id == _READ.c.ticket)


def _is_old(before: datetime) -> ColumnElement[bool]:
    return and_(
        col(ReadAnswer.read_at) < before,
        or_(col(ReadAnswer.raw).is_not(None), col(ReadAnswer.customer).is_not(None)),
    )
