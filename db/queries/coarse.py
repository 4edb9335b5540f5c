"""Ratings of sources in which customers have fewer choices than five."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from db.models import Rating, Source, Ticket
from gamify.ingest.scales import ALL_POINTS


def coarse_ratings(session: Session, *, first: date, last: date) -> dict[int, dict[int, int]]:
    """How many counted ratings of a period come from such sources, by team and points.

    0 is work without a team. Where no source is coarse, no rating is looked at.
    """
    listed = select(Source.id, Source.points).where(Source.points < ALL_POINTS)
    sources = dict(session.exec(listed.order_by(col(Source.id))).all())
    if not sources:
        return {}
    team = func.coalesce(Rating.team_id, 0)
    statement = (
        select(team, Ticket.source_id, func.count())
        .where(
            Rating.ticket_id == Ticket.id,
            col(Ticket.source_id).in_(list(sources)),
            col(Rating.excluded_at).is_(None),
            col(Rating.day).between(first, last),
        )
        .group_by(team, col(Ticket.source_id))
        .order_by(team, col(Ticket.source_id))
    )
    found: dict[int, dict[int, int]] = {}
    for team_id, source, n in session.exec(statement):
        points = found.setdefault(team_id, {})
        points[sources[source]] = points.get(sources[source], 0) + n
    return found
