"""Takes in what several programs have posted at about the same time, as one transaction.

Each post is answered by itself. One that comes once more with its Idempotency-Key gets the answer
that it got, because answer and rows were stored together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import delete
from sqlmodel import Session, col, select

from db.bulk import among
from db.commands.posts import RowResult, post_rows
from db.commands.sign_ins import digest_of
from db.models import KeptAnswer
from db.queries.tokens import TokenCard
from db.settings import Settings
from gamify.errors import CrownboardError
from gamify.ingest.options import ScaleName
from gamify.ingest.posted import PostedRow
from gamify.ingest.rows import RowStatus
from gamify.language import Message
from gamify.tokens import KeyReused

#: How long an Idempotency-Key is known.
KEPT = timedelta(hours=24)
#: What sends by the API, as the history of imports says it.
SENDER = "API"
_LETTERS = {status: status.value[:3] for status in RowStatus}
_STATUSES = {letters: status for status, letters in _LETTERS.items()}
_WIDTH = 3


@dataclass(frozen=True, slots=True)
class Post:
    """What a program has sent; `key` is its Idempotency-Key, `request` a digest of all it said."""

    token: TokenCard
    rows: Sequence[PostedRow]
    scale: ScaleName
    scale_table: str = ""
    key: str | None = None
    request: str = ""


Answer = list[RowResult] | CrownboardError


def take_posts(
    session: Session, posts: Sequence[Post], *, settings: Settings, now: datetime
) -> list[Answer]:
    """Store the rows of posts within the caller's transaction; the answers, in their order.

    Where one post fails as a whole, so does the transaction: take it alone to learn which.
    """
    answers: dict[int, Answer] = {}
    _forget_old(session, now)
    for round_ in _rounds(posts):
        fresh = []
        found = _kept_answers(session, [posts[place] for place in round_])
        for place in round_:
            kept = _kept_answer(found, posts[place])
            if kept is None:
                fresh.append(place)
            else:
                answers[place] = kept
        answers |= _store(session, posts, fresh, settings=settings, now=now)
    return [answers[place] for place in range(len(posts))]


def _forget_old(session: Session, now: datetime) -> None:
    """Forget the Idempotency-Keys that are too old to be known."""
    session.execute(delete(KeptAnswer).where(col(KeptAnswer.kept_at) <= now - KEPT))


def _rounds(posts: Sequence[Post]) -> Iterator[list[int]]:
    """Places of posts, those of one key one after the other."""
    left = list(range(len(posts)))
    while left:
        seen: set[tuple[int, str]] = set()
        now: list[int] = []
        later: list[int] = []
        for place in left:
            post = posts[place]
            mark = post.token.id, post.key or ""
            (later if post.key and mark in seen else now).append(place)
            seen.add(mark)
        yield now
        left = later


def _store(
    session: Session,
    posts: Sequence[Post],
    places: Iterable[int],
    *,
    settings: Settings,
    now: datetime,
) -> dict[int, Answer]:
    """Posts of one token and scale are one: their rows are stored at once."""

    def alike(place: int) -> tuple[int, str, str]:
        post = posts[place]
        return post.token.id, post.scale.value, post.scale_table

    answers: dict[int, Answer] = {}
    for _, group in groupby(sorted(places, key=alike), key=alike):
        mine = list(group)
        post = posts[mine[0]]
        results = iter(
            post_rows(
                session,
                [row for place in mine for row in posts[place].rows],
                source=post.token.source,
                sender=SENDER,
                settings=settings,
                actor=post.token.visitor,
                now=now,
                scale=post.scale,
                scale_table=post.scale_table,
            )
        )
        for place in mine:
            answer = [next(results) for _ in posts[place].rows]
            _keep(session, posts[place], answer, now)
            answers[place] = answer
    session.flush()
    return answers


def _kept_answers(session: Session, posts: Sequence[Post]) -> dict[tuple[int, str], KeptAnswer]:
    """What is kept under the keys of posts, whose token it is, and which key."""
    keys = [digest_of(post.key) for post in posts if post.key is not None]
    if not keys:
        return {}
    statement = select(KeptAnswer).where(among(session, KeptAnswer.key, keys))
    return {(row.token_id, row.key): row for row in session.exec(statement)}


def _kept_answer(found: Mapping[tuple[int, str], KeptAnswer], post: Post) -> Answer | None:
    kept = None if post.key is None else found.get((post.token.id, digest_of(post.key)))
    if kept is None:
        return None
    if kept.request != post.request:
        return KeyReused()
    letters, reasons = kept.answer["rows"], kept.answer["reasons"]
    statuses = [_STATUSES[letters[at : at + _WIDTH]] for at in range(0, len(letters), _WIDTH)]
    return [RowResult(status, _said(reasons.get(str(at)))) for at, status in enumerate(statuses)]


def _keep(session: Session, post: Post, answer: Sequence[RowResult], now: datetime) -> None:
    """Store an answer in little room: three letters a row, and the reasons there are."""
    if post.key is None:
        return
    reasons = {str(at): str(one.reason) for at, one in enumerate(answer) if one.reason is not None}
    rows = "".join(_LETTERS[one.status] for one in answer)
    session.add(
        KeptAnswer(
            token_id=post.token.id,
            key=digest_of(post.key),
            request=post.request,
            answer={"rows": rows, "reasons": reasons},
            kept_at=now,
        )
    )


def _said(reason: str | None) -> Message | None:
    return None if reason is None else Message("{reason}", {"reason": reason})
