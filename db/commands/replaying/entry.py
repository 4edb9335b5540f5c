"""What a line of the log says, and the line once more."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import Session

from db.commands.ledger import bump_version, record
from db.queries.audit import Decision
from gamify.access import console
from gamify.errors import DecisionRefused
from gamify.language import say
from gamify.standings import Rules

#: Takes one decision again.
Again = Callable[[Session, Decision], None]


def number(decision: Decision) -> int:
    """The number at the end of its subject: "rating 12" is 12."""
    return int(name(decision))


def name(decision: Decision) -> str:
    """What its subject is called: "screen lobby" is "lobby"."""
    return decision.subject.partition(" ")[2]


def after(decision: Decision) -> Mapping[str, Any]:
    """What it led to."""
    return decision.after or {}


def before(decision: Decision) -> Mapping[str, Any]:
    """What was before."""
    return decision.before or {}


def said(decision: Decision) -> dict[str, Any]:
    """Who decided it, and when, as a command is told."""
    return {"actor": console(decision.actor), "now": decision.at}


def rules_of(decision: Decision) -> Rules:
    """The parameters by which it was worked out."""
    return Rules(**after(decision).get("rules", {}))


def differing() -> DecisionRefused:
    """To be raised where the log speaks of something else than what is there."""
    return DecisionRefused(problem=say("the log and the data differ"))


def write_again(session: Session, decision: Decision) -> None:
    """The same line once more."""
    record(
        session,
        decision.action,
        subject=decision.subject,
        before=decision.before,
        after=decision.after,
        **said(decision),
    )
    bump_version(session)
