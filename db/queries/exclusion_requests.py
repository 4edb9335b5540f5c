"""Requests to exclude a rating: those that wait for a lead, and what became of the others."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import Session, col, func, or_, select

from db.models import ExclusionRequest, Rating, Ticket
from db.queries.engineers import engineer_names
from gamify.exclusion import Request, RequestState
from gamify.ratings import ExclusionReason


def exclusion_requests(
    session: Session,
    *,
    open_only: bool = True,
    engineer_id: int | None = None,
    team_ids: Collection[int] = (),
) -> list[Request]:
    """Requests, the oldest first; of an engineer, or about ratings of some teams, or all."""
    statement = (
        select(ExclusionRequest, Rating, Ticket.external_id)
        .where(
            ExclusionRequest.rating_id == Rating.id,
            Rating.ticket_id == Ticket.id,
        )
        .order_by(col(ExclusionRequest.asked_at), col(ExclusionRequest.id))
    )
    if open_only:
        statement = statement.where(ExclusionRequest.state == RequestState.OPEN)
    if engineer_id is not None:
        statement = statement.where(ExclusionRequest.engineer_id == engineer_id)
    if team_ids:
        statement = statement.where(col(Rating.team_id).in_(sorted(team_ids)))
    names = engineer_names(session)
    return [_request(*row, names) for row in session.exec(statement)]


def open_request_count(session: Session, *, team_ids: Collection[int] = ()) -> int:
    """How many requests wait for a lead, of some teams or of all."""
    statement = select(func.count()).where(
        ExclusionRequest.rating_id == Rating.id,
        ExclusionRequest.state == RequestState.OPEN,
        or_(not team_ids, col(Rating.team_id).in_(sorted(team_ids))),
    )
    return session.exec(statement).one()


def _request(
    asked: ExclusionRequest, rating: Rating, ticket: str, names: dict[int, str]
) -> Request:
    return Request(
        id=asked.id or 0,
        rating_id=asked.rating_id,
        ticket=ticket,
        stars=rating.stars,
        comment=rating.comment,
        day=rating.day,
        team_id=rating.team_id,
        engineer_id=asked.engineer_id,
        engineer=names[asked.engineer_id],
        reason=ExclusionReason(asked.reason),
        words=asked.words,
        state=RequestState(asked.state),
        asked_at=asked.asked_at,
        asked_by=asked.asked_by,
        decided_at=asked.decided_at,
        decided_by=asked.decided_by,
        answer=asked.answer,
        is_excluded=rating.excluded_at is not None,
    )
