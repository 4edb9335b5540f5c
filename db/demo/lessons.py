"""What the demo department has learned from its low ratings, and what it shares."""

from __future__ import annotations

from datetime import datetime
from random import Random

from sqlmodel import Session, col, select

from db.commands.lessons import note_lesson
from db.commands.practices import share_practice
from db.demo.presence import ACTOR
from db.models import Rating
from gamify.feedback.lesson import Cause, LessonState, Nature
from gamify.wall.praise import quotable

#: Cause → (how often, what is learned).
_LEARNED: dict[Cause, tuple[int, tuple[str, ...]]] = {
    Cause.PRODUCT: (34, (
        "Known fault after the update: the fix is in release 4.2, the article says how to wait.",
        "Export breaks on long names. Reported with three cases, the product team has it.",
    )),
    Cause.POLICY: (20, (
        "The refund rule surprises people. Say it before they ask, and offer the credit note.",
        "Price change: the letter came after the invoice. Told to the billing board.",
    )),
    Cause.DELIVERY: (16, ("The courier lost the parcel. Send the tracking link with the answer.",)),
    Cause.KNOWLEDGE: (16, (
        "The article was out of date. It is rewritten, with a picture of each step.",
        "Nobody knew the new gateway. A short lesson was held, the notes are in the wiki.",
    )),
    Cause.HANDLING: (10, ("An answer without a next step. Close with what happens, and when.",)),
    Cause.WRONG_PERSON: (4, ("Meant for the shop next door; handed over with a kind word.",)),
}  # fmt: skip
#: Good practice beside praise, in the order in which it is shared.
_PRACTICES = (
    "Say why it happened, not only how to fix it: three customers thanked for that this week.",
    "Stay on the line until the last printer is online.",
    "Ask for everything you need in one message.",
)
#: How many low ratings are looked at, the newest, and how many of them still wait.
_LOOKED_AT, _STILL_NEW = 260, 12


def seed_lessons(session: Session, rng: Random, *, now: datetime) -> None:
    """Causes and lessons of the latest low ratings, and some good practice."""
    statement = (
        select(Rating.id)
        .where(Rating.stars < 5)
        .order_by(col(Rating.rated_at).desc(), col(Rating.id).desc())
        .limit(_LOOKED_AT)
    )
    causes = list(_LEARNED)
    weights = [often for often, _ in _LEARNED.values()]
    for rating in session.exec(statement).all()[_STILL_NEW:]:
        cause = rng.choices(causes, weights)[0]
        is_learned = rng.random() < 0.6
        note_lesson(
            session,
            rating_id=rating,
            cause=cause,
            nature=rng.choice((Nature.COMPLAINT, Nature.COMPLAINT, Nature.CLAIM)),
            lesson=rng.choice(_LEARNED[cause][1]) if is_learned else "",
            state=LessonState.LEARNED if is_learned else LessonState.ANSWERED,
            actor=ACTOR,
            now=now,
        )
    _share_some(session, now=now)


def _share_some(session: Session, *, now: datetime) -> None:
    statement = (
        select(Rating)
        .where(Rating.stars == 5, col(Rating.comment).is_not(None))
        .where(col(Rating.excluded_at).is_(None))
        .order_by(col(Rating.rated_at).desc(), col(Rating.id).desc())
        .limit(20)
    )
    praised = [one for one in session.exec(statement) if quotable(one.comment or "", stars=5)]
    for one, words in zip(praised, _PRACTICES, strict=False):
        share_practice(session, rating_id=one.id, quotes=True, words=words, actor=ACTOR, now=now)
