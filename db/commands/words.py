"""Deletes customers' words: those that are older than the organisation keeps them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, Integer, func, null, type_coerce, update
from sqlmodel import Session, SQLModel, col, select

from db.commands.comment_index import scrub_index
from db.commands.ledger import bump_version, record
from db.instant import to_day_number
from db.models import Revision
from gamify.access import Visitor, demand
from gamify.rights import Right

_RATING = SQLModel.metadata.tables["rating"]
_REVISION = SQLModel.metadata.tables["revision"]
_WINDOW = 2_000

FORGOTTEN = "comments deleted"


def forget_words(session: Session, *, before: date, actor: Visitor, now: datetime) -> int:
    """Delete the comments of ratings before a day, and of what they were; returns how many.

    Ratings and stars stay. The log says how many, and nothing of what they said.
    """
    demand(actor, Right.MANAGE_SETTINGS)
    session.flush()
    day = type_coerce(_RATING.c.day, Integer)
    old = day < to_day_number(before), _RATING.c.comment.is_not(None)
    gone: int = (
        session.connection().execute(update(_RATING).where(*old).values(comment=null())).rowcount
    )
    of_day = _REVISION.c.before["day"].as_integer() < to_day_number(before)
    gone_before = forget_former_words(session, of_day & _REVISION.c.rating_id.is_not(None))
    if gone:
        scrub_index(session)
    if gone or gone_before:
        record(
            session,
            FORGOTTEN,
            subject="comments",
            actor=actor,
            now=now,
            after={"comments": gone, "former": gone_before, "before": before.isoformat()},
        )
        bump_version(session)
    return gone


def has_old_words(session: Session, *, before: date) -> bool:
    """Whether there is a comment of before a day."""
    day = type_coerce(_RATING.c.day, Integer)
    statement = (
        select(func.count())
        .select_from(_RATING)
        .where(day < to_day_number(before), _RATING.c.comment.is_not(None))
    )
    return session.exec(statement).one() > 0


def forget_former_words(session: Session, where: ColumnElement[bool]) -> int:
    """Delete comments of what ratings were before they were changed; returns how many."""
    last, gone = 0, 0
    words = _REVISION.c.before["comment"].as_string()
    while True:
        statement = (
            select(Revision)
            .where(where, words.is_not(None), col(Revision.id) > last)
            .order_by(col(Revision.id))
            .limit(_WINDOW)
        )
        found = list(session.exec(statement))
        if not found:
            return gone
        last = found[-1].id or 0
        for revision in found:
            if revision.before.get("comment") is not None:
                revision.before = revision.before | {"comment": None}
                session.add(revision)
                gone += 1
        session.flush()
