"""Ratings again: excluded, restored, corrected, shared by hand; customers' words; requests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from db.commands.cells import apply_fold
from db.commands.customers import ERASED, forget_customer
from db.commands.exclusion_requests import ACCEPTED, ASKED, DECLINED, WITHDRAWN
from db.commands.ledger import kept_calendar
from db.commands.replaying.entry import Again, after, before, differing, number, said, write_again
from db.commands.revisions import keep_revisions
from db.commands.states import RATING, change_ratings, rating_states
from db.commands.undo import undo_import
from db.commands.words import FORGOTTEN, forget_words
from db.fold import Fold
from db.instant import to_micros
from db.models import ExclusionRequest
from db.queries.audit import Decision
from db.queries.facts import strata_of_kinds
from db.queries.splits import BY_RULE, SET
from gamify.exclusion import RequestState

#: What an edit may have changed besides the words; shares come as lists.
_EDITED = ("stars", "owner_id", "team_id")


def _rating(session: Session, decision: Decision) -> None:
    """A rating as the entry says it became."""
    became, was = after(decision), before(decision)
    if "merged" in became:
        # The merger writes this entry itself when it is done again.
        return
    session.flush()
    found = rating_states(session, RATING.c.id == number(decision))
    if not found:
        raise differing()
    (old,) = found
    _require_same(old._asdict(), was)
    at = to_micros(decision.at)
    new = old._replace(**{name: became[name] for name in _EDITED if name in became})
    if "shares" in became:
        new = new._replace(shares=tuple((one, units) for one, units in became["shares"]))
    if "excluded" in became:
        new = new._replace(
            excluded_at=at if became["excluded"] else None, excluded_reason=became.get("reason")
        )
    elif decision.action in {SET, "rating edited"}:
        new = new._replace(edited_at=at)
    if "excluded" not in became:
        keep_revisions(session, tickets=[], ratings=[old], batch=None, now=decision.at)
    fold = Fold(kept_calendar(session).fiscal_start)
    change_ratings(session, fold, strata_of_kinds(session), [(old, new)])
    apply_fold(session, fold)
    write_again(session, decision)


def _require_same(state: Mapping[str, Any], was: Mapping[str, Any]) -> None:
    """Refuse an entry about a rating that was something else."""
    if any(name in was and was[name] != state[name] for name in _EDITED):
        raise differing()
    if "excluded" in was and was["excluded"] != (state["excluded_at"] is not None):
        raise differing()


def _erase_customer(session: Session, decision: Decision) -> None:
    told = after(decision)
    forget_customer(session, told["tickets"], told["pseudonyms"], now=decision.at)
    write_again(session, decision)


def _forget_words(session: Session, decision: Decision) -> None:
    forget_words(session, before=date.fromisoformat(after(decision)["before"]), **said(decision))


def _undo(session: Session, decision: Decision) -> None:
    undo_import(session, batch=number(decision), **said(decision))


def _ask(session: Session, decision: Decision) -> None:
    told = after(decision)
    session.add(
        ExclusionRequest(
            id=told["request"],
            rating_id=number(decision),
            engineer_id=told["engineer_id"],
            reason=told["reason"],
            words=told["words"],
            asked_at=decision.at,
            asked_by=decision.actor,
        )
    )
    write_again(session, decision)


def _answer(session: Session, decision: Decision) -> None:
    told = after(decision)
    asked = session.get_one(ExclusionRequest, told["request"])
    asked.state, asked.answer = RequestState(told["state"]).value, told["answer"]
    asked.decided_at, asked.decided_by = decision.at, decision.actor
    session.add(asked)
    write_again(session, decision)


AGAIN: Mapping[str, Again] = {
    "rating excluded": _rating,
    "rating restored": _rating,
    "rating edited": _rating,
    SET: _rating,
    BY_RULE: _rating,
    ERASED: _erase_customer,
    FORGOTTEN: _forget_words,
    "import undone": _undo,
    ASKED: _ask,
    ACCEPTED: _answer,
    DECLINED: _answer,
    WITHDRAWN: _answer,
}
