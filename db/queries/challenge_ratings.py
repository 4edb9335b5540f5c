"""Single ratings and tickets that a challenge looks at: who brought which, in which order."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Integer, Select, func, literal, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows, integers
from db.instant import from_day_number, to_day_number
from gamify.challenges.challenge import Owner
from gamify.ratings import CREDIT, StarCounts

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_CREDIT = SQLModel.metadata.tables["credit"]
_RATED_AT = type_coerce(_RATING.c.rated_at, BigInteger)
_MINUTE = 60_000_000


class DayRating(NamedTuple):
    """A counted rating of a day: who is credited with how many units, the owner first."""

    rating_id: int
    stars: int
    shares: tuple[tuple[int, int], ...]


def ratings_in_order(
    session: Session, *, owner: Owner, first: date, last: date
) -> tuple[tuple[date, StarCounts], ...]:
    """The counted ratings of a period as they arrived, of a person as credit units."""
    statement: Select[Any] = (
        select_rows(type_coerce(_RATING.c.day, Integer), _RATING.c.stars, _units(owner))
        .select_from(_ratings(owner))
        .where(*_counted(owner, first, last))
        .order_by(_RATED_AT, _RATING.c.id)
    )
    return tuple(
        (from_day_number(day), _stars(stars, units))
        for day, stars, units in driver_rows(session, statement)
    )


def day_ratings(session: Session, *, owner: Owner, day: date) -> tuple[DayRating, ...]:
    """The counted ratings of a day in the order of their arrival, with everybody's shares."""
    statement: Select[Any] = (
        select_rows(_RATING.c.id, _RATING.c.stars, _RATING.c.owner_id, _RATING.c.shared)
        .select_from(_ratings(owner))
        .where(*_counted(owner, day, day))
        .order_by(_RATED_AT, _RATING.c.id)
    )
    rows = driver_rows(session, statement)
    shared = _shares(session, day)
    return tuple(
        DayRating(
            id_,
            stars,
            _owner_first(shared[id_], its_owner) if is_shared else _alone(its_owner),
        )
        for id_, stars, its_owner, is_shared in rows
    )


def praise(session: Session, *, owner: Owner, first: date, last: date) -> str | None:
    """The latest comment of a five in some days, literally; None where nobody wrote any."""
    statement: Select[Any] = (
        select_rows(_RATING.c.comment)
        .select_from(_ratings(owner))
        .where(
            *_counted(owner, first, last),
            _RATING.c.stars.in_([5]),
            func.length(func.trim(func.coalesce(_RATING.c.comment, ""))) > 1,
        )
        .order_by(_RATED_AT.desc(), _RATING.c.id.desc())
        .limit(1)
    )
    rows = driver_rows(session, statement)
    return rows[0][0] if rows else None


def median_minutes(session: Session, *, owner: Owner, first: date, last: date) -> Fraction | None:
    """The median of the minutes that tickets of a period took to be solved; None without any."""
    opened, solved = (type_coerce(_TICKET.c[f"{n}_at"], BigInteger) for n in ("opened", "solved"))
    statement: Select[Any] = select_rows((solved - opened) // _MINUTE).where(
        type_coerce(_TICKET.c.day, Integer).between(to_day_number(first), to_day_number(last)),
        solved >= opened,
        *_of(_TICKET.c.team_id, owner.team_id),
        *_of(_TICKET.c.owner_id, owner.engineer_id),
    )
    minutes = np.sort(integers(session, statement)[:, 0])
    n = len(minutes)
    return Fraction(int(minutes[(n - 1) // 2] + minutes[n // 2]), 2) if n else None


def _alone(owner_id: int | None) -> tuple[tuple[int, int], ...]:
    return () if owner_id is None else ((owner_id, CREDIT),)


def _owner_first(
    shares: list[tuple[int, int]], owner_id: int | None
) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(shares, key=lambda share: (share[0] != owner_id, share[0])))


def _shares(session: Session, day: date) -> dict[int, list[tuple[int, int]]]:
    statement = (
        select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id, _CREDIT.c.units)
        .join_from(_RATING, _CREDIT, _CREDIT.c.rating_id == _RATING.c.id)
        .where(*_within(day, day), _RATING.c.shared)
        .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
    )
    shares: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for rating, engineer, units in driver_rows(session, statement):
        shares[rating].append((engineer, units))
    return shares


def _ratings(owner: Owner) -> Any:
    """Ratings, for a person with the shares that the person has in them."""
    if owner.engineer_id is None:
        return _RATING
    mine = (_CREDIT.c.rating_id == _RATING.c.id) & (_CREDIT.c.engineer_id == owner.engineer_id)
    return _RATING.outerjoin(_CREDIT, mine)


def _units(owner: Owner) -> Any:
    if owner.engineer_id is None:
        return literal(1)
    return func.coalesce(_CREDIT.c.units, CREDIT)


def _counted(owner: Owner, first: date, last: date) -> list[ColumnElement[bool]]:
    conditions: list[Any] = [*_within(first, last), *_of(_RATING.c.team_id, owner.team_id)]
    if owner.engineer_id is not None:
        alone = (_RATING.c.owner_id == owner.engineer_id) & ~_RATING.c.shared
        conditions.append(alone | _CREDIT.c.units.is_not(None))
    return conditions


def _within(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    days = to_day_number(first), to_day_number(last)
    return type_coerce(_RATING.c.day, Integer).between(*days), _RATING.c.excluded_at.is_(None)


def _of(column: Any, id_: int | None) -> list[ColumnElement[bool]]:
    return [] if id_ is None else [column == id_]


def _stars(stars: int, units: int) -> StarCounts:
    return StarCounts(*(units if stars == each else 0 for each in (5, 4, 3, 2, 1)))
