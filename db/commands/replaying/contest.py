"""Around the competition again: help on tickets, flags, trusted pairs, challenges."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from db.commands.assists import claim_assist, confirm_assist, decline_assist
from db.commands.replaying.entry import (
    Again,
    after,
    before,
    differing,
    name,
    number,
    said,
    write_again,
)
from db.commands.trust import NO_LONGER_TRUSTED, TRUSTED, keep_trust, withdraw_trust
from db.models import ChallengeRecord, Flag
from db.queries.audit import Decision
from db.queries.challenges import CANCELLED, CHANGED, RUNNING
from gamify.credit import CreditRule
from gamify.integrity.case import CaseState


def _help(session: Session, decision: Decision) -> None:
    told = after(decision)
    about: dict[str, Any] = {
        "ticket_id": number(decision),
        "engineer_id": told["engineer_id"],
        "credit_rule": CreditRule(told.get("rule", CreditRule.HALF)),
        **said(decision),
    }
    if decision.action == "assist claimed":
        claim_assist(session, minutes=told["minutes"], **about)
    elif decision.action == "assist confirmed":
        confirm_assist(session, **about)
    else:
        decline_assist(session, **about)


def _flag(session: Session, decision: Decision) -> Flag:
    """The flag that an entry is about: "flag 3 (F1, engineer 2)"."""
    told, _, about = name(decision).partition(" ")
    flag = session.get(Flag, int(told))
    if flag is None or f"({flag.rule}, engineer {flag.engineer_id})" != about:
        raise differing()
    return flag


def _decide_flag(session: Session, decision: Decision) -> None:
    """A flag as the entry says it became; what became of its ratings has entries of its own."""
    flag, told = _flag(session, decision), after(decision)
    if flag.state != before(decision)["state"]:
        raise differing()
    flag.state, flag.reason = CaseState(told["state"]).value, told["reason"]
    flag.excluded = list(told["excluded"])
    is_open = flag.state == CaseState.OPEN
    flag.note = "" if is_open else told["note"]
    flag.decided_at = None if is_open else decision.at
    flag.decided_by = None if is_open else decision.actor
    session.add(flag)
    write_again(session, decision)


def _trust(session: Session, decision: Decision) -> None:
    told = after(decision)
    keep_trust(
        session,
        _flag(session, decision),
        whole_domain=told["whole_domain"],
        note=told["note"],
        **said(decision),
    )


def _no_trust(session: Session, decision: Decision) -> None:
    is_domain = before(decision)["whole_domain"]
    withdraw_trust(session, _flag(session, decision), whole_domain=is_domain, **said(decision))


def _set_challenge(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        ChallengeRecord(
            id=number(decision),
            team_id=told["team_id"],
            engineer_id=told["engineer_id"],
            state=told["state"],
            created_at=decision.at,
            created_by=decision.actor,
            **_aims(told),
        )
    )
    write_again(session, decision)


def _change_challenge(session: Session, decision: Decision) -> None:
    """A challenge as the entry says it became; a result is told whole, it isn't worked out anew."""
    row, told = session.get(ChallengeRecord, number(decision)), after(decision)
    if row is None:
        raise differing()
    match decision.action:
        case "challenge started":
            row.state = RUNNING
        case "challenge cancelled":
            row.state, row.closed_at = CANCELLED, decision.at
        case "challenge closed":
            row.state, row.closed_at, row.result = told["state"], decision.at, told["result"]
        case _:
            for column, value in _aims(told).items():
                setattr(row, column, value)
    session.add(row)
    write_again(session, decision)


def _aims(told: Mapping[str, Any]) -> dict[str, Any]:
    """What a challenge asks for and when, as columns."""
    return {
        "title": told["title"],
        "first": date.fromisoformat(told["first"]),
        "last": date.fromisoformat(told["last"]),
        "criteria": told["criteria"],
    }


AGAIN: Mapping[str, Again] = {
    "assist claimed": _help,
    "assist confirmed": _help,
    "assist declined": _help,
    "flag decided": _decide_flag,
    "flag reopened": _decide_flag,
    TRUSTED: _trust,
    NO_LONGER_TRUSTED: _no_trust,
    "challenge set": _set_challenge,
    "challenge edited": _change_challenge,
    CHANGED: _change_challenge,
    "challenge started": _change_challenge,
    "challenge cancelled": _change_challenge,
    "challenge closed": _change_challenge,
}
