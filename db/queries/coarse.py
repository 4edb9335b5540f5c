"""Ratings of sources in which customers have fewer choices than five."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, func
from sqlalchemy import select as select_rows
from sqlmodel import Session, col, select

from db.models import Credit, Rating, Source, Ticket
from gamify.ingest.scales import ALL_POINTS

#: How many ratings come from a source with so many points, by whose they are.
ByPoints = dict[int, dict[int, int]]


def coarse_ratings(session: Session, *, first: date, last: date) -> ByPoints:
    """How many counted ratings of a period come from such sources, by team and points.

    0 is work without a team. Where no source is coarse, no rating is looked at.
    """
    sources = _coarse_sources(session)
    team = func.coalesce(col(Rating.team_id), 0)
    return _counted(session, _of_period(team, sources, first, last), sources) if sources else {}


def coarse_ratings_of_engineers(
    session: Session, *, first: date, last: date, team_id: int | None = None
) -> ByPoints:
    """The same by engineer, of one team if told; a shared rating is there for each of them."""
    sources = _coarse_sources(session)
    if not sources:
        return {}
    owned = _of_period(col(Rating.owner_id), sources, first, last).where(
        ~col(Rating.shared), col(Rating.owner_id).is_not(None)
    )
    shared = _of_period(col(Credit.engineer_id), sources, first, last).where(
        col(Rating.shared), col(Credit.rating_id) == col(Rating.id)
    )
    found: ByPoints = {}
    for statement in (owned, shared):
        own = statement if team_id is None else statement.where(col(Rating.team_id) == team_id)
        for engineer, points in _counted(session, own, sources).items():
            kept = found.setdefault(engineer, {})
            for each, n in points.items():
                kept[each] = kept.get(each, 0) + n
    return found


def _coarse_sources(session: Session) -> dict[int, int]:
    listed = select(Source.id, Source.points).where(Source.points < ALL_POINTS)
    rows = session.exec(listed.order_by(col(Source.id)))
    return {source: points for source, points in rows if source is not None}


def _of_period(whose: Any, sources: dict[int, int], first: date, last: date) -> Select[Any]:
    return (
        select_rows(whose, col(Ticket.source_id), func.count())
        .where(
            col(Rating.ticket_id) == col(Ticket.id),
            col(Ticket.source_id).in_(list(sources)),
            col(Rating.excluded_at).is_(None),
            col(Rating.day).between(first, last),
        )
        .group_by(whose, col(Ticket.source_id))
        .order_by(whose, col(Ticket.source_id))
    )


def _counted(session: Session, statement: Select[Any], sources: dict[int, int]) -> ByPoints:
    found: ByPoints = {}
    for whose, source, n in session.execute(statement):
        points = found.setdefault(whose, {})
        points[sources[source]] = points.get(sources[source], 0) + n
    return found
