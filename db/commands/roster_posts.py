"""Stores people and teams that programs send: what is new is made, what differs is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, select

from db.commands.ledger import bump_version, record
from db.commands.memberships import join_team, team_on, transfer_engineer
from db.commands.posts import RowResult
from db.commands.register import Register
from db.discretion import Discretion
from db.models import Engineer
from db.settings import Settings
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused
from gamify.ingest.names import LONGEST_NAME
from gamify.ingest.rows import RowStatus
from gamify.language import Message, describe, say
from gamify.rights import Right
from gamify.seasons import day_of

#: Outside of these a day is a slip of the pen.
_YEARS = range(1970, 2200)


def post_people(
    session: Session,
    rows: Sequence[Mapping[str, Any]],
    *,
    settings: Settings,
    actor: Visitor,
    now: datetime,
) -> list[RowResult]:
    """Make people known, or change their team and e-mail address; what became of each row.

    A row has `name`, and perhaps `team`, `since` (YYYY-MM-DD; today) and `email`. Work since that
    day goes along to the team, as when an administrator transfers somebody. Raises NotAllowed.
    """
    demand(actor, Right.MANAGE_PEOPLE)
    register, discretion = Register(session), Discretion(session, settings, now=now)
    today = day_of(now, settings.calendar)
    results = []
    for row in rows:
        name = " ".join(str(row["name"]).split())
        since = _day(row.get("since"), today)
        problem = _problem(row, since)
        if problem is None and discretion.is_erased(name):
            problem = say("this person was erased")
        if problem is not None or since is None:
            results.append(RowResult(RowStatus.REJECTED, problem))
            continue
        results.append(_post_person(session, register, name, row, since, actor=actor, now=now))
    return results


def post_teams(
    session: Session, rows: Sequence[Mapping[str, Any]], *, actor: Visitor, now: datetime
) -> list[RowResult]:
    """Make teams known by their `name`; what became of each row. Raises NotAllowed."""
    demand(actor, Right.MANAGE_PEOPLE)
    register = Register(session)
    results = []
    for row in rows:
        problem = _problem(row, date.min)
        if problem is not None:
            results.append(RowResult(RowStatus.REJECTED, problem))
            continue
        is_new = _made(session, register, "team", str(row["name"]), actor=actor, now=now)[1]
        results.append(RowResult(RowStatus.CREATED if is_new else RowStatus.UNCHANGED))
    return results


def _post_person(
    session: Session,
    register: Register,
    name: str,
    row: Mapping[str, Any],
    since: date,
    *,
    actor: Visitor,
    now: datetime,
) -> RowResult:
    engineer, is_new = _made(session, register, "engineer", name, actor=actor, now=now)
    is_changed = _set_email(session, engineer, row.get("email"), actor=actor, now=now)
    if row.get("team"):
        team, _ = _made(session, register, "team", str(row["team"]), actor=actor, now=now)
        current = team_on(session, engineer, since)
        if current != team:
            move = join_team if current is None else transfer_engineer
            try:
                move(session, engineer_id=engineer, team_id=team, since=since, actor=actor, now=now)
            except DecisionRefused as error:
                return RowResult(
                    RowStatus.REJECTED, Message("{reason}", {"reason": describe(error, "en")})
                )
            is_changed = True
    changed = RowStatus.UPDATED if is_changed else RowStatus.UNCHANGED
    return RowResult(RowStatus.CREATED if is_new else changed)


def _made(
    session: Session, register: Register, kind: str, name: str, *, actor: Visitor, now: datetime
) -> tuple[int, bool]:
    """The id of a name, and whether it had to be made."""
    name = " ".join(name.split())
    before = len(register.created[kind])
    id_ = (register.engineers if kind == "engineer" else register.teams)([name])[0]
    if len(register.created[kind]) == before:
        return id_, False
    record(
        session, f"{kind} made", subject=f"{kind} {id_}", actor=actor, now=now, after={"name": name}
    )
    bump_version(session)
    return id_, True


def _set_email(
    session: Session, engineer: int, email: str | None, *, actor: Visitor, now: datetime
) -> bool:
    row = session.exec(select(Engineer).where(Engineer.id == engineer)).one()
    wanted = None if email is None else email.strip() or None
    if email is None or row.email == wanted:
        return False
    row.email = wanted
    session.add(row)
    record(session, "e-mail changed", subject=f"engineer {engineer}", actor=actor, now=now)
    session.flush()
    return True


def _problem(row: Mapping[str, Any], since: date | None) -> Message | None:
    texts = [str(row.get(name) or "") for name in ("name", "team", "email")]
    if any(len(text) > LONGEST_NAME for text in texts):
        return say("names have at most {most} characters", most=LONGEST_NAME)
    if not all(text.isprintable() for text in texts):
        return say("there are signs in it that can't be shown")
    if not texts[0].strip() or ("team" in row and not texts[1].strip()):
        return say("it needs a name that the log can tell")
    return say("“since” isn't a day like 2026-11-02") if since is None else None


def _day(text: str | None, today: date) -> date | None:
    if text is None:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in _YEARS and len(text) == len("2026-11-02") else None
