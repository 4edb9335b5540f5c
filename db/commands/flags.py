"""Flags: looked for by the rules, decided on by leads. Nothing is ever excluded by a machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from db.commands.decisions import exclude_rating, restore_rating
from db.commands.ledger import bump_version, record
from db.commands.lost_flags import remove_lost_flags
from db.commands.rights import demand_flag
from db.commands.trust import flag_subject, keep_trust, other_side, withdraw_trust
from db.messages import stored_message
from db.models import Flag
from db.queries.evidence import season_evidence
from db.queries.flags import flagged_ratings, trusted_pairs
from gamify.access import Visitor
from gamify.errors import DecisionRefused, UnknownFlag
from gamify.integrity import flag as pure
from gamify.integrity.case import CaseState
from gamify.integrity.evidence import Evidence
from gamify.integrity.rules import find_flags
from gamify.language import say
from gamify.ratings import ExclusionReason
from gamify.seasons import Calendar, Season, day_of


def look_for_flags(session: Session, *, season: Season, calendar: Calendar, now: datetime) -> int:
    """Let all rules look at a season; returns how many flags are new.

    An open flag that is found again says what is so now; a decided one stays as decided, and
    none is closed. Flags whose ratings have all gone are removed.
    """
    evidence = season_evidence(
        session, season=season, calendar=calendar, today=day_of(now, calendar)
    )
    return keep_flags(session, evidence, season=season, now=now)


def keep_flags(session: Session, evidence: Evidence, *, season: Season, now: datetime) -> int:
    """Keep what the rules find in evidence that has been gathered; returns how many are new."""
    changed = remove_lost_flags(session)
    kept = session.exec(select(Flag).where(Flag.season == season.code)).all()
    known = {(flag.rule, flag.key): flag for flag in kept}
    new = 0
    for found in find_flags(evidence, whitelist=trusted_pairs(session)):
        flag = known.get((found.rule.value, found.key))
        if flag is None:
            new += 1
            session.add(_row(found, season=season, now=now))
        elif flag.state == CaseState.OPEN:
            changed += _refresh(session, flag, found)
    if new or changed:
        bump_version(session)
    return new


def decide_flag(
    session: Session,
    *,
    flag_id: int,
    decision: CaseState,
    reason: ExclusionReason | None = None,
    note: str = "",
    ratings: Sequence[int] = (),
    actor: Visitor,
    now: datetime,
) -> None:
    """Close an open flag: it is fine, or some of its ratings are excluded with a reason.

    Raises UnknownFlag, and DecisionRefused without a name, for a flag that is decided already,
    and for an exclusion without a reason or without ratings of the flag.
    """
    flag = _open_flag(session, flag_id, actor)
    chosen = sorted(set(ratings))
    if decision is CaseState.EXCLUDED:
        known_reason = _checked_reason(flag, reason, chosen)
        for rating in chosen:
            exclude_rating(
                session,
                rating_id=rating,
                reason=known_reason,
                note=f"flag {flag_id}: {note.strip()}".removesuffix(": "),
                actor=actor,
                now=now,
            )
        flag.reason, flag.excluded = known_reason.value, chosen
    elif decision is not CaseState.FINE:
        raise DecisionRefused(problem=say("a flag is fine, or ratings of it are excluded"))
    _close(session, flag, decision, note=note, actor=actor, now=now)


def whitelist_pair(
    session: Session,
    *,
    flag_id: int,
    whole_domain: bool = False,
    note: str = "",
    actor: Visitor,
    now: datetime,
) -> None:
    """Trust the pair of an open flag: its rule no longer flags the two, and this one is fine.

    With `whole_domain` all customers with addresses of this one's domain are trusted. Raises
    UnknownFlag, and DecisionRefused without a name and where the flag is about no pair.
    """
    flag = _open_flag(session, flag_id, actor)
    if not other_side(flag, whole_domain=whole_domain):
        raise DecisionRefused(problem=say("this flag is about no pair that could be trusted"))
    keep_trust(session, flag, whole_domain=whole_domain, note=note, actor=actor, now=now)
    _close(session, flag, CaseState.FINE, note=note, actor=actor, now=now)


def reopen_flag(
    session: Session, *, flag_id: int, note: str = "", actor: Visitor, now: datetime
) -> None:
    """Take a decision back: its excluded ratings count again, and its pair isn't trusted.

    Raises UnknownFlag, and DecisionRefused without a name and for a flag that is open.
    """
    flag = _flag(session, flag_id, actor)
    if flag.state == CaseState.OPEN:
        raise DecisionRefused(problem=say("this flag is open"))
    known = flagged_ratings(session, flag.excluded)
    for rating in known.values():
        if rating.is_excluded:
            restore_rating(session, rating_id=rating.id, note=note, actor=actor, now=now)
    for whole_domain in (False, True):
        withdraw_trust(session, flag, whole_domain=whole_domain, actor=actor, now=now)
    before = _shown(flag)
    flag.state = CaseState.OPEN.value
    flag.decided_at = flag.decided_by = flag.reason = None
    flag.excluded, flag.note = [], ""
    _log(session, "flag reopened", flag, before, note=note, actor=actor, now=now)


def _row(found: pure.Flag, *, season: Season, now: datetime) -> Flag:
    return Flag(
        season=season.code,
        rule=found.rule.value,
        key=found.key,
        severity=found.severity.value,
        engineer_id=found.engineer_id,
        other_id=found.other_id,
        ratings=list(found.ratings),
        evidence=stored_message(found.evidence),
        found_at=now,
    )


def _refresh(session: Session, flag: Flag, found: pure.Flag) -> bool:
    """Whether an open flag now says something else than it did."""
    now = list(found.ratings), stored_message(found.evidence), found.severity.value
    if (flag.ratings, flag.evidence, flag.severity) == now:
        return False
    flag.ratings, flag.evidence, flag.severity = now
    session.add(flag)
    return True


def _flag(session: Session, flag_id: int, actor: Visitor) -> Flag:
    flag = session.get(Flag, flag_id)
    if flag is None:
        raise UnknownFlag(flag=flag_id)
    demand_flag(session, flag, actor)
    if not actor.name.strip():
        raise DecisionRefused(problem=say("the name of the one who decides is needed"))
    return flag


def _open_flag(session: Session, flag_id: int, actor: Visitor) -> Flag:
    flag = _flag(session, flag_id, actor)
    if flag.state != CaseState.OPEN:
        raise DecisionRefused(problem=say("this flag has been decided on already"))
    return flag


def _checked_reason(
    flag: Flag, reason: ExclusionReason | None, ratings: list[int]
) -> ExclusionReason:
    if reason is None:
        raise DecisionRefused(problem=say("a reason is needed"))
    if not ratings or not set(ratings) <= set(flag.ratings):
        raise DecisionRefused(problem=say("choose which of its ratings to exclude"))
    return ExclusionReason(reason)


def _close(
    session: Session, flag: Flag, state: CaseState, *, note: str, actor: Visitor, now: datetime
) -> None:
    before = _shown(flag)
    flag.state, flag.note = state.value, note.strip()
    flag.decided_at, flag.decided_by = now, actor.name
    _log(session, "flag decided", flag, before, note=note, actor=actor, now=now)


def _log(
    session: Session,
    action: str,
    flag: Flag,
    before: dict[str, Any],
    *,
    note: str,
    actor: Visitor,
    now: datetime,
) -> None:
    after, about = _shown(flag) | {"note": note.strip()}, flag_subject(flag)
    record(session, action, subject=about, actor=actor, now=now, before=before, after=after)
    session.add(flag)
    bump_version(session)


def _shown(flag: Flag) -> dict[str, Any]:
    return {"state": flag.state, "reason": flag.reason, "excluded": list(flag.excluded)}
