"""Takes back the names and memberships that an undone import had made, where nothing uses them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Integer, delete, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import among
from db.commands.lost_flags import remove_lost_flags
from db.instant import from_day_number, to_day_number
from db.models import Grain, Membership

_TABLES = SQLModel.metadata.tables


def withdraw_memberships(session: Session, created: Mapping[str, Any]) -> None:
    """Undo the changes of memberships; one that remaining work shows begins with that work."""
    moved = created.get("membership", [])
    first_days = _first_days(session) if moved else {}
    # On one day a membership may have begun, and then been found to have begun earlier.
    for id_, former, changed in reversed(moved):
        membership = session.get(Membership, id_)
        if membership is None or to_day_number(membership.since) != changed:
            continue
        shown = first_days.get((membership.team_id, membership.engineer_id))
        since = [day for day in (former, shown) if day is not None]
        if since:
            membership.since = from_day_number(min(since))
            session.add(membership)
        else:
            session.delete(membership)
    session.flush()


def withdraw_names(session: Session, created: Mapping[str, Any]) -> None:
    """Delete engineers, teams, kinds and strata that the import made and nothing uses.

    Flags about its ratings go first; what a lead has decided of others keeps its people, and so
    does what other imports have changed, because their undo puts it back.
    """
    remove_lost_flags(session)
    remembered = _remembered(session) if any(created.get(name) for name, _ in _USERS) else {}
    for name, users in _USERS:
        made = set(created.get(name, [])) - remembered.get(name, set())
        for user in users if made else ():
            made -= set(session.scalars(select_rows(user).distinct()))
        if made:
            table = _TABLES[name]
            session.execute(delete(table).where(among(session, table.c.id, sorted(made))))
    session.expire_all()


def _remembered(session: Session) -> dict[str, set[int]]:
    """Ids of engineers, teams and kinds of work that revisions may put back."""
    before = _TABLES["revision"].c.before
    found: dict[str, set[int]] = {}
    for name, field in (
        ("engineer", "owner_id"),
        ("team", "team_id"),
        ("work_kind", "kind_id"),
        ("work_kind", "relabelled_kind_id"),
    ):
        statement = select_rows(before[field].as_integer()).distinct()
        found.setdefault(name, set()).update(session.scalars(statement))
    shares = select_rows(before["shares"].as_string()).distinct()
    for text in session.scalars(shares):
        found["engineer"].update(engineer for engineer, _ in json.loads(text or "[]"))
    return found


def _column(table: str, name: str) -> Column[Any]:
    return _TABLES[table].c[name]


#: Table of names → the columns that use it, in the order in which they can be deleted.
_USERS = (
    (
        "engineer",
        (
            _column("rating", "owner_id"),
            _column("ticket", "owner_id"),
            _column("credit", "engineer_id"),
            _column("membership", "engineer_id"),
            _column("assist", "engineer_id"),
            _column("flag", "engineer_id"),
            _column("flag", "other_id"),
            _column("flag_whitelist", "engineer_id"),
            _column("challenge", "engineer_id"),
            _column("account", "engineer_id"),
            _column("alias", "engineer_id"),
            _column("erased", "engineer_id"),
            _column("exclusion_request", "engineer_id"),
            _column("namesakes", "engineer_id"),
            _column("namesakes", "other_engineer_id"),
            _column("thanks", "engineer_id"),
            _column("thanks", "from_id"),
            _column("shift_note", "author_id"),
            _column("pulse_part", "engineer_id"),
        ),
    ),
    (
        "team",
        (
            _column("rating", "team_id"),
            _column("ticket", "team_id"),
            _column("membership", "team_id"),
            _column("challenge", "team_id"),
            _column("led_team", "team_id"),
            _column("alias", "team_id"),
            _column("namesakes", "team_id"),
            _column("namesakes", "other_team_id"),
            _column("announcement", "team_id"),
            _column("shift_note", "team_id"),
            _column("game_pause", "team_id"),
            _column("pulse_count", "team_id"),
        ),
    ),
    (
        "work_kind",
        (
            _column("rating", "kind_id"),
            _column("ticket", "kind_id"),
            _column("ticket", "relabelled_kind_id"),
        ),
    ),
    ("stratum", (_column("work_kind", "stratum_id"), _column("par_stratum", "stratum_id"))),
)


def _first_days(session: Session) -> dict[tuple[int, int], int]:
    """(team, engineer) → the first day with work of that engineer in that team."""
    cell = _TABLES["cell"]
    statement = (
        select_rows(cell.c.team_id, cell.c.engineer_id, func.min(type_coerce(cell.c.day, Integer)))
        .where(cell.c.grain == int(Grain.ENGINEER_DAY))
        .group_by(cell.c.team_id, cell.c.engineer_id)
    )
    return {(team, engineer): day for team, engineer, day in session.execute(statement)}
