"""Does again what the log says: decisions about people and ratings, on the state they began with.

After a restore it brings back what was decided since the backup, from the log that was saved
(`audit --json`). Customers' words never enter the log, so what somebody has changed in a comment
isn't brought back. Imports are done again from their files, in between.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from db.commands.cells import apply_fold
from db.commands.customers import ERASED as CUSTOMER_ERASED
from db.commands.customers import forget_customer
from db.commands.erasure import ERASED as ENGINEER_ERASED
from db.commands.erasure import forget_engineer
from db.commands.exclusion_requests import ACCEPTED, ASKED, DECLINED, WITHDRAWN
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.memberships import (
    JOINED,
    LEFT,
    TRANSFERRED,
    join_team,
    leave_team,
    transfer_engineer,
)
from db.commands.mergers import MERGED, merge_engineers, merge_teams
from db.commands.people import (
    ALIAS_ADDED,
    ALIAS_REMOVED,
    RENAMED,
    add_alias,
    hide_engineer,
    remove_alias,
    rename,
)
from db.commands.revisions import keep_revisions
from db.commands.states import RATING, change_ratings, rating_states
from db.fold import Fold
from db.instant import to_micros
from db.models import ExclusionRequest
from db.queries.audit import Decision
from db.queries.facts import strata_of_kinds
from db.queries.people import ENGINEER, TEAM, Whom
from db.queries.splits import BY_RULE, SET
from gamify.access import console
from gamify.errors import DecisionRefused
from gamify.exclusion import RequestState
from gamify.language import say

#: What an edit may have changed besides the words; shares come as lists.
_EDITED = ("stars", "owner_id", "team_id")


def replay(session: Session, decisions: Iterable[Decision]) -> int:
    """Take decisions again, the oldest first; returns how many. Others are passed over.

    Raises DecisionRefused where one doesn't fit the state: then the log and the data differ.
    """
    done = 0
    for decision in decisions:
        again = _AGAIN.get(decision.action)
        if again is not None:
            again(session, decision)
            session.flush()
            done += 1
    return done


def _number(decision: Decision) -> int:
    return int(decision.subject.rpartition(" ")[2])


def _after(decision: Decision) -> Mapping[str, Any]:
    return decision.after or {}


def _said(decision: Decision) -> dict[str, Any]:
    """Who decided it, and when."""
    return {"actor": console(decision.actor), "now": decision.at}


def _rating(session: Session, decision: Decision) -> None:
    """A rating as the entry says it became."""
    after, before = _after(decision), decision.before or {}
    if "merged" in after:
        # The merger writes this entry itself when it is done again.
        return
    session.flush()
    (old,) = rating_states(session, RATING.c.id == _number(decision))
    _require_same(old._asdict(), before)
    at = to_micros(decision.at)
    new = old._replace(**{name: after[name] for name in _EDITED if name in after})
    if "shares" in after:
        new = new._replace(shares=tuple((one, units) for one, units in after["shares"]))
    if "excluded" in after:
        new = new._replace(
            excluded_at=at if after["excluded"] else None, excluded_reason=after.get("reason")
        )
    elif decision.action in {SET, "rating edited"}:
        new = new._replace(edited_at=at)
    if "excluded" not in after:
        keep_revisions(session, tickets=[], ratings=[old], batch=None, now=decision.at)
    fold = Fold(kept_calendar(session).fiscal_start)
    change_ratings(session, fold, strata_of_kinds(session), [(old, new)])
    apply_fold(session, fold)
    _write(session, decision)


def _require_same(state: Mapping[str, Any], before: Mapping[str, Any]) -> None:
    """Refuse an entry about a rating that was something else."""
    for name in _EDITED:
        if name in before and before[name] != state[name]:
            raise DecisionRefused(problem=say("the log and the data differ"))
    if "excluded" in before and before["excluded"] != (state["excluded_at"] is not None):
        raise DecisionRefused(problem=say("the log and the data differ"))


def _write(session: Session, decision: Decision) -> None:
    """The same entry once more."""
    record(
        session,
        decision.action,
        subject=decision.subject,
        actor=console(decision.actor),
        now=decision.at,
        before=decision.before,
        after=decision.after,
    )
    bump_version(session)


def _hide(session: Session, decision: Decision) -> None:
    hidden = bool(_after(decision)["hidden"])
    hide_engineer(session, engineer_id=_number(decision), hidden=hidden, **_said(decision))


def _enter(session: Session, decision: Decision) -> None:
    act = join_team if decision.action == JOINED else transfer_engineer
    after = _after(decision)
    act(
        session,
        engineer_id=_number(decision),
        team_id=after["team_id"],
        since=date.fromisoformat(after["since"]),
        **_said(decision),
    )


def _leave(session: Session, decision: Decision) -> None:
    last = date.fromisoformat(_after(decision)["last"])
    leave_team(session, engineer_id=_number(decision), last=last, **_said(decision))


def _whom(decision: Decision) -> Whom:
    kind, _, number = decision.subject.rpartition(" ")
    return Whom(kind, int(number))


def _rename(session: Session, decision: Decision) -> None:
    rename(session, _whom(decision), name=_after(decision)["name"], **_said(decision))


def _alias(session: Session, decision: Decision) -> None:
    add_alias(session, _whom(decision), name=_after(decision)["alias"], **_said(decision))


def _no_alias(session: Session, decision: Decision) -> None:
    name = (decision.before or {})["alias"]
    remove_alias(session, _whom(decision), name=name, **_said(decision))


def _merge(session: Session, decision: Decision) -> None:
    act = merge_engineers if _whom(decision).kind == ENGINEER else merge_teams
    into = _after(decision)["into"]
    act(session, duplicate_id=_number(decision), into_id=into, **_said(decision))


def _erase_engineer(session: Session, decision: Decision) -> None:
    hashes = _after(decision)["pseudonyms"]
    forget_engineer(session, _number(decision), hashes, now=decision.at)
    _write(session, decision)


def _erase_customer(session: Session, decision: Decision) -> None:
    after = _after(decision)
    forget_customer(session, after["tickets"], after["pseudonyms"], now=decision.at)
    _write(session, decision)


def _ask(session: Session, decision: Decision) -> None:
    after = _after(decision)
    session.add(
        ExclusionRequest(
            id=after["request"],
            rating_id=_number(decision),
            engineer_id=after["engineer_id"],
            reason=after["reason"],
            words=after["words"],
            asked_at=decision.at,
            asked_by=decision.actor,
        )
    )
    _write(session, decision)


def _answer(session: Session, decision: Decision) -> None:
    after = _after(decision)
    asked = session.get_one(ExclusionRequest, after["request"])
    asked.state, asked.answer = RequestState(after["state"]).value, after["answer"]
    asked.decided_at, asked.decided_by = decision.at, decision.actor
    session.add(asked)
    _write(session, decision)


_AGAIN: Mapping[str, Callable[[Session, Decision], None]] = {
    "rating excluded": _rating,
    "rating restored": _rating,
    "rating edited": _rating,
    SET: _rating,
    BY_RULE: _rating,
    "name hidden": _hide,
    "name shown": _hide,
    JOINED: _enter,
    TRANSFERRED: _enter,
    LEFT: _leave,
    RENAMED.format(ENGINEER): _rename,
    RENAMED.format(TEAM): _rename,
    ALIAS_ADDED: _alias,
    ALIAS_REMOVED: _no_alias,
    MERGED.format(ENGINEER): _merge,
    MERGED.format(TEAM): _merge,
    ENGINEER_ERASED: _erase_engineer,
    CUSTOMER_ERASED: _erase_customer,
    ASKED: _ask,
    ACCEPTED: _answer,
    DECLINED: _answer,
    WITHDRAWN: _answer,
}
