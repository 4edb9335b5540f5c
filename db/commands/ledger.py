"""What every write leaves behind: a line in the audit log and a new version of the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlmodel import Session, col, select

from db.models import AuditEntry, DataVersion
from gamify.access import Visitor
from gamify.seasons import Calendar
from gamify.standings import Rules


def record(
    session: Session,
    action: str,
    *,
    subject: str,
    actor: Visitor,
    now: datetime,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Write down who decided what. Comments never go in here."""
    session.add(
        AuditEntry(
            at=now,
            actor=actor.name,
            action=action,
            subject=subject,
            before=None if before is None else dict(before),
            after=None if after is None else dict(after),
        )
    )


def told_rules(rules: Rules) -> dict[str, Any]:
    """The parameters of standings that aren't the usual ones, for the log."""
    usual, told = asdict(Rules()), asdict(rules)
    return {name: value for name, value in told.items() if value != usual[name]}


def bump_version(session: Session) -> None:
    """Tell every open page and cache that the data have changed."""
    session.flush()
    statement = update(DataVersion).values(version=col(DataVersion.version) + 1)
    session.execute(statement)


def calendar_mark(calendar: Calendar) -> str:
    """What of a calendar decides in which cell a rating falls: "Europe/Berlin/1"."""
    return f"{calendar.zone.key}/{calendar.fiscal_start}"


def kept_calendar(session: Session) -> Calendar:
    """The calendar by which the cells are cut; UTC and January before anything was stored."""
    mark = session.exec(select(DataVersion.calendar)).one()
    if not mark:
        return Calendar()
    zone, _, start = mark.rpartition("/")
    return Calendar(zone=ZoneInfo(zone), fiscal_start=int(start))
