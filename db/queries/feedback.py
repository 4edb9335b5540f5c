"""Customers' words as somebody may read them: found by the search index, filtered, page by page.

A hidden rating is in none of these answers, nor in a count: what a reader may see is a condition
of every statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Integer,
    Select,
    and_,
    func,
    or_,
    type_coerce,
)
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.bulk import driver_rows
from db.instant import from_day_number, from_micros
from db.models import Rating
from db.queries.feedback_filter import FIVE, FeedbackFilter, conditions, seen_by, within
from gamify.access import Visitor
from gamify.feedback.costs import DayCost
from gamify.feedback.lesson import Cause, LessonNote, LessonState, Nature
from gamify.ratings import ExclusionReason

_TABLES = Rating.metadata.tables
_RATING, _CREDIT, _KIND = _TABLES["rating"], _TABLES["credit"], _TABLES["work_kind"]
_TICKET, _LESSON, _PRACTICE = _TABLES["ticket"], _TABLES["lesson"], _TABLES["shared_practice"]
_RATED_AT = type_coerce(_RATING.c.rated_at, BigInteger)
_DAY = type_coerce(_RATING.c.day, Integer)
_NOTED_AT = type_coerce(_LESSON.c.noted_at, BigInteger)

#: Excluded for these, a low rating cost nothing: it wasn't meant.
_NOT_MEANT = (ExclusionReason.DUPLICATE, ExclusionReason.ABUSE, ExclusionReason.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class FeedbackCard:
    """A rating with its words. `engineers` are ids, the owner first; `practice` is shared of it."""

    id: int
    ticket: str
    stars: int
    comment: str
    day: date
    rated_at: datetime
    team_id: int | None
    category: str
    excluded: ExclusionReason | None
    note: LessonNote
    practice: int | None
    engineers: tuple[int, ...] = ()


def feedback_page(
    session: Session,
    asked: FeedbackFilter,
    *,
    reader: Visitor,
    skip: int = 0,
    most: int = 20,
) -> list[FeedbackCard]:
    """What a reader may see of what is asked for, the newest first, after `skip` of it."""
    # First which, then all about them: sorted are numbers alone.
    which = (
        _counted(asked, _RATING.c.id)
        .where(*conditions(session, asked, reader))
        .order_by(_RATED_AT.desc(), _RATING.c.id.desc())
        .offset(skip)
        .limit(most)
    )
    ids = [row[0] for row in driver_rows(session, which)]
    if not ids:
        return []
    statement = (
        _cards().where(_RATING.c.id.in_(ids)).order_by(_RATED_AT.desc(), _RATING.c.id.desc())
    )
    rows = driver_rows(session, statement)
    shares = _shares(session, [row[0] for row in rows])
    return [_card(row, shares) for row in rows]


def feedback_count(session: Session, asked: FeedbackFilter, *, reader: Visitor) -> int:
    """How many there are, of those alone that the reader may see."""
    counted = _counted(asked, func.count()).where(*conditions(session, asked, reader))
    return int(driver_rows(session, counted)[0][0])


def cause_days(session: Session, *, first: date, last: date, reader: Visitor) -> list[DayCost]:
    """What causes cost on each day of a period, of low ratings that the reader may see."""
    lost = func.sum(FIVE - _RATING.c.stars)
    meant = or_(
        _RATING.c.excluded_at.is_(None),
        _RATING.c.excluded_reason.not_in([one.value for one in _NOT_MEANT]),
    )
    statement: Select[Any] = (
        select_rows(_DAY, _LESSON.c.cause, func.count(), lost)
        .select_from(_RATING.outerjoin(_LESSON, _LESSON.c.rating_id == _RATING.c.id))
        .where(within(first, last), _RATING.c.stars < FIVE, meant, seen_by(reader))
        .group_by(_DAY, _LESSON.c.cause)
        .order_by(_DAY, func.coalesce(_LESSON.c.cause, ""))
    )
    return [
        DayCost(from_day_number(day), None if cause is None else Cause(cause), n, int(stars))
        for day, cause, n, stars in driver_rows(session, statement)
    ]


def categories(session: Session) -> list[str]:
    """Kinds of work by their category, in order."""
    named = _KIND.c.category != ""
    statement = select_rows(_KIND.c.category).where(named).distinct().order_by(_KIND.c.category)
    return [row[0] for row in driver_rows(session, statement)]


def _counted(asked: FeedbackFilter, what: Any) -> Select[Any]:
    """Something of ratings, with their lessons only where those are asked for."""
    noted = _RATING.outerjoin(_LESSON, _LESSON.c.rating_id == _RATING.c.id)
    is_noted = asked.cause is not None or asked.state is not None
    return select_rows(what).select_from(noted if is_noted else _RATING)


def _cards() -> Select[Any]:
    """Everything about a card but who is credited."""
    shared = and_(_PRACTICE.c.rating_id == _RATING.c.id, _PRACTICE.c.withdrawn_at.is_(None))
    return select_rows(
        _RATING.c.id,
        _TICKET.c.external_id,
        _RATING.c.stars,
        func.coalesce(_RATING.c.comment, ""),
        _DAY,
        _RATED_AT,
        _RATING.c.team_id,
        _KIND.c.category,
        _RATING.c.excluded_reason,
        _LESSON.c.cause,
        _LESSON.c.nature,
        func.coalesce(_LESSON.c.lesson, ""),
        func.coalesce(_LESSON.c.state, LessonState.NEW.value),
        _NOTED_AT,
        func.coalesce(_LESSON.c.noted_by, ""),
        _PRACTICE.c.id,
        _RATING.c.owner_id,
    ).select_from(
        _RATING.join(_TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .join(_KIND, _KIND.c.id == _RATING.c.kind_id)
        .outerjoin(_LESSON, _LESSON.c.rating_id == _RATING.c.id)
        .outerjoin(_PRACTICE, shared)
    )


def _card(row: Any, shares: dict[int, list[int]]) -> FeedbackCard:
    id_, ticket, stars, comment, day, rated, team, category, reason, *noted, practice, owner = row
    cause, nature, lesson, state, noted_at, noted_by = noted
    alone = [] if owner is None else [owner]
    return FeedbackCard(
        id=id_,
        ticket=ticket,
        stars=stars,
        comment=comment,
        day=from_day_number(day),
        rated_at=from_micros(rated),
        team_id=team,
        category=category,
        excluded=None if reason is None else ExclusionReason(reason),
        note=LessonNote(
            cause=None if cause is None else Cause(cause),
            nature=None if nature is None else Nature(nature),
            lesson=lesson,
            state=LessonState(state),
            noted_at=None if noted_at is None else from_micros(noted_at),
            noted_by=noted_by,
        ),
        practice=practice,
        engineers=tuple(sorted(shares.get(id_, alone), key=lambda one: (one != owner, one))),
    )


def _shares(session: Session, ratings: Sequence[int]) -> dict[int, list[int]]:
    shares: dict[int, list[int]] = defaultdict(list)
    if ratings:
        statement = (
            select_rows(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
            .where(_CREDIT.c.rating_id.in_(ratings))
            .order_by(_CREDIT.c.rating_id, _CREDIT.c.engineer_id)
        )
        for rating, engineer in driver_rows(session, statement):
            shares[rating].append(engineer)
    return shares
