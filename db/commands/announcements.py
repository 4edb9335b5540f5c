"""Announces something to a team or to all, up to its last day, and takes it back; all logged."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.models import Announcement, Team
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownTeam
from gamify.language import say
from gamify.rights import Right
from gamify.shift.notes import search_key

#: Longer ones can't be read from afar.
LONGEST_ANNOUNCEMENT = 280


def announce_on_walls(
    session: Session,
    *,
    text: str,
    last: date,
    today: date,
    team_id: int | None = None,
    actor: Visitor,
    now: datetime,
) -> int:
    """Say something on boards, walls and in messages until the end of a day; returns its number.

    Raises DecisionRefused for a text that can't be shown and a day that is over, UnknownTeam,
    NotAllowed.
    """
    demand(actor, Right.MANAGE_SCREENS)
    plain = _plain(text)
    if last < today:
        raise DecisionRefused(problem=say("its last day, {day}, is over", day=last))
    if team_id is not None and session.get(Team, team_id) is None:
        raise UnknownTeam(name=str(team_id))
    found = Announcement(
        text=plain,
        text_key=search_key(plain),
        team_id=team_id,
        last=last,
        announced_at=now,
        announced_by=actor.name,
    )
    session.add(found)
    session.flush()
    number = found.id or 0
    record(
        session,
        "announced on the walls",
        subject=f"announcement {number}",
        actor=actor,
        now=now,
        after={"text": plain, "last": last.isoformat(), "team_id": team_id},
    )
    bump_version(session)
    return number


def withdraw_announcement(
    session: Session, *, announcement_id: int, actor: Visitor, now: datetime
) -> None:
    """Take an announcement off the walls. Raises DecisionRefused if there is none, NotAllowed."""
    demand(actor, Right.MANAGE_SCREENS)
    found = session.get(Announcement, announcement_id)
    if found is None or found.withdrawn_at is not None:
        problem = say("there is no announcement {number}", number=announcement_id)
        raise DecisionRefused(problem=problem)
    found.withdrawn_at = now
    session.add(found)
    record(
        session,
        "announcement withdrawn",
        subject=f"announcement {announcement_id}",
        actor=actor,
        now=now,
        before={"text": found.text, "last": found.last.isoformat()},
    )
    bump_version(session)


def _plain(text: str) -> str:
    plain = text.strip()
    is_clean = all(line.isprintable() for line in plain.splitlines())
    if not plain or len(plain) > LONGEST_ANNOUNCEMENT or not is_clean:
        problem = say("an announcement has 1 to {most} characters", most=LONGEST_ANNOUNCEMENT)
        raise DecisionRefused(problem=problem)
    return plain
