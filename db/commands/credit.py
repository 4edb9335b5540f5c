"""Sets the split of a rating by hand, and lets it go by the rule again. Both are logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from db.commands.cells import apply_fold
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.revisions import keep_revisions
from db.commands.sharing import existing_engineers, hand_set, shared_anew, source_shares
from db.commands.states import RATING, RatingState, Shares, change_ratings, rating_states
from db.fold import Fold
from db.instant import to_micros
from db.queries.assists import helps_on
from db.queries.facts import strata_of_kinds
from db.queries.splits import BY_RULE, SET
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.errors import DecisionRefused, UnknownRating
from gamify.language import Message, say
from gamify.ratings import CREDIT
from gamify.rights import Right


def set_credit(
    session: Session,
    *,
    rating_id: int,
    units: Mapping[int, int],
    note: str,
    actor: Visitor,
    now: datetime,
) -> None:
    """Share a rating as a lead says; the same row of a file and later help leave it so.

    `units` are credit units by engineer and sum to 27 720; whoever has 0 is left out. Raises
    UnknownRating, and DecisionRefused without a note, for another sum, for units below 0 or
    that aren't whole, for engineers who don't exist, and where nothing would change.
    """
    old = _rating(session, rating_id, actor)
    shares = _as_stored(old.owner_id, {one: part for one, part in units.items() if part})
    hand = hand_set(session, [old]).get(rating_id)
    problem = _problem(session, units, note)
    if problem is None and hand is not None and shares == old.shares:
        problem = say("it would change nothing")
    if problem is not None:
        raise DecisionRefused(problem=problem)
    new = old._replace(shares=shares, edited_at=to_micros(now))
    _store(session, old, new, now)
    by_rule = old.shares if hand is None else hand.former
    record(
        session,
        SET,
        subject=f"rating {rating_id}",
        actor=actor,
        now=now,
        before={"shares": old.shares, "by_rule": by_rule},
        after={"shares": shares, "note": note.strip()},
    )


def share_by_rule(
    session: Session,
    *,
    rating_id: int,
    note: str = "",
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> None:
    """Take a split that was set by hand back: the former one holds, with whoever helped since.

    Raises UnknownRating, and DecisionRefused for a split that wasn't set by hand.
    """
    old = _rating(session, rating_id, actor)
    hand = hand_set(session, [old]).get(rating_id)
    if hand is None:
        raise DecisionRefused(problem=say("this credit is shared by the rule as it is"))
    people = {engineer for engineer, _ in hand.former}
    # Somebody may have gone with an import that was undone since.
    is_whole = existing_engineers(session, people) == people
    former = old._replace(shares=hand.former if is_whole else source_shares(session, old))
    helps = helps_on(session, [old.ticket_id]).get(old.ticket_id, [])
    new = shared_anew(session, former, helps, rule=credit_rule)
    _store(session, old, new, now)
    record(
        session,
        BY_RULE,
        subject=f"rating {rating_id}",
        actor=actor,
        now=now,
        before={"shares": old.shares},
        after={"shares": new.shares, "note": note.strip()},
    )


def _rating(session: Session, rating_id: int, actor: Visitor) -> RatingState:
    """The rating, for somebody who may share it."""
    session.flush()
    found = rating_states(session, RATING.c.id == rating_id)
    if not found:
        raise UnknownRating(rating=rating_id)
    demand(actor, Right.SHARE_CREDIT, teams={found[0].team_id})
    return found[0]


def _as_stored(owner: int | None, units: Mapping[int, int]) -> Shares:
    """Shares in order of ids; none where the owner has it whole."""
    return () if dict(units) == {owner: CREDIT} else tuple(sorted(units.items()))


def _problem(session: Session, units: Mapping[int, int], note: str) -> Message | None:
    if not note.strip():
        return say("a reason is needed")
    if any(isinstance(part, bool) or not isinstance(part, int) for part in units.values()):
        return say("shares are whole units of {units}", units=CREDIT)
    if any(part < 0 for part in units.values()):
        return say("nobody's share is below nothing")
    if sum(units.values()) != CREDIT:
        return say("the shares of a rating make exactly 1 together ({units} units)", units=CREDIT)
    if existing_engineers(session, set(units)) != set(units):
        return say("there is no such engineer or team")
    return None


def _store(session: Session, old: RatingState, new: RatingState, now: datetime) -> None:
    keep_revisions(session, tickets=[], ratings=[old], batch=None, now=now)
    fold = Fold(kept_calendar(session).fiscal_start)
    change_ratings(session, fold, strata_of_kinds(session), [(old, new)])
    apply_fold(session, fold)
    bump_version(session)
