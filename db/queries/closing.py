"""Quarters that are over and wait for their awards, and what imports have brought into them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Integer, and_, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows
from db.demo.presence import SOURCE as DEMO
from db.instant import from_day_number
from db.models import Award, Grain, ImportBatch, SeasonRecord, Source
from db.queries.awards import UNDECIDED
from db.queries.flags import engineers_under_review
from gamify.seasons import Calendar, Season, SeasonKind, parse_season, season_on

_CELL = SQLModel.metadata.tables["cell"]
_RATING = SQLModel.metadata.tables["rating"]
_REVISION = SQLModel.metadata.tables["revision"]
_BATCH = SQLModel.metadata.tables["import_batch"]
_RATED_ON = type_coerce(_RATING.c.day, Integer)


def seasons_to_record(
    session: Session, *, calendar: Calendar, today: date, closing_days: int
) -> list[Season]:
    """Quarters that are over and have no awards yet, and those whose last ones were decided on.

    A quarter waits `closing_days` after its last day, and as long as imports of the same day
    bring ratings of it or of earlier ones: a history that comes in several files comes first.
    The demo comes in one, so that its hall of fame is there at first sight.
    """
    open_ = _open_seasons(session, calendar, today - timedelta(days=closing_days))
    if open_:
        midnight = datetime.combine(today, time(), calendar.zone)
        own = col(ImportBatch.source_id).not_in(select(Source.id).where(Source.name == DEMO))
        brought = first_day_brought(session, and_(col(ImportBatch.stored_at) >= midnight, own))
        open_ = [season for season in open_ if brought is None or season.last < brought]
    return [*open_, *_decided_seasons(session, calendar)]


def first_day_brought(session: Session, batches: ColumnElement[bool]) -> date | None:
    """The earliest day of the ratings that imports have brought; None without any."""
    own = and_(
        _RATING.c.id >= _BATCH.c.rating_from,
        _RATING.c.id < _BATCH.c.rating_until,
        _RATING.c.batch_id == _BATCH.c.id,
    )
    statement = select_rows(func.min(_RATED_ON)).join_from(_BATCH, _RATING, own).where(batches)
    return _day(session.scalar(statement))


def first_day_changed(session: Session, batches: ColumnElement[bool]) -> date | None:
    """The earliest day of the ratings that imports have changed; None without any."""
    statement = (
        select_rows(func.min(_RATED_ON))
        .join_from(_BATCH, _REVISION, _REVISION.c.batch_id == _BATCH.c.id)
        .join(_RATING, _RATING.c.id == _REVISION.c.rating_id)
        .where(batches, _BATCH.c.ratings_changed > 0)
    )
    return _day(session.scalar(statement))


def rated_quarters(session: Session) -> list[date]:
    """The first days of all quarters with counted ratings, oldest first."""
    rated = sum((_CELL.c[f"n{s}"] for s in (4, 3, 2, 1)), start=_CELL.c.n5)
    day = type_coerce(_CELL.c.day, Integer)
    statement = (
        select_rows(day)
        .where(_CELL.c.grain == int(Grain.TEAM_QUARTER), rated > 0)
        .distinct()
        .order_by(day)
    )
    return [from_day_number(number) for (number,) in driver_rows(session, statement)]


def _day(number: int | None) -> date | None:
    return None if number is None else from_day_number(number)


def _open_seasons(session: Session, calendar: Calendar, until: date) -> list[Season]:
    closed = set(
        session.exec(select(SeasonRecord.code).where(col(SeasonRecord.closed_at).is_not(None)))
    )
    seasons = [
        season_on(day, kind=SeasonKind.QUARTER, calendar=calendar)
        for day in rated_quarters(session)
    ]
    return [season for season in seasons if season.last <= until and season.code not in closed]


def _decided_seasons(session: Session, calendar: Calendar) -> list[Season]:
    """Closed seasons with a nomination whose winner is no longer under review."""
    statement = (
        select(Award.season, Award.unit_id, col(SeasonRecord.first))
        .join(SeasonRecord, col(SeasonRecord.code) == col(Award.season))
        .where(Award.score == UNDECIDED)
        .order_by(col(Award.season), col(Award.unit_id))
    )
    found: dict[str, Season] = {}
    for code, unit, first in session.exec(statement):
        season = parse_season(code, calendar=calendar)
        if season.first == first and unit not in engineers_under_review(session, season=season):
            found[code] = season
    return list(found.values())
