"""Good practice that is shared with everybody."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Select, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.bulk import driver_rows
from db.instant import from_micros
from db.models import Rating
from gamify.wall.praise import quotable

_TABLES = Rating.metadata.tables
_RATING, _TICKET, _PRACTICE = _TABLES["rating"], _TABLES["ticket"], _TABLES["shared_practice"]
FIVE = 5
_SHARED_AT = type_coerce(_PRACTICE.c.shared_at, BigInteger)


@dataclass(frozen=True, slots=True)
class Practice:
    """What everybody may read: the department's words, and the customer's if they are praise.

    `owner_id` is there beside praise alone; of what was learned nobody is named.
    """

    id: int
    rating_id: int
    words: str
    quote: str
    team_id: int | None
    owner_id: int | None
    shared_at: datetime


def shared_practices(
    session: Session, *, teams: Collection[int] = (), since: datetime | None = None, most: int = 50
) -> list[Practice]:
    """Shared practice of some teams, of all where none is named, the newest first."""
    statement: Select[Any] = (
        select_rows(
            _PRACTICE.c.id,
            _RATING.c.id,
            _PRACTICE.c.words,
            _PRACTICE.c.quotes & (_RATING.c.stars == FIVE) & _RATING.c.excluded_at.is_(None),
            func.coalesce(_RATING.c.comment, ""),
            func.coalesce(_TICKET.c.requester, ""),
            _RATING.c.team_id,
            _RATING.c.owner_id,
            _SHARED_AT,
        )
        .select_from(
            _PRACTICE.join(_RATING, _RATING.c.id == _PRACTICE.c.rating_id).join(
                _TICKET, _TICKET.c.id == _RATING.c.ticket_id
            )
        )
        .where(_PRACTICE.c.withdrawn_at.is_(None))
        .order_by(_SHARED_AT.desc(), _PRACTICE.c.id.desc())
        .limit(most)
    )
    if teams:
        statement = statement.where(_RATING.c.team_id.in_(sorted(teams)))
    found = [_practice(row) for row in driver_rows(session, statement)]
    return [
        one
        for one in found
        if (one.words or one.quote) and (since is None or one.shared_at >= since)
    ]


def _practice(row: Any) -> Practice:
    id_, rating, words, quotes, comment, requester, team, owner, shared_at = row
    quote = quotable(comment, stars=FIVE, requester=requester) if quotes else ""
    return Practice(
        id_, rating, words, quote, team, owner if quote else None, from_micros(shared_at)
    )
