"""The log of decisions: who decided what, and when, with what was before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from db.models import AuditEntry

_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry of the log. Comments and names of customers are never in it."""

    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None


def decisions(
    session: Session,
    *,
    since: datetime | None = None,
    actor: str | None = None,
    action: str | None = None,
    search: str | None = None,
    limit: int | None = None,
) -> Iterator[Decision]:
    """Decisions, the newest first, in little memory however many there are.

    `actor` is a whole name, `action` and `search` are parts of a text; neither minds capitals.
    """
    statement = select(AuditEntry).order_by(col(AuditEntry.id).desc())
    if since is not None:
        statement = statement.where(col(AuditEntry.at) >= since)
    found = 0
    for entry in session.exec(statement.execution_options(yield_per=_AT_ONCE)):
        if limit is not None and found >= limit:
            return
        # Compared here, because databases disagree about capitals beyond English ones.
        if _fits(entry, actor, action, search):
            found += 1
            yield _decision(entry)
        session.expunge(entry)


def actions(session: Session) -> list[str]:
    """What has been done at all, in order of the alphabet."""
    statement = select(AuditEntry.action).distinct().order_by(col(AuditEntry.action))
    return list(session.exec(statement))


def actors(session: Session) -> list[str]:
    """Who has decided anything, in order of the alphabet."""
    statement = select(AuditEntry.actor).distinct().order_by(col(AuditEntry.actor))
    return list(session.exec(statement))


def shown_change(state: Mapping[str, Any] | None) -> str:
    """What an entry says of before or after, as one line of text; "" for nothing."""
    if not state:
        return ""
    parts = (f"{name}: {_text(value)}" for name, value in state.items())
    return ", ".join(parts)


def _fits(entry: AuditEntry, actor: str | None, action: str | None, search: str | None) -> bool:
    if actor is not None and entry.actor.casefold() != actor.strip().casefold():
        return False
    if action is not None and action.strip().casefold() not in entry.action.casefold():
        return False
    if search is None:
        return True
    told = " ".join(
        (entry.actor, entry.action, entry.subject, _text(entry.before), _text(entry.after))
    )
    return search.strip().casefold() in told.casefold()


def _decision(entry: AuditEntry) -> Decision:
    return Decision(
        id=entry.id or 0,
        at=entry.at,
        actor=entry.actor,
        action=entry.action,
        subject=entry.subject,
        before=entry.before,
        after=entry.after,
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
