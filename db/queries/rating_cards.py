"""Single ratings as the person, a lead or an administrator looks at them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import Select

from db.models import Credit, Rating, Source, Ticket
from gamify.ratings import ExclusionReason


@dataclass(frozen=True, slots=True)
class RatingCard:
    """A rating with its ticket; `excluded` is the reason why it isn't counted, or None."""

    id: int
    ticket: str
    stars: int
    comment: str | None
    day: date
    owner_id: int | None
    team_id: int | None
    excluded: ExclusionReason | None


def engineer_ratings(
    session: Session, *, engineer_id: int, first: date, last: date
) -> list[RatingCard]:
    """Ratings of a period that an engineer is credited with, excluded ones too; newest first."""
    shared = select(Credit.rating_id).where(Credit.engineer_id == engineer_id)
    statement = (
        _cards()
        .where(
            col(Rating.day).between(first, last),
            or_(col(Rating.owner_id) == engineer_id, col(Rating.id).in_(shared)),
        )
        .order_by(col(Rating.rated_at).desc(), col(Rating.id).desc())
    )
    return _read(session, statement)


def ratings_of_ticket(session: Session, ticket: str) -> list[RatingCard]:
    """Ratings of a ticket by its id as written, of every source that has such a ticket."""
    # Naming the sources lets the index on (source, id) find it among millions.
    statement = (
        _cards()
        .where(
            col(Ticket.source_id).in_(select(Source.id)),
            Ticket.external_id == ticket.strip(),
        )
        .order_by(col(Rating.rated_at).desc(), col(Rating.id).desc())
    )
    return _read(session, statement)


def _cards() -> Select[Rating, str]:
    return select(Rating, Ticket.external_id).where(Rating.ticket_id == Ticket.id)


def _read(session: Session, statement: Select[Rating, str]) -> list[RatingCard]:
    return [
        RatingCard(
            id=rating.id,
            ticket=ticket,
            stars=rating.stars,
            comment=rating.comment,
            day=rating.day,
            owner_id=rating.owner_id,
            team_id=rating.team_id,
            excluded=None
            if rating.excluded_at is None
            else ExclusionReason(rating.excluded_reason or ""),
        )
        for rating, ticket in session.exec(statement)
    ]
