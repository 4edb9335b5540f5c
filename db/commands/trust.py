"""Pairs that a rule no longer flags: trusted with a decision on a flag, and no longer with it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from db.commands.ledger import record
from db.models import Flag, FlagWhitelist
from gamify.access import Visitor
from gamify.integrity.flag import other_of

TRUSTED, NO_LONGER_TRUSTED = "pair trusted", "pair no longer trusted"


def other_side(flag: Flag, *, whole_domain: bool) -> str:
    """The customer or colleague of a flag's pair, or the domain as "@example.com"; "" for none."""
    other = other_of(flag.key)
    if not whole_domain:
        return other
    _, at, domain = other.rpartition("@")
    return f"@{domain.strip().lower()}" if at else ""


def flag_subject(flag: Flag) -> str:
    """What the log calls a flag: it never holds a customer's name."""
    return f"flag {flag.id} ({flag.rule}, engineer {flag.engineer_id})"


def keep_trust(
    session: Session, flag: Flag, *, whole_domain: bool, note: str, actor: Visitor, now: datetime
) -> None:
    """Let the rule of a flag no longer flag its pair; nothing happens where it doesn't already."""
    other = other_side(flag, whole_domain=whole_domain)
    if _trusted(session, flag, other) is not None:
        return
    session.add(
        FlagWhitelist(
            rule=flag.rule,
            engineer_id=flag.engineer_id,
            other=other,
            actor=actor.name,
            added_at=now,
            note=note.strip(),
        )
    )
    told = {"whole_domain": whole_domain, "note": note.strip()}
    record(session, TRUSTED, subject=flag_subject(flag), actor=actor, now=now, after=told)


def withdraw_trust(
    session: Session, flag: Flag, *, whole_domain: bool, actor: Visitor, now: datetime
) -> None:
    """Let the rule flag the pair again; nothing happens where it isn't trusted."""
    other = other_side(flag, whole_domain=whole_domain)
    found = _trusted(session, flag, other) if other else None
    if found is None:
        return
    session.delete(found)
    told = {"whole_domain": whole_domain}
    about = flag_subject(flag)
    record(session, NO_LONGER_TRUSTED, subject=about, actor=actor, now=now, before=told)


def _trusted(session: Session, flag: Flag, other: str) -> FlagWhitelist | None:
    statement = select(FlagWhitelist).where(
        FlagWhitelist.rule == flag.rule,
        FlagWhitelist.engineer_id == flag.engineer_id,
        FlagWhitelist.other == other,
    )
    return session.exec(statement.order_by(col(FlagWhitelist.id))).first()
