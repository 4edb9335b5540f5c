"""Shares a good practice with everybody, and takes it back. Each is logged.

Only praise is quoted; what comes of a low rating is shared in the department's own words alone,
so that nobody can tell which of the two it was.
"""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from db.commands.ledger import bump_version, record
from db.commands.lessons import FIVE, demand_of, plain_words, rated
from db.commands.states import RatingState
from db.models import SharedPractice, Ticket
from gamify.access import Visitor
from gamify.errors import DecisionRefused
from gamify.feedback.lesson import LONGEST_PRACTICE
from gamify.language import say
from gamify.rights import Right
from gamify.wall.praise import quotable

SHARED, TAKEN_BACK = "practice shared", "practice taken back"


def share_practice(
    session: Session,
    *,
    rating_id: int,
    quotes: bool = False,
    words: str = "",
    actor: Visitor,
    now: datetime,
) -> int:
    """Put a good practice on the team's page and the walls; returns its number.

    `quotes` lets the customer's words stand there, `words` are the department's own. Raises
    UnknownRating, NotAllowed, and DecisionRefused for words that mustn't be quoted, without any
    words, and for a rating of which something is shared already.
    """
    rating = rated(session, rating_id)
    demand_of(rating, Right.SHARE_PRACTICE, actor)
    plain = plain_words(words, most=LONGEST_PRACTICE)
    if quotes and not _is_quotable(session, rating):
        raise DecisionRefused(problem=say("these words of a customer can’t be quoted to everybody"))
    if not quotes and not plain:
        raise DecisionRefused(problem=say("say what is good practice here"))
    shared = select(SharedPractice.id).where(
        SharedPractice.rating_id == rating_id, col(SharedPractice.withdrawn_at).is_(None)
    )
    if session.exec(shared).first() is not None:
        raise DecisionRefused(problem=say("something of this rating is shared already"))
    found = SharedPractice(
        rating_id=rating_id, quotes=quotes, words=plain, shared_at=now, shared_by=actor.name
    )
    session.add(found)
    session.flush()
    number = found.id or 0
    record(
        session,
        SHARED,
        subject=f"practice {number}",
        actor=actor,
        now=now,
        after={"rating": rating_id, "quotes": quotes, "words": plain},
    )
    bump_version(session)
    return number


def take_practice_back(
    session: Session, *, practice_id: int, actor: Visitor, now: datetime
) -> None:
    """Take a practice off the team's page and the walls.

    Raises DecisionRefused if there is none, and NotAllowed.
    """
    found = session.get(SharedPractice, practice_id)
    if found is None or found.withdrawn_at is not None:
        problem = say("there is no shared practice {number}", number=practice_id)
        raise DecisionRefused(problem=problem)
    demand_of(rated(session, found.rating_id), Right.SHARE_PRACTICE, actor)
    found.withdrawn_at = now
    session.add(found)
    subject = f"practice {practice_id}"
    told = {"rating": found.rating_id}
    record(session, TAKEN_BACK, subject=subject, actor=actor, now=now, before=told)
    bump_version(session)


def _is_quotable(session: Session, rating: RatingState) -> bool:
    ticket = session.get_one(Ticket, rating.ticket_id)
    words = quotable(rating.comment or "", stars=rating.stars, requester=ticket.requester or "")
    return bool(words) and rating.excluded_at is None and rating.stars == FIVE
