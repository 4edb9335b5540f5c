"""Which sources are read by themselves, how they are, and which are due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.messages import read_message
from db.models import Feed, ReadAnswer, Source
from gamify.language import Message
from gamify.sources.definition import Definition, definitions
from gamify.sources.errors import UnknownSource


@dataclass(frozen=True, slots=True)
class FeedCard:
    """A source as it may be shown: no password, no token. Counts are of answers."""

    id: int
    source_id: int
    name: str
    system: str
    entered: Mapping[str, str]
    points: int
    added_at: datetime
    added_by: str
    paused_at: datetime | None
    pulled_at: datetime | None
    next_pull_at: datetime
    problem: Message | None
    leased_until: datetime | None
    answers: int
    refused: int
    payloads: int

    @property
    def definition(self) -> Definition:
        """How its ticket system is read."""
        return definitions()[self.system]

    def is_pulling(self, now: datetime) -> bool:
        """Whether a process reads it at the moment."""
        return self.leased_until is not None and self.leased_until > now


@dataclass(frozen=True, slots=True)
class RefusedAnswer:
    """An answer that couldn't be used, and why."""

    ticket: str
    reason: Message
    read_at: datetime


@dataclass(frozen=True, slots=True)
class FeedKey:
    """What is needed to open a feed; the secrets are sealed."""

    id: int
    source_id: int
    name: str
    system: str
    entered: Mapping[str, str]
    sealed: str = field(repr=False)
    reach: Mapping[str, Any] = field(repr=False)
    paused_at: datetime | None = None
    failures: int = 0


def feed_cards(session: Session) -> list[FeedCard]:
    """Every source that is read by itself, by name."""
    statement = (
        select(Feed, Source)
        .join(Source, col(Feed.source_id) == col(Source.id))
        .order_by(col(Source.name))
    )
    found = session.exec(statement).all()
    counts = _counts(session)
    return [_card(feed, source, counts.get(feed.source_id, (0, 0, 0))) for feed, source in found]


def feed_card(session: Session, name: str) -> FeedCard:
    """One source. Raises UnknownSource."""
    for card in feed_cards(session):
        if card.name == name:
            return card
    raise UnknownSource(name=name)


def feed_key(session: Session, name: str) -> FeedKey:
    """What opens a source. Raises UnknownSource."""
    statement = (
        select(Feed, Source)
        .join(Source, col(Feed.source_id) == col(Source.id))
        .where(Source.name == name)
    )
    found = session.exec(statement).first()
    if found is None:
        raise UnknownSource(name=name)
    feed, source = found
    return FeedKey(
        id=feed.id or 0,
        source_id=feed.source_id,
        name=source.name,
        system=feed.system,
        entered=feed.entered,
        sealed=feed.sealed,
        reach=feed.reach,
        paused_at=feed.paused_at,
        failures=feed.failures,
    )


def due_feeds(session: Session, *, now: datetime) -> list[str]:
    """Names of sources that are to be read and that no process reads, the longest due first."""
    statement = (
        select(Source.name)
        .join(Feed, col(Feed.source_id) == col(Source.id))
        .where(
            col(Feed.paused_at).is_(None),
            col(Feed.next_pull_at) <= now,
            (col(Feed.leased_until).is_(None)) | (col(Feed.leased_until) <= now),
        )
        .order_by(col(Feed.next_pull_at), col(Source.name))
    )
    return list(session.exec(statement))


def known_digests(session: Session, source_id: int, digests: Sequence[str]) -> set[str]:
    """Which items of a source were read as they are."""
    column = SQLModel.metadata.tables["read_answer"].c.digest
    statement = select(ReadAnswer.digest).where(
        ReadAnswer.source_id == source_id, among(session, column, digests)
    )
    return set(session.exec(statement))


def refused_answers(session: Session, source_id: int, *, limit: int) -> list[RefusedAnswer]:
    """Answers that couldn't be used, the newest first."""
    statement = (
        select(ReadAnswer)
        .where(ReadAnswer.source_id == source_id, col(ReadAnswer.reason).is_not(None))
        .order_by(col(ReadAnswer.read_at).desc(), col(ReadAnswer.id).desc())
        .limit(limit)
    )
    return [
        RefusedAnswer(each.ticket, read_message(each.reason or {}), each.read_at)
        for each in session.exec(statement)
    ]


def _counts(session: Session) -> dict[int, tuple[int, int, int]]:
    statement = select(
        ReadAnswer.source_id,
        func.count(),
        func.count(col(ReadAnswer.reason)),
        func.count(col(ReadAnswer.raw)),
    ).group_by(col(ReadAnswer.source_id))
    return {source: (n, refused, raw) for source, n, refused, raw in session.exec(statement)}


def _card(feed: Feed, source: Source, counts: tuple[int, int, int]) -> FeedCard:
    answers, refused, payloads = counts
    return FeedCard(
        id=feed.id or 0,
        source_id=feed.source_id,
        name=source.name,
        system=feed.system,
        entered=feed.entered,
        points=source.points,
        added_at=feed.added_at,
        added_by=feed.added_by,
        paused_at=feed.paused_at,
        pulled_at=feed.pulled_at,
        next_pull_at=feed.next_pull_at,
        problem=None if feed.problem is None else read_message(feed.problem),
        leased_until=feed.leased_until,
        answers=answers,
        refused=refused,
        payloads=payloads,
    )
