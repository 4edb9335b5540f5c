"""Accounts again, without their passwords: the log never holds any.

Whoever has set another one since the backup can't sign in with the former, which may have been
changed because somebody knew it; a new one has to be set.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col

from db.commands.replaying.entry import Again, after, differing, number, write_again
from db.commands.sign_ins import end_all_sign_ins
from db.models import Account, LedTeam
from db.queries.audit import Decision
from gamify.rights import Role


def _make(session: Session, decision: Decision) -> None:
    session.add(
        Account(
            id=number(decision),
            password=None,
            created_at=decision.at,
            created_by=decision.actor,
            **_columns(after(decision)),
        )
    )
    session.flush()
    _lead(session, decision)
    write_again(session, decision)


def _change(session: Session, decision: Decision) -> None:
    row = _row(session, decision)
    for column, value in _columns(after(decision)).items():
        setattr(row, column, value)
    session.add(row)
    session.execute(delete(LedTeam).where(col(LedTeam.account_id) == row.id))
    _lead(session, decision)
    if row.disabled:
        end_all_sign_ins(session, number(decision))
    write_again(session, decision)


def _end(session: Session, decision: Decision) -> None:
    """No former password holds, and nobody is signed in by it."""
    row = _row(session, decision)
    if decision.action == "password set":
        row.password = None
        session.add(row)
    end_all_sign_ins(session, number(decision))
    write_again(session, decision)


def _row(session: Session, decision: Decision) -> Account:
    row = session.get(Account, number(decision))
    if row is None:
        raise differing()
    return row


def _columns(told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "login": told["login"],
        "name": told["name"],
        "role": Role(told["role"]).value,
        "engineer_id": told["engineer_id"],
        "disabled": told["disabled"],
        "claimed": told.get("claimed", False),
    }


def _lead(session: Session, decision: Decision) -> None:
    for team in after(decision)["team_ids"]:
        session.add(LedTeam(account_id=number(decision), team_id=team))
    session.flush()


AGAIN: Mapping[str, Again] = {
    "account made": _make,
    "account changed": _change,
    "password set": _end,
    "signed out everywhere": _end,
}
