"""Keeps processes apart that would read the same source, and notes how a pull ended."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, or_

from db.messages import stored_message
from db.models import Feed
from db.queries.feeds import FeedKey, feed_key
from gamify.language import Message, say
from gamify.sources.definition import definitions
from gamify.sources.errors import SourceRefused

#: A process that says nothing for so long has died; another one may go on where it was.
LEASE = timedelta(minutes=5)


class LeaseLost(Exception):
    """Another process reads the source by now: nothing more is to be written."""


def take_lease(session: Session, *, name: str, by: str, now: datetime) -> FeedKey:
    """Let this process alone read a source. The next pull is set, so that a webhook can bring
    it forward while this one is under way.

    Raises UnknownSource, and SourceRefused while another process reads it.
    """
    key = feed_key(session, name)
    every = timedelta(minutes=definitions()[key.system].pull.every)
    free = or_(col(Feed.leased_until).is_(None), col(Feed.leased_until) <= now)
    statement = (
        update(Feed)
        .where(col(Feed.id) == key.id, free)
        .values(leased_by=by, leased_until=now + LEASE, next_pull_at=now + every)
    )
    if _count(session, statement) == 0:
        problem = say("“{name}” is being read already; wait until that has ended", name=name)
        raise SourceRefused(problem=problem)
    return key


def keep_lease(session: Session, key: FeedKey, *, by: str, now: datetime) -> None:
    """Go on reading a source. Raises LeaseLost."""
    statement = (
        update(Feed)
        .where(col(Feed.id) == key.id, col(Feed.leased_by) == by)
        .values(leased_until=now + LEASE)
    )
    if _count(session, statement) == 0:
        raise LeaseLost


def move_on(session: Session, key: FeedKey, *, reach: Mapping[str, Any], by: str) -> None:
    """Keep how far a source was read. Raises LeaseLost."""
    statement = (
        update(Feed)
        .where(col(Feed.id) == key.id, col(Feed.leased_by) == by)
        .values(reach=dict(reach))
    )
    if _count(session, statement) == 0:
        raise LeaseLost


def end_pull(session: Session, key: FeedKey, *, by: str, now: datetime) -> None:
    """Give a source free after it was read to its end."""
    statement = update(Feed).where(col(Feed.id) == key.id, col(Feed.leased_by) == by)
    done = {"pulled_at": now, "problem": None, "failures": 0}
    session.execute(statement.values(**done, **_FREE))


def end_badly(
    session: Session,
    key: FeedKey,
    *,
    problem: Message,
    by: str,
    next_pull_at: datetime,
) -> None:
    """Give a source free after it couldn't be read to its end, and keep why."""
    statement = update(Feed).where(col(Feed.id) == key.id, col(Feed.leased_by) == by)
    failed = {"problem": stored_message(problem), "failures": Feed.failures + 1}
    session.execute(statement.values(**failed, next_pull_at=next_pull_at, **_FREE))


def give_free(session: Session, key: FeedKey, *, by: str, now: datetime) -> None:
    """Give a source free in the middle of a pull: the next one goes on there, at once."""
    statement = update(Feed).where(col(Feed.id) == key.id, col(Feed.leased_by) == by)
    session.execute(statement.values(next_pull_at=now, **_FREE))


_FREE: Mapping[str, Any] = {"leased_by": None, "leased_until": None}


def _count(session: Session, statement: Any) -> int:
    changed: int = session.connection().execute(statement).rowcount
    return changed
