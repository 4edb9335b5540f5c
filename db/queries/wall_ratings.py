"""Single ratings as the wall tells them: those that have just come in, and customers' praise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Select, and_, func, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_micros, to_day_number, to_micros

_RATING = SQLModel.metadata.tables["rating"]
_CREDIT = SQLModel.metadata.tables["credit"]
_TICKET = SQLModel.metadata.tables["ticket"]
_BATCH = SQLModel.metadata.tables["import_batch"]
_RATED_AT = type_coerce(_RATING.c.rated_at, BigInteger)
_DAY = type_coerce(_RATING.c.day, Integer)

FIVE = 5


@dataclass(frozen=True, slots=True)
class WallRating:
    """A rating as the wall tells it; `engineers` are ids, the owner first.

    `requester` is the ticket's customer, of whom nothing may be shown.
    """

    id: int
    stars: int
    rated_at: datetime
    comment: str
    engineers: tuple[int, ...]
    team: int | None
    ticket: str
    requester: str


def newest_rating(session: Session) -> int:
    """The largest number of a rating; 0 without any."""
    statement: Select[Any] = select_rows(func.coalesce(func.max(_RATING.c.id), 0))
    return int(driver_rows(session, statement)[0][0])


def newest_rating_before(session: Session, moment: datetime) -> int:
    """The largest number of a rating that had been stored before an instant."""
    stored = type_coerce(_BATCH.c.stored_at, BigInteger)
    statement: Select[Any] = select_rows(func.min(_BATCH.c.rating_from)).where(
        stored >= to_micros(moment), _BATCH.c.ratings_added > 0, _BATCH.c.undone_at.is_(None)
    )
    first = driver_rows(session, statement)[0][0]
    newest = newest_rating(session)
    return newest if first is None else min(newest, int(first) - 1)


def ratings_above(session: Session, number: int, *, most: int) -> list[WallRating]:
    """Counted ratings with a larger number, in the order of their arrival; at most so many."""
    statement = _statement(_RATING.c.id > number).order_by(_RATING.c.id).limit(most)
    return _ratings(session, statement)


def ratings_count_above(session: Session, number: int) -> int:
    """How many counted ratings have a larger number."""
    statement: Select[Any] = select_rows(func.count()).where(
        _RATING.c.id > number, _RATING.c.excluded_at.is_(None)
    )
    return int(driver_rows(session, statement)[0][0])


def latest_fives(
    session: Session, *, first: date, last: date, teams: Collection[int], most: int
) -> list[WallRating]:
    """The five-star ratings of some days that were given last, the latest first."""
    statement = (
        _statement(*_fives(first, last, teams))
        .order_by(_RATED_AT.desc(), _RATING.c.id.desc())
        .limit(most)
    )
    return _ratings(session, statement)


def latest_praise(
    session: Session, *, first: date, last: date, teams: Collection[int], most: int
) -> list[WallRating]:
    """The five-star ratings of some days that say something, the latest first."""
    words = func.length(func.trim(func.coalesce(_RATING.c.comment, "")))
    statement = (
        _statement(*_fives(first, last, teams), words > 1)
        .order_by(_RATED_AT.desc(), _RATING.c.id.desc())
        .limit(most)
    )
    return _ratings(session, statement)


def fives_in_a_row(
    session: Session, engineers: Sequence[int], *, first: date, last: date
) -> dict[int, int]:
    """Fives that engineers have had for tickets of their own since the last other rating."""
    if not engineers:
        return {}
    counted = [*_within(first, last), _RATING.c.owner_id.in_(engineers)]
    other = (
        select_rows(_RATING.c.owner_id, func.max(_RATED_AT).label("at"))
        .where(*counted, _RATING.c.stars < FIVE)
        .group_by(_RATING.c.owner_id)
        .subquery()
    )
    statement: Select[Any] = (
        select_rows(_RATING.c.owner_id, func.count())
        .outerjoin(other, other.c.owner_id == _RATING.c.owner_id)
        .where(*counted, or_(other.c.at.is_(None), other.c.at < _RATED_AT))
        .group_by(_RATING.c.owner_id)
    )
    return dict(driver_rows(session, statement))


def _statement(*conditions: ColumnElement[bool]) -> Select[Any]:
    return (
        select_rows(
            _RATING.c.id,
            _RATING.c.stars,
            _RATED_AT,
            func.coalesce(_RATING.c.comment, ""),
            _RATING.c.owner_id,
            _RATING.c.shared,
            _RATING.c.team_id,
            _TICKET.c.external_id,
            func.coalesce(_TICKET.c.requester, ""),
        )
        .join_from(_RATING, _TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .where(_RATING.c.excluded_at.is_(None), *conditions)
    )


def _ratings(session: Session, statement: Select[Any]) -> list[WallRating]:
    rows = driver_rows(session, statement)
    shared = _shares(session, [row[0] for row in rows if row[5]])
    return [
        WallRating(
            id=id_,
            stars=stars,
            rated_at=from_micros(rated),
            comment=comment,
            engineers=_owner_first(shared[id_], owner) if is_shared else _alone(owner),
            team=team,
            ticket=ticket,
            requester=requester,
        )
        for id_, stars, rated, comment, owner, is_shared, team, ticket, requester in rows
    ]


def _shares(session: Session, ratings: Sequence[int]) -> dict[int, list[int]]:
    shares: dict[int, list[int]] = defaultdict(list)
    if ratings:
        statement: Select[Any] = (
            select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
            .where(_CREDIT.c.rating_id.in_(ratings))
            .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
        )
        for rating, engineer in driver_rows(session, statement):
            shares[rating].append(engineer)
    return shares


def _alone(owner: int | None) -> tuple[int, ...]:
    return () if owner is None else (owner,)


def _owner_first(engineers: list[int], owner: int | None) -> tuple[int, ...]:
    return tuple(sorted(engineers, key=lambda one: (one != owner, one)))


def _fives(first: date, last: date, teams: Collection[int]) -> list[ColumnElement[bool]]:
    found = [and_(*_within(first, last)), _RATING.c.stars.in_([FIVE])]
    return [*found, _RATING.c.team_id.in_(sorted(teams))] if teams else found


def _within(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    days = to_day_number(first), to_day_number(last)
    return _DAY.between(*days), _RATING.c.excluded_at.is_(None)
