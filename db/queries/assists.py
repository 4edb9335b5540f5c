"""Who says to have helped on tickets, and what has become of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, or_
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.models import Assist, Rating, Source, Ticket
from db.queries.engineers import engineer_names
from gamify.credit import AssistState, is_credited
from gamify.seasons import Season

_ASSIST = SQLModel.metadata.tables["assist"]


class Help(NamedTuple):
    """Somebody who says to have helped, and whether it counts."""

    engineer_id: int
    is_credited: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of help as a lead reads it. `owner` is None where nobody is known to have it.

    `ratings` is how many ratings its ticket has so far, `is_credited` whether it counts.
    """

    ticket_id: int
    ticket: str
    source: str
    owner: str | None
    engineer_id: int
    name: str
    state: AssistState
    minutes: int | None
    claimed_at: datetime
    claimed_by: str
    decided_at: datetime | None
    decided_by: str | None
    ratings: int
    is_credited: bool


def claims(
    session: Session,
    *,
    season: Season | None = None,
    ticket_id: int | None = None,
    open_only: bool = False,
    hidden_name: str | None = None,
) -> list[Claim]:
    """Claims of help, the oldest first: of a ticket, or of a season's tickets, or all.

    A ticket is a season's if it was handled or rated in it. An open claim waits for a word of
    the owner or a lead. Hidden engineers are called `hidden_name`, in which "{id}" stands for
    the number; without it they have their real names.
    """
    statement = (
        select(Assist, Ticket, Source.name)
        .where(Assist.ticket_id == Ticket.id, Ticket.source_id == Source.id)
        .order_by(col(Assist.claimed_at), col(Assist.ticket_id), col(Assist.engineer_id))
    )
    if ticket_id is not None:
        statement = statement.where(Assist.ticket_id == ticket_id)
    if season is not None:
        statement = statement.where(_in_season(season.first, season.last))
    if open_only:
        statement = statement.where(Assist.state == AssistState.CLAIMED)
    rows = session.exec(statement).all()
    names = engineer_names(session, hidden_name=hidden_name)
    ratings = _ratings(session, [ticket.id for _, ticket, _ in rows])
    return [
        _claim(assist, ticket, source, names, ratings.get(ticket.id, 0))
        for assist, ticket, source in rows
        if not (open_only and is_credited(AssistState(assist.state), assist.minutes))
    ]


def helps_on(session: Session, tickets: Sequence[int]) -> dict[int, list[Help]]:
    """Who says to have helped on which of these tickets, by ticket; none without anybody."""
    if not tickets:
        return {}
    statement = (
        select(Assist)
        .where(among(session, _ASSIST.c.ticket_id, list(tickets)))
        .order_by(col(Assist.ticket_id), col(Assist.engineer_id))
    )
    found: dict[int, list[Help]] = {}
    for each in session.exec(statement):
        counts = is_credited(AssistState(each.state), each.minutes)
        found.setdefault(each.ticket_id, []).append(Help(each.engineer_id, counts))
    return found


def tickets_called(
    session: Session, external_id: str, *, source: str | None = None
) -> list[tuple[int, str]]:
    """Id and source of the tickets with this id of their source, by source."""
    statement = (
        select(Ticket.id, Source.name)
        .join(Source)
        .where(Ticket.external_id == external_id)
        .order_by(col(Source.name))
    )
    if source is not None:
        statement = statement.where(Source.name == source)
    return list(session.exec(statement).all())


def _in_season(first: date, last: date) -> ColumnElement[bool]:
    rated = exists().where(
        col(Rating.ticket_id) == col(Ticket.id), col(Rating.day).between(first, last)
    )
    return or_(col(Ticket.day).between(first, last), rated)


def _ratings(session: Session, tickets: Sequence[int]) -> dict[int, int]:
    """How many ratings each of the tickets has."""
    counted: dict[int, int] = {}
    if tickets:
        ticket = SQLModel.metadata.tables["rating"].c.ticket_id
        statement = select(Rating.ticket_id).where(among(session, ticket, list(tickets)))
        for rated in session.exec(statement):
            counted[rated] = counted.get(rated, 0) + 1
    return counted


def _claim(
    assist: Assist, ticket: Ticket, source: str, names: dict[int, str], ratings: int
) -> Claim:
    state = AssistState(assist.state)
    return Claim(
        ticket_id=ticket.id,
        ticket=ticket.external_id,
        source=source,
        owner=None if ticket.owner_id is None else names[ticket.owner_id],
        engineer_id=assist.engineer_id,
        name=names[assist.engineer_id],
        state=state,
        minutes=assist.minutes,
        claimed_at=assist.claimed_at,
        claimed_by=assist.claimed_by,
        decided_at=assist.decided_at,
        decided_by=assist.decided_by,
        ratings=ratings,
        is_credited=is_credited(state, assist.minutes),
    )
