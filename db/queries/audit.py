"""The log of decisions: who decided what, and when, with what was before and after."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any

from sqlalchemy import String, cast
from sqlmodel import Session, SQLModel, col, func, select

from db.bulk import among
from db.models import AuditEntry

_AUDIT = SQLModel.metadata.tables["audit"]
_AT_ONCE = 1_000
#: Letters that no other one becomes in comparing, as the German ß becomes ss, and that JSON writes
#: as they are: databases and Python agree about these.
_SURE = frozenset("bcdegmopqruvxz0123456789")


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which entries: `until` is beyond the last moment, `about` the subjects, None for all.

    `actor` and `action` are whole; `text` is a part of anything in an entry, whatever its
    capitals.
    """

    since: datetime | None = None
    until: datetime | None = None
    actor: str | None = None
    action: str | None = None
    about: frozenset[str] | None = None
    text: str = ""


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
    if search is not None:
        statement = statement.where(_may_hold(search))
    found = 0
    for entry in session.exec(statement.execution_options(yield_per=_AT_ONCE)):
        if limit is not None and found >= limit:
            return
        # Compared here, because databases disagree about capitals beyond English ones.
        if _fits(entry, actor, action, search):
            found += 1
            yield _decision(entry)
        session.expunge(entry)


def log_page(
    session: Session, query: LogQuery, *, first: int, most: int
) -> tuple[list[Decision], int]:
    """Decisions from the place `first` on (0 is the newest), and how many there are in all."""
    if query.text.strip():
        found = list(logged(session, query))
        return found[first : first + most], len(found)
    n = session.exec(_asked(session, select(func.count(col(AuditEntry.id))), query)).one()
    statement = _asked(session, select(AuditEntry), query).order_by(col(AuditEntry.id).desc())
    entries = session.exec(statement.offset(first).limit(most))
    return [_decision(entry) for entry in entries], n


def logged(session: Session, query: LogQuery) -> Iterator[Decision]:
    """All decisions of a query, the newest first, in little memory."""
    statement = _asked(session, select(AuditEntry), query).order_by(col(AuditEntry.id).desc())
    if query.text.strip():
        statement = statement.where(_may_hold(query.text))
    for entry in session.exec(statement.execution_options(yield_per=_AT_ONCE)):
        if _fits(entry, None, None, query.text or None):
            yield _decision(entry)
        session.expunge(entry)


def _asked(session: Session, statement: Any, query: LogQuery) -> Any:
    """What the database itself can choose by."""
    if query.since is not None:
        statement = statement.where(col(AuditEntry.at) >= query.since)
    if query.until is not None:
        statement = statement.where(col(AuditEntry.at) < query.until)
    if query.actor is not None:
        statement = statement.where(AuditEntry.actor == query.actor)
    if query.action is not None:
        statement = statement.where(AuditEntry.action == query.action)
    if query.about is not None:
        statement = statement.where(among(session, _AUDIT.c.subject, sorted(query.about)))
    return statement


def _may_hold(text: str) -> Any:
    """What every entry with that text fits, and few others: it is looked at closely afterwards."""
    columns = (AuditEntry.actor, AuditEntry.action, AuditEntry.subject)
    told = [col(column) for column in columns]
    states = [cast(col(column), String) for column in (AuditEntry.before, AuditEntry.after)]
    whole = reduce(lambda one, other: one + " " + other, [*told, *(_or_null(s) for s in states)])
    plain = "".join(char if char in _SURE else "%" for char in text.casefold())
    return whole.ilike(f"%{plain}%")


def _or_null(state: Any) -> Any:
    return func.coalesce(state, "null")


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
