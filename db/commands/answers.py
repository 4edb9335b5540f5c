"""Takes answers of a source in: what is known is passed over, all else goes through the intake.

Everything is part of the transaction in which the source's reach moves on: after a crash either
both are there or neither.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, SQLModel, select

from db.bulk import among
from db.commands.points import keep_points
from db.commands.posts import RowResult, post_rows
from db.discretion import pseudonyms_of
from db.messages import stored_message
from db.models import Erased, ReadAnswer
from db.queries.feeds import FeedKey
from db.secrets import Secret, seal
from db.settings import Settings
from gamify.access import ITSELF
from gamify.ingest.fields import Field
from gamify.ingest.rows import RowStatus
from gamify.language import Message
from gamify.sources.answers import Answer, rows_of
from gamify.sources.binding import Bound

_READ = SQLModel.metadata.tables["read_answer"]
_ERASED = SQLModel.metadata.tables["erased"]


@dataclass(frozen=True, slots=True)
class Taken:
    """What answers brought, tickets without a rating among them.

    `known` were there already as they are, `reasons` say why some can't be used.
    """

    answers: int = 0
    known: int = 0
    added: int = 0
    changed: int = 0
    reasons: tuple[Message, ...] = ()

    def __add__(self, other: Taken) -> Taken:
        return Taken(
            self.answers + other.answers,
            self.known + other.known,
            self.added + other.added,
            self.changed + other.changed,
            (*self.reasons, *other.reasons),
        )


def take_answers(
    session: Session,
    key: FeedKey,
    bound: Bound,
    answers: Sequence[Answer],
    *,
    settings: Settings,
    now: datetime,
) -> Taken:
    """Store what is new or has changed. Of two answers with one key the later change wins."""
    latest = _latest(answers)
    known = _known(session, key.source_id, latest)
    fresh = [answer for answer in latest if _is_news(answer, known.get(_key(answer)))]
    if not fresh:
        return Taken(answers=len(answers), known=len(answers))
    results = post_rows(
        session,
        rows_of(bound, fresh),
        source=key.name,
        sender=bound.definition.title,
        settings=settings,
        actor=ITSELF,
        now=now,
        scale=bound.options.scale,
        scale_table=bound.options.scale_table,
    )
    keep_points(session, key.source_id, bound.points)
    _note(session, key, fresh, results, known=known, settings=settings, now=now)
    statuses = Counter(result.status for result in results)
    return Taken(
        answers=len(answers),
        known=len(answers) - len(fresh),
        added=statuses[RowStatus.CREATED],
        changed=statuses[RowStatus.UPDATED],
        reasons=tuple(result.reason for result in results if result.reason is not None),
    )


def _note(
    session: Session,
    key: FeedKey,
    answers: Sequence[Answer],
    results: Sequence[RowResult],
    *,
    known: Mapping[tuple[str, str], ReadAnswer],
    settings: Settings,
    now: datetime,
) -> None:
    """Remember what was read, with its payload where that may be kept."""
    customers = _Customers(session, answers, settings)
    for answer, result in zip(answers, results, strict=True):
        read = known.get(_key(answer)) or ReadAnswer(
            source_id=key.source_id, ticket=answer.ticket, key=answer.key, digest="", read_at=now
        )
        read.digest, read.changed, read.read_at = answer.digest, answer.changed, now
        read.reason = None if result.reason is None else stored_message(result.reason)
        read.customer = customers.pseudonym(answer)
        keeps = settings.payload_days > 0 and not customers.is_erased(answer)
        read.raw = seal(Secret(answer.raw), settings) if keeps else None
        session.add(read)
    session.flush()


def _key(answer: Answer) -> tuple[str, str]:
    return answer.ticket, answer.key


def _latest(answers: Iterable[Answer]) -> list[Answer]:
    """Each answer once, as it was changed last; in the order of their coming."""
    latest: dict[tuple[str, str], Answer] = {}
    for answer in answers:
        before = latest.get(_key(answer))
        if before is None or not _is_older(answer.changed, before.changed):
            latest[_key(answer)] = answer
    return list(latest.values())


def _is_older(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one < other


def _is_news(answer: Answer, read: ReadAnswer | None) -> bool:
    """Whether it says something that wasn't read; a late delivery of an old state doesn't."""
    if read is None:
        return True
    return answer.digest != read.digest and not _is_older(answer.changed, read.changed)


def _known(
    session: Session, source_id: int, answers: Sequence[Answer]
) -> Mapping[tuple[str, str], ReadAnswer]:
    tickets = sorted({answer.ticket for answer in answers})
    statement = select(ReadAnswer).where(
        ReadAnswer.source_id == source_id, among(session, _READ.c.ticket, tickets)
    )
    return {(read.ticket, read.key): read for read in session.exec(statement)}


class _Customers:
    """Who the customers of answers are, and which of them were erased."""

    def __init__(self, session: Session, answers: Sequence[Answer], settings: Settings) -> None:
        names = {name for answer in answers if (name := _customer(answer))}
        pseudonyms = pseudonyms_of(settings) if names else None
        self._known = {name: pseudonyms.of_customer(name) for name in names if pseudonyms}
        statement = select(Erased.pseudonym).where(
            among(session, _ERASED.c.pseudonym, sorted(self._known.values()))
        )
        self._erased = set(session.exec(statement))

    def pseudonym(self, answer: Answer) -> str | None:
        """By what an erasure finds the answer."""
        found = self._known.get(_customer(answer))
        return None if found in self._erased else found

    def is_erased(self, answer: Answer) -> bool:
        """Whether nothing of this customer may be kept."""
        return self._known.get(_customer(answer)) in self._erased


def _customer(answer: Answer) -> str:
    return answer.texts.get(Field.REQUESTER, "").strip()
