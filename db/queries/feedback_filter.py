"""Which of customers' words are asked for, and which of them a reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Integer, func, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.instant import to_day_number
from db.models import Rating
from db.queries.comment_search import has_words
from gamify.access import Visitor, may, reach_of
from gamify.feedback.lesson import Cause, LessonState
from gamify.rights import Reach, Right

_TABLES = Rating.metadata.tables
_RATING, _CREDIT, _KIND = _TABLES["rating"], _TABLES["credit"], _TABLES["work_kind"]
_LESSON = _TABLES["lesson"]
_DAY = type_coerce(_RATING.c.day, Integer)

FIVE = 5
#: Days from which on going through all ratings is faster than picking them by their day.
LONG = 200


@dataclass(frozen=True, slots=True)
class FeedbackFilter:
    """What is asked for. Praise is counted fives with words; else ratings below five.

    Empty parts leave everything in; `cause` and `state` are asked of low ratings alone.
    """

    first: date
    last: date
    is_praise: bool = True
    stars: tuple[int, ...] = ()
    team_id: int | None = None
    category: str | None = None
    question: str = ""
    cause: Cause | None = None
    state: LessonState | None = None
    with_words: bool = False


def seen_by(reader: Visitor) -> ColumnElement[bool]:
    """The low ratings that somebody may see: the own ones, those of own teams, or all."""
    reach = reach_of(reader, Right.SEE_LOW_RATINGS)
    if reach is Reach.ALL:
        return _RATING.c.id.is_not(None)
    seen: list[ColumnElement[bool]] = [_RATING.c.id.is_(None)]
    if reach is Reach.TEAMS:
        seen.append(_RATING.c.team_id.in_(sorted(reader.team_ids)))
    mine = reader.engineer_id
    if mine is not None and may(reader, Right.SEE_LOW_RATINGS, teams=(), engineer_id=mine):
        shared = select_rows(_CREDIT.c.rating_id).where(_CREDIT.c.engineer_id == mine)
        seen += [_RATING.c.owner_id == mine, _RATING.c.id.in_(shared)]
    return or_(*seen)


def conditions(
    session: Session, asked: FeedbackFilter, reader: Visitor
) -> list[ColumnElement[bool]]:
    """What a rating has to be for the answer, what the reader may see among it."""
    worded = func.coalesce(_RATING.c.comment, "") != ""
    found: list[ColumnElement[bool]] = [
        within(asked.first, asked.last, by_index=not asked.question.strip())
    ]
    if asked.is_praise:
        # Counted ones: a five that was excluded isn't praise to anybody.
        found += [_RATING.c.stars == FIVE, _RATING.c.excluded_at.is_(None), worded]
    else:
        found += [_RATING.c.stars < FIVE, seen_by(reader)]
        if asked.with_words:
            found.append(worded)
    if asked.stars:
        found.append(_RATING.c.stars.in_(asked.stars))
    if asked.team_id is not None:
        found.append(_RATING.c.team_id == asked.team_id)
    if asked.category is not None:
        kinds = select_rows(_KIND.c.id).where(_KIND.c.category == asked.category)
        found.append(_RATING.c.kind_id.in_(kinds))
    if asked.question.strip():
        found.append(has_words(session, _RATING.c.id, asked.question))
    return [*found, *_noted(asked)]


def _noted(asked: FeedbackFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.cause is not None:
        found.append(_LESSON.c.cause == asked.cause.value)
    if asked.state is LessonState.NEW:
        found.append(func.coalesce(_LESSON.c.state, LessonState.NEW.value) == LessonState.NEW.value)
    elif asked.state is not None:
        found.append(_LESSON.c.state == asked.state.value)
    return found


def within(first: date, last: date, *, by_index: bool = True) -> ColumnElement[bool]:
    """Ratings of a period, both days included; without the index of days where it only costs."""
    by_index = by_index and (last - first).days <= LONG
    day = _DAY if by_index else _DAY + 0
    inside: ColumnElement[bool] = day.between(to_day_number(first), to_day_number(last))
    return inside
