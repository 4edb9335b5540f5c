"""Ratings that were taken out of the standings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, SQLModel, col, func, select

from db.bulk import among
from db.models import AuditEntry, Rating, Ticket
from gamify.ratings import ExclusionReason


def excluded_count(session: Session, *, first: date, last: date) -> int:
    """How many ratings of a period are excluded."""
    statement = select(func.count()).where(
        col(Rating.excluded_at).is_not(None), col(Rating.day).between(first, last)
    )
    return session.exec(statement).one()


@dataclass(frozen=True, slots=True)
class Excluded:
    """A rating that was taken out, as a lead sees it; `by` and `note` are those of the log."""

    rating_id: int
    ticket: str
    day: date
    stars: int
    team_id: int | None
    reason: ExclusionReason
    at: datetime
    by: str
    note: str


def excluded_ratings(session: Session, *, first: date, last: date) -> list[Excluded]:
    """The ratings of a period that are excluded, the latest decision first."""
    statement = (
        select(Rating, Ticket.external_id)
        .where(
            Rating.ticket_id == Ticket.id,
            col(Rating.excluded_at).is_not(None),
            col(Rating.day).between(first, last),
        )
        .order_by(col(Rating.excluded_at).desc(), col(Rating.id))
    )
    rows = session.exec(statement).all()
    told = _told(session, [rating.id for rating, _ in rows])
    return [
        Excluded(
            rating_id=rating.id,
            ticket=ticket,
            day=rating.day,
            stars=rating.stars,
            team_id=rating.team_id,
            reason=ExclusionReason(rating.excluded_reason or ""),
            at=rating.excluded_at,
            by=told[rating.id].actor if rating.id in told else "",
            note=(told[rating.id].after or {}).get("note", "") if rating.id in told else "",
        )
        for rating, ticket in rows
        if rating.excluded_at is not None
    ]


def excluded_reasons(
    session: Session, *, first: date, last: date
) -> dict[int, dict[ExclusionReason, int]]:
    """How many ratings of a period are excluded, by team and reason; 0 is work without a team."""
    team = func.coalesce(Rating.team_id, 0)
    statement = (
        select(team, Rating.excluded_reason, func.count())
        .where(col(Rating.excluded_at).is_not(None), col(Rating.day).between(first, last))
        .group_by(team, col(Rating.excluded_reason))
        .order_by(team, col(Rating.excluded_reason))
    )
    found: dict[int, dict[ExclusionReason, int]] = {}
    for team_id, reason, n in session.exec(statement):
        found.setdefault(team_id, {})[ExclusionReason(reason or "")] = n
    return found


def _told(session: Session, ratings: list[int]) -> dict[int, AuditEntry]:
    """The latest entry of the log about the exclusion of each rating."""
    subjects = {f"rating {rating}": rating for rating in ratings}
    if not subjects:
        return {}
    statement = (
        select(AuditEntry)
        .where(
            AuditEntry.action == "rating excluded",
            among(session, SQLModel.metadata.tables["audit"].c.subject, sorted(subjects)),
        )
        .order_by(col(AuditEntry.id))
    )
    return {subjects[entry.subject]: entry for entry in session.exec(statement)}
