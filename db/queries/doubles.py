"""Ratings that are there twice: the same ticket, stars, day and person by two imports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from sqlalchemy import Integer, Select, Table, case, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.queries.quality import imports_by_id
from gamify.quality.findings import Doubled, FromImport

_RATING: Table = SQLModel.metadata.tables["rating"]
_TICKET: Table = SQLModel.metadata.tables["ticket"]
_ONE, _OTHER = _RATING.alias("one"), _RATING.alias("other")
#: Ratings that a click excludes at most: each is a decision of its own in the log.
AT_ONCE = 200


def doubled_ratings(session: Session) -> list[Doubled]:
    """Pairs of imports that have brought the same ratings, the later ones in order.

    A ticket of one source that comes again is the same ticket and no double; it becomes one where
    an export and a program have called its answer differently, or as a ticket of another source.
    """
    counts: dict[tuple[int, int], int] = defaultdict(int)
    some: dict[tuple[int, int], set[int]] = defaultdict(set)
    for pairs in _pairs(session):
        grouped = select_rows(pairs.c.earlier, pairs.c.later, func.count())
        grouped = grouped.group_by(pairs.c.earlier, pairs.c.later)
        for earlier, later, n in session.execute(grouped):
            counts[earlier, later] += n
            first = (
                select_rows(pairs.c.rating)
                .where(pairs.c.earlier == earlier, pairs.c.later == later)
                .order_by(pairs.c.rating)
                .limit(AT_ONCE)
            )
            some[earlier, later].update(session.scalars(first))
    if not counts:
        return []
    known, all_ = imports_by_id(session), _counted(session, {later for _, later in counts})
    return [
        Doubled(
            FromImport(earlier, *known.get(earlier, ("", "")), n),
            FromImport(later, *known.get(later, ("", "")), n),
            tuple(sorted(some[earlier, later])[:AT_ONCE]),
            is_whole=n >= all_[later],
        )
        for (earlier, later), n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _pairs(session: Session) -> Iterator[Any]:
    """For each way to be there twice: the earlier import, the later one and its rating."""
    sources = session.execute(
        select_rows(_TICKET.c.source_id).group_by(_TICKET.c.source_id).order_by(func.count())
    )
    for fewer, more in combinations(sources.scalars().all(), 2):
        yield _of_two_sources(fewer, more).subquery()
    yield _under_two_names().subquery()


def _of_two_sources(fewer: int, more: int) -> Select[Any]:
    """Tickets of the source with fewer of them are looked up in the other one by their ids."""
    first, second = _TICKET.alias("first"), _TICKET.alias("second")
    return (
        _twice()
        .select_from(first)
        .join(
            second,
            (second.c.source_id == more) & (second.c.external_id == first.c.external_id),
        )
        .join(_ONE, _ONE.c.ticket_id == first.c.id)
        .join(_OTHER, _OTHER.c.ticket_id == second.c.id)
        .where(first.c.source_id == fewer)
    )


def _under_two_names() -> Select[Any]:
    """Of one ticket, once with the answer's own id and once without."""
    return (
        _twice()
        .select_from(_ONE)
        .join(_OTHER, (_OTHER.c.ticket_id == _ONE.c.ticket_id) & (_OTHER.c.key == ""))
        .where(_ONE.c.key != "")
    )


def _twice() -> Select[Any]:
    is_later = _ONE.c.batch_id > _OTHER.c.batch_id
    return select_rows(
        case((is_later, _OTHER.c.batch_id), else_=_ONE.c.batch_id).label("earlier"),
        case((is_later, _ONE.c.batch_id), else_=_OTHER.c.batch_id).label("later"),
        case((is_later, _ONE.c.id), else_=_OTHER.c.id).label("rating"),
    ).where(
        _ONE.c.stars == _OTHER.c.stars,
        # As an equation it would lead SQLite to all ratings of a day, for each of them.
        type_coerce(_ONE.c.day, Integer) - type_coerce(_OTHER.c.day, Integer) == 0,
        func.coalesce(_ONE.c.owner_id, 0) == func.coalesce(_OTHER.c.owner_id, 0),
        _ONE.c.batch_id != _OTHER.c.batch_id,
        _ONE.c.excluded_at.is_(None),
        _OTHER.c.excluded_at.is_(None),
    )


def _counted(session: Session, imports: set[int]) -> dict[int, int]:
    """How many ratings of imports count."""
    statement = (
        select_rows(_RATING.c.batch_id, func.count())
        .where(_RATING.c.batch_id.in_(sorted(imports)), _RATING.c.excluded_at.is_(None))
        .group_by(_RATING.c.batch_id)
    )
    return {import_id: int(n) for import_id, n in session.execute(statement)}
