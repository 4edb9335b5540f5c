"""Lets what refers to a duplicate refer to whoever is left: memberships, help, flags and more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Table, delete, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, or_, select

from db.models import Assist, Flag, FlagWhitelist, LedTeam, Membership, Ticket, WallScreen
from gamify.credit import AssistState, is_credited
from gamify.integrity.case import CaseState
from gamify.integrity.merging import merged_key

_TABLES = SQLModel.metadata.tables

#: Columns that refer to an engineer or a team and are simply given the other number.
PLAIN = {
    "engineer": (
        ("challenge", "engineer_id"),
        ("account", "engineer_id"),
        ("exclusion_request", "engineer_id"),
        ("alias", "engineer_id"),
        ("erased", "engineer_id"),
        ("thanks", "engineer_id"),
        ("thanks", "from_id"),
        ("shift_note", "author_id"),
    ),
    "team": (
        ("challenge", "team_id"),
        ("alias", "team_id"),
        ("announcement", "team_id"),
        ("shift_note", "team_id"),
        ("game_pause", "team_id"),
    ),
}
#: Those that need more thought, and have it here, in `rewriting`, `namesakes` or `pulse`.
THOUGHTFUL = {
    "engineer": (
        ("rating", "owner_id"),
        ("ticket", "owner_id"),
        ("credit", "engineer_id"),
        ("membership", "engineer_id"),
        ("assist", "engineer_id"),
        ("flag", "engineer_id"),
        ("flag", "other_id"),
        ("flag_whitelist", "engineer_id"),
        ("namesakes", "engineer_id"),
        ("namesakes", "other_engineer_id"),
        ("pulse_part", "engineer_id"),
    ),
    "team": (
        ("rating", "team_id"),
        ("ticket", "team_id"),
        ("membership", "team_id"),
        ("led_team", "team_id"),
        ("namesakes", "team_id"),
        ("namesakes", "other_team_id"),
        ("pulse_count", "team_id"),
    ),
}


def merge_plain(session: Session, kind: str, former: int, present: int) -> None:
    """Rewrite the columns that need no thought."""
    for name, column in PLAIN[kind]:
        table: Table = _TABLES[name]
        session.execute(update(table).where(table.c[column] == former).values({column: present}))


def merge_memberships(session: Session, kind: str, former: int, present: int) -> int:
    """Give memberships to whoever is left, and make one of those that touch; returns how many."""
    column = col(Membership.engineer_id if kind == "engineer" else Membership.team_id)
    moved = session.exec(select(Membership).where(column == former)).all()
    people = {present} if kind == "engineer" else {one.engineer_id for one in moved}
    session.flush()
    _make_room(session, moved, kind, present)
    for engineer in sorted(people):
        _join_up(session, engineer)
    return len(moved)


def merge_assists(session: Session, former: int, present: int) -> None:
    """Give help to whoever is left; of two claims on a ticket the one that counts more stays."""
    for mine in session.exec(select(Assist).where(Assist.engineer_id == former)).all():
        other = session.get(Assist, (mine.ticket_id, present))
        if other is None:
            session.add(Assist(**(mine.model_dump() | {"engineer_id": present})))
        elif _weight(mine) > _weight(other):
            other.sqlmodel_update(mine.model_dump(exclude={"engineer_id", "ticket_id"}))
            session.add(other)
        session.delete(mine)
    session.flush()
    # Nobody helps on the own ticket.
    own = select_rows(col(Ticket.id)).where(col(Ticket.owner_id) == present)
    session.execute(
        delete(Assist).where(col(Assist.engineer_id) == present, col(Assist.ticket_id).in_(own))
    )


def merge_flags(
    session: Session,
    *,
    engineers: Mapping[int, int] | None = None,
    teams: Mapping[int, int] | None = None,
) -> int:
    """Give flags to whoever is left, found again by their keys; returns how many."""
    engineers = engineers or {}
    moved = 0
    for flag in session.exec(select(Flag).order_by(col(Flag.id))).all():
        key = merged_key(flag.rule, flag.key, engineers=engineers, teams=teams)
        one = engineers.get(flag.engineer_id, flag.engineer_id)
        other = engineers.get(flag.other_id or 0, flag.other_id)
        if (key, one, other) == (flag.key, flag.engineer_id, flag.other_id):
            continue
        moved += 1
        if not _gives_way(session, flag, key):
            flag.key, flag.engineer_id = key, one
            flag.other_id = None if other == one else other
            session.add(flag)
        session.flush()
    return moved


def merge_trust(session: Session, former: int, present: int) -> None:
    """Trust the pairs of whoever is left, each once."""
    mine = select(FlagWhitelist).where(
        or_(FlagWhitelist.engineer_id == former, FlagWhitelist.other == str(former))
    )
    for pair in session.exec(mine.order_by(col(FlagWhitelist.id))).all():
        engineer = present if pair.engineer_id == former else pair.engineer_id
        # Customers are never plain numbers of a colleague's: their names are kept hashed.
        other = str(present) if pair.other == str(former) else pair.other
        same = select(FlagWhitelist.id).where(
            FlagWhitelist.rule == pair.rule,
            FlagWhitelist.engineer_id == engineer,
            FlagWhitelist.other == other,
        )
        if session.exec(same).first() is not None:
            session.delete(pair)
        else:
            pair.engineer_id, pair.other = engineer, other
            session.add(pair)
        session.flush()


def merge_leads(session: Session, former: int, present: int) -> None:
    """Let whoever leads a team lead the one that is left, and screens show it."""
    for led in session.exec(select(LedTeam).where(LedTeam.team_id == former)).all():
        if session.get(LedTeam, (led.account_id, present)) is None:
            session.add(LedTeam(account_id=led.account_id, team_id=present))
        session.delete(led)
    for screen in session.exec(select(WallScreen)).all():
        if former in screen.teams:
            shown = [present if team == former else team for team in screen.teams]
            screen.teams = list(dict.fromkeys(shown))
            session.add(screen)
    session.flush()


def _make_room(session: Session, moved: Sequence[Membership], kind: str, present: int) -> None:
    """Rewrite memberships one by one; one that would be there twice lasts as long as either."""
    for one in moved:
        engineer = present if kind == "engineer" else one.engineer_id
        team = one.team_id if kind == "engineer" else present
        twin = session.exec(
            select(Membership).where(
                Membership.engineer_id == engineer,
                Membership.team_id == team,
                col(Membership.since) == one.since,
            )
        ).first()
        if twin is None:
            one.engineer_id, one.team_id = engineer, team
            session.add(one)
        else:
            twin.until = _later(twin.until, one.until)
            session.add(twin)
            session.delete(one)
        session.flush()


def _join_up(session: Session, engineer: int) -> None:
    """Make one membership of those in a team that overlap."""
    statement = (
        select(Membership)
        .where(Membership.engineer_id == engineer)
        .order_by(col(Membership.team_id), col(Membership.since))
    )
    last: Membership | None = None
    for one in session.exec(statement).all():
        if last is not None and last.team_id == one.team_id and _reaches(last.until, one.since):
            last.until = _later(last.until, one.until)
            session.add(last)
            session.delete(one)
        else:
            last = one
    session.flush()


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _reaches(until: date | None, since: date) -> bool:
    return until is None or until >= since


def _weight(assist: Assist) -> tuple[bool, bool]:
    state = AssistState(assist.state)
    return is_credited(state, assist.minutes), state is not AssistState.DECLINED


def _gives_way(session: Session, flag: Flag, key: str) -> bool:
    """Whether a flag goes because the same finding is kept already; what is decided stays."""
    twin = session.exec(
        select(Flag).where(Flag.season == flag.season, Flag.rule == flag.rule, Flag.key == key)
    ).first()
    if twin is None:
        return False
    loser = twin if twin.state == CaseState.OPEN and flag.state != CaseState.OPEN else flag
    session.delete(loser)
    # Before the other one takes its key.
    session.flush()
    return loser is flag
