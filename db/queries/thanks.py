"""Thanks that were said, and help on tickets for which somebody may say them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, or_, true
from sqlmodel import Session, col, func, select

from db.models import Assist, Credit, Engineer, Rating, Thanks, Ticket
from db.queries.engineers import engineer_names
from gamify.access import Visitor, reach_of
from gamify.credit import AssistState
from gamify.rights import Reach, Right


@dataclass(frozen=True, slots=True)
class ThanksCard:
    """Thanks as anybody may read them: public names, the words literally."""

    id: int
    ticket: str
    team_id: int | None
    owner_id: int | None
    helper: str
    sayer: str
    sayer_id: int | None
    words: str
    said_at: datetime


@dataclass(frozen=True, slots=True)
class Helped:
    """Help on a ticket that waits for thanks."""

    ticket_id: int
    ticket: str
    engineer_id: int
    helper: str


def thanks_said(
    session: Session,
    *,
    hidden_name: str,
    since: datetime | None = None,
    until: datetime | None = None,
    teams: Collection[int] = (),
    most: int,
    offset: int = 0,
) -> list[ThanksCard]:
    """Thanks from an instant on and before another one, the newest first.

    `teams` are those of the tickets, all where there are none. Hidden engineers are called
    `hidden_name`.
    """
    statement = (
        select(Thanks, Ticket)
        .where(Thanks.ticket_id == Ticket.id, col(Thanks.withdrawn_at).is_(None))
        .order_by(col(Thanks.said_at).desc(), col(Thanks.id).desc())
        .offset(offset)
        .limit(most)
    )
    if since is not None:
        statement = statement.where(col(Thanks.said_at) >= since)
    if until is not None:
        statement = statement.where(col(Thanks.said_at) < until)
    if teams:
        statement = statement.where(col(Ticket.team_id).in_(sorted(teams)))
    rows = session.exec(statement).all()
    names = engineer_names(session, hidden_name=hidden_name) if rows else {}
    return [_card(thanks, ticket, names) for thanks, ticket in rows]


def thanks_count(session: Session) -> int:
    """How many thanks there are to be read; for turning pages alone, never for a ranking."""
    statement = select(func.count()).select_from(Thanks).where(col(Thanks.withdrawn_at).is_(None))
    return session.exec(statement).one()


def thankable(session: Session, visitor: Visitor, *, since: date, most: int) -> list[Helped]:
    """Help since a day for which somebody may thank and hasn't, the latest ticket first.

    Help is what was claimed or confirmed, and what a source names.
    """
    own = _decided_by(visitor)
    if own is None:
        return []
    claimed = select(Ticket, Engineer).where(
        Assist.ticket_id == Ticket.id,
        Assist.engineer_id == Engineer.id,
        Assist.state != AssistState.DECLINED,
        col(Ticket.day) >= since,
    )
    credited = select(Ticket, Engineer).where(
        Credit.rating_id == Rating.id,
        Rating.ticket_id == Ticket.id,
        Credit.engineer_id == Engineer.id,
        col(Rating.day) >= since,
    )
    found: dict[tuple[int, int], tuple[Ticket, Engineer]] = {}
    for statement in (claimed, credited):
        rows = session.exec(
            statement.where(own, *_waiting(visitor))
            .order_by(col(Ticket.day).desc(), col(Ticket.id).desc(), col(Engineer.id))
            .limit(2 * most)
        )
        found |= {(ticket.id, helper.id or 0): (ticket, helper) for ticket, helper in rows}
    newest = sorted(found.values(), key=lambda one: (one[0].day, one[0].id), reverse=True)
    return [
        Helped(ticket.id, ticket.external_id, helper.id or 0, helper.name)
        for ticket, helper in newest[:most]
    ]


def _waiting(visitor: Visitor) -> Iterator[ColumnElement[bool]]:
    """Neither thanked for by somebody, nor their own, nor of somebody who was erased."""
    yield ~(
        exists()
        .where(
            col(Thanks.ticket_id) == col(Ticket.id),
            col(Thanks.engineer_id) == col(Engineer.id),
            col(Thanks.withdrawn_at).is_(None),
            _said_by(visitor),
        )
        .correlate(Ticket, Engineer)
    )
    yield col(Engineer.erased_at).is_(None)
    yield col(Engineer.id) != func.coalesce(col(Ticket.owner_id), 0)
    yield col(Engineer.id) != (visitor.engineer_id or 0)


def is_credited_with(session: Session, *, ticket_id: int, engineer_id: int) -> bool:
    """Whether somebody has a share in a rating of a ticket already."""
    statement = select(Credit.rating_id).where(
        Credit.rating_id == Rating.id,
        Rating.ticket_id == ticket_id,
        Credit.engineer_id == engineer_id,
    )
    return session.exec(statement.limit(1)).first() is not None


def _decided_by(visitor: Visitor) -> ColumnElement[bool] | None:
    """The tickets on which somebody has a say about help; None for nobody's."""
    reach = reach_of(visitor, Right.DECIDE_HELP)
    if reach is Reach.NOBODY:
        return None
    if reach is Reach.ALL:
        return true()
    own = col(Ticket.owner_id) == (visitor.engineer_id or 0)
    return or_(own, col(Ticket.team_id).in_(sorted(visitor.team_ids)))


def _said_by(visitor: Visitor) -> ColumnElement[bool]:
    if visitor.engineer_id is not None:
        return col(Thanks.from_id) == visitor.engineer_id
    return and_(col(Thanks.from_id).is_(None), col(Thanks.said_by) == visitor.name)


def _card(thanks: Thanks, ticket: Ticket, names: dict[int, str]) -> ThanksCard:
    return ThanksCard(
        id=thanks.id or 0,
        ticket=ticket.external_id,
        team_id=ticket.team_id,
        owner_id=ticket.owner_id,
        helper=names[thanks.engineer_id],
        sayer=thanks.said_by if thanks.from_id is None else names[thanks.from_id],
        sayer_id=thanks.from_id,
        words=thanks.words,
        said_at=thanks.said_at,
    )
