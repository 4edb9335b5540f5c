"""What could be mended in the data, counted by the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, Table, and_, exists, func, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.instant import from_day_number, to_day_number
from db.models import Cell, Engineer, Grain, ImportBatch, Membership, Rating, Source, Team
from db.queries.people import ENGINEER
from gamify.ingest.scales import ALL_POINTS
from gamify.quality.findings import CoarseSource, FromImport, LoneTeam, Named, TeamlessPerson

_RATING: Table = SQLModel.metadata.tables["rating"]
_TICKET: Table = SQLModel.metadata.tables["ticket"]
_COUNTS: ColumnElement[int] = (
    col(Cell.n5) + col(Cell.n4) + col(Cell.n3) + col(Cell.n2) + col(Cell.n1)
)
_DAY: ColumnElement[int] = type_coerce(col(Cell.day), Integer)
#: A ticket's id where the file had none: see `gamify.ingest.fingerprints`.
FINGERPRINT = "#" + "_" * 16 + "-%"


def lone_teams(session: Session) -> list[LoneTeam]:
    """Teams in which nobody was on the last day on which one of their tickets was rated."""
    last = (
        select_rows(
            col(Cell.team_id).label("team_id"),
            func.sum(_COUNTS).label("ratings"),
            func.max(_DAY).label("last"),
        )
        .where(col(Cell.grain) == int(Grain.TEAM_DAY), col(Cell.team_id) != 0, _COUNTS > 0)
        .group_by(col(Cell.team_id))
        .subquery()
    )
    since = type_coerce(col(Membership.since), Integer)
    until = type_coerce(col(Membership.until), Integer)
    somebody = exists().where(
        col(Membership.team_id) == last.c.team_id,
        since <= last.c.last,
        or_(until.is_(None), until >= last.c.last),
    )
    statement = (
        select_rows(col(Team.id), col(Team.name), last.c.ratings, last.c.last)
        .join_from(Team, last, last.c.team_id == col(Team.id))
        .where(~somebody)
        .order_by(last.c.ratings.desc(), col(Team.id))
    )
    rows = session.execute(statement)
    return [LoneTeam(id_, name, int(n), from_day_number(day)) for id_, name, n, day in rows]


def teamless_people(session: Session) -> list[TeamlessPerson]:
    """People with ratings that count for no team, those with the most first."""
    statement = (
        select_rows(
            col(Engineer.id), col(Engineer.name), func.sum(_COUNTS), func.min(_DAY), func.max(_DAY)
        )
        .join_from(Cell, Engineer, col(Engineer.id) == col(Cell.engineer_id))
        .where(
            col(Cell.grain) == int(Grain.ENGINEER_DAY),
            col(Cell.team_id) == 0,
            _COUNTS > 0,
            col(Engineer.erased_at).is_(None),
        )
        .group_by(col(Engineer.id), col(Engineer.name))
        .order_by(func.sum(_COUNTS).desc(), col(Engineer.id))
    )
    return [
        TeamlessPerson(id_, name, int(n), from_day_number(first), from_day_number(last))
        for id_, name, n, first, last in session.execute(statement)
    ]


def names_with_ratings(session: Session, kind: str) -> dict[int, Named]:
    """All who aren't erased, or all teams, with how many ratings are theirs."""
    is_engineer = kind == ENGINEER
    whom: Any = Engineer if is_engineer else Team
    grain = Grain.ENGINEER_QUARTER if is_engineer else Grain.TEAM_QUARTER
    column: Any = Cell.engineer_id if is_engineer else Cell.team_id
    sums = select_rows(col(column), func.sum(_COUNTS)).where(col(Cell.grain) == int(grain))
    ratings = {id_: int(n) for id_, n in session.execute(sums.group_by(col(column)))}
    names = select(whom.id, whom.name).order_by(whom.id)
    if is_engineer:
        names = names.where(col(Engineer.erased_at).is_(None))
    return {id_: Named(id_, name, ratings.get(id_, 0)) for id_, name in session.exec(names)}


def future_ratings(session: Session, *, today: date) -> list[FromImport]:
    """Ratings dated after today, by their imports."""
    return _by_import(session, col(Rating.day) > today)


def ownerless_ratings(session: Session) -> list[FromImport]:
    """Ratings of which nobody is credited, by their imports."""
    return _by_import(session, and_(col(Rating.owner_id).is_(None), ~col(Rating.shared)))


def ticketless_ratings(session: Session) -> list[FromImport]:
    """Rows of files without ticket ids, by their imports."""
    counted = (
        select_rows(_TICKET.c.batch_id, func.count())
        .where(_TICKET.c.external_id.like(FINGERPRINT))
        .group_by(_TICKET.c.batch_id)
    )
    return _told(session, counted)


def coarse_sources(session: Session, *, first: date) -> list[CoarseSource]:
    """Sources with fewer choices than five that have brought ratings since a day."""
    listed = select(Source.id, Source.name, Source.points).where(Source.points < ALL_POINTS)
    found = []
    for id_, name, points in session.exec(listed.order_by(col(Source.name))).all():
        counted = (
            select_rows(func.count())
            .select_from(_RATING)
            .join(_TICKET, _TICKET.c.id == _RATING.c.ticket_id)
            .where(
                _TICKET.c.source_id == id_,
                type_coerce(_RATING.c.day, Integer) >= to_day_number(first),
                _RATING.c.excluded_at.is_(None),
            )
        )
        if n := session.execute(counted).scalar_one():
            found.append(CoarseSource(name, points, n))
    return found


def _by_import(session: Session, where: ColumnElement[bool]) -> list[FromImport]:
    counted = (
        select_rows(col(Rating.batch_id), func.count())
        .where(where, col(Rating.excluded_at).is_(None))
        .group_by(col(Rating.batch_id))
    )
    return _told(session, counted)


def _told(session: Session, counted: Any) -> list[FromImport]:
    known = imports_by_id(session)
    found = [
        FromImport(id_ or 0, *known.get(id_ or 0, ("", "")), n)
        for id_, n in session.execute(counted)
    ]
    return sorted(found, key=lambda one: (-one.ratings, one.import_id))


def imports_by_id(session: Session) -> dict[int, tuple[str, str]]:
    """Each import's file and source."""
    statement = select_rows(
        col(ImportBatch.id), col(ImportBatch.file_name), col(Source.name)
    ).join_from(ImportBatch, Source, col(Source.id) == col(ImportBatch.source_id))
    return {id_: (file, source) for id_, file, source in session.execute(statement)}
