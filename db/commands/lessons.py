"""Notes what a low rating was about and what is learned from it. Each is logged."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.commands.states import RATING, RatingState, rating_states
from db.models import Lesson
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownRating
from gamify.feedback.lesson import LONGEST_LESSON, Cause, LessonState, Nature
from gamify.language import say
from gamify.rights import Right

NOTED = "lesson noted"

FIVE = 5


def note_lesson(
    session: Session,
    *,
    rating_id: int,
    cause: Cause | None = None,
    nature: Nature | None = None,
    lesson: str = "",
    state: LessonState,
    actor: Visitor,
    now: datetime,
) -> None:
    """Note cause, lesson and state of a rating below five, in place of what was noted before.

    Raises UnknownRating, DecisionRefused for a five, for a lesson that is too long or that can't
    be shown, and for "learned" without a lesson, and NotAllowed.
    """
    rating = rated(session, rating_id)
    demand_of(rating, Right.NOTE_LESSONS, actor)
    if rating.stars == FIVE:
        raise DecisionRefused(problem=say("a rating with five stars has no cause to note"))
    told = {
        "cause": None if cause is None else Cause(cause).value,
        "nature": None if nature is None else Nature(nature).value,
        "lesson": plain_words(lesson, most=LONGEST_LESSON),
        "state": LessonState(state).value,
    }
    if state is LessonState.LEARNED and not told["lesson"]:
        raise DecisionRefused(problem=say("say what is learned first"))
    found = session.get(Lesson, rating_id)
    before = None if found is None else {name: getattr(found, name) for name in told}
    if before == told:
        return
    _keep(session, found, rating_id, told, actor=actor, now=now)
    subject = f"rating {rating_id}"
    record(session, NOTED, subject=subject, actor=actor, now=now, before=before, after=told)
    bump_version(session)


def rated(session: Session, rating_id: int) -> RatingState:
    """A rating as it is. Raises UnknownRating."""
    session.flush()
    found = rating_states(session, RATING.c.id == rating_id)
    if not found:
        raise UnknownRating(rating=rating_id)
    return found[0]


def demand_of(rating: RatingState, right: Right, actor: Visitor) -> None:
    """Let those do something who are credited with a rating or lead its team; or NotAllowed."""
    mine = actor.engineer_id
    is_credited = mine is not None and (mine == rating.owner_id or mine in dict(rating.shares))
    demand(actor, right, teams={rating.team_id}, engineer_id=mine if is_credited else None)


def plain_words(words: str, *, most: int) -> str:
    """What somebody has written, trimmed. Raises DecisionRefused for what can't be shown."""
    plain = words.strip()
    if len(plain) > most or not all(line.isprintable() for line in plain.splitlines()):
        raise DecisionRefused(problem=say("such words have at most {most} characters", most=most))
    return plain


def _keep(
    session: Session,
    found: Lesson | None,
    rating_id: int,
    told: dict[str, Any],
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    kept = found or Lesson(rating_id=rating_id, noted_at=now, noted_by=actor.name, **told)
    for name, value in told.items():
        setattr(kept, name, value)
    kept.noted_at, kept.noted_by = now, actor.name
    session.add(kept)
