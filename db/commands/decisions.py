"""What a lead decides about single ratings: exclude, restore, edit. Each is logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.commands.arrivals import shares_of
from db.commands.cells import apply_fold
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.revisions import keep_revisions
from db.commands.sharing import shared_anew
from db.commands.states import RATING, RatingState, change_ratings, rating_states
from db.fold import Fold
from db.instant import to_micros
from db.queries.assists import helps_on
from db.queries.facts import strata_of_kinds
from gamify.access import Visitor, demand
from gamify.credit import CreditRule
from gamify.errors import DecisionRefused, UnknownRating
from gamify.language import Message, say
from gamify.ratings import ExclusionReason
from gamify.rights import Right


@dataclass(frozen=True, slots=True)
class RatingEdit:
    """What of a rating shall be different; None leaves it. `helpers` go with `owner_id`."""

    stars: int | None = None
    comment: str | None = None
    owner_id: int | None = None
    helpers: Sequence[int] = ()
    team_id: int | None = None


def exclude_rating(
    session: Session,
    *,
    rating_id: int,
    reason: ExclusionReason,
    note: str = "",
    actor: Visitor,
    now: datetime,
) -> None:
    """Take a rating out of the standings; it stays visible as excluded.

    Raises UnknownRating, and DecisionRefused for one that is excluded already.
    """
    old = _rating(session, rating_id, actor)
    if old.excluded_at is not None:
        raise DecisionRefused(problem=say("this rating is excluded already"))
    new = old._replace(excluded_at=to_micros(now), excluded_reason=_reason(reason))
    _decide(session, old, new)
    record(
        session,
        "rating excluded",
        subject=f"rating {rating_id}",
        actor=actor,
        now=now,
        before={"excluded": False},
        after={"excluded": True, "reason": reason.value, "note": note.strip()},
    )


def restore_rating(
    session: Session, *, rating_id: int, note: str = "", actor: Visitor, now: datetime
) -> None:
    """Let an excluded rating count again.

    Raises UnknownRating, and DecisionRefused for one that isn't excluded.
    """
    old = _rating(session, rating_id, actor)
    if old.excluded_at is None:
        raise DecisionRefused(problem=say("this rating is not excluded"))
    _decide(session, old, old._replace(excluded_at=None, excluded_reason=None))
    record(
        session,
        "rating restored",
        subject=f"rating {rating_id}",
        actor=actor,
        now=now,
        before={"excluded": True, "reason": old.excluded_reason},
        after={"excluded": False, "note": note.strip()},
    )


def edit_rating(
    session: Session,
    *,
    rating_id: int,
    edit: RatingEdit,
    note: str,
    actor: Visitor,
    now: datetime,
    credit_rule: CreditRule = CreditRule.HALF,
) -> None:
    """Correct a rating by hand; the same row of a file won't change it back.

    Whoever's help counts on its ticket stays credited beside another owner and other helpers.
    Raises UnknownRating, and DecisionRefused without a note, for stars that don't exist, and
    where nothing would change.
    """
    old = _rating(session, rating_id, actor)
    problem = _problem(edit, note)
    new = _edited(old, edit, credit_rule)
    demand(actor, Right.EXCLUDE_RATINGS, teams={old.team_id, new.team_id})
    if new.shares != old.shares or new.owner_id != old.owner_id:
        helps = helps_on(session, [old.ticket_id]).get(old.ticket_id, [])
        new = shared_anew(session, new, helps, rule=credit_rule)
    if problem is None and new == old:
        problem = say("it would change nothing")
    if problem is not None:
        raise DecisionRefused(problem=problem)
    keep_revisions(session, tickets=[], ratings=[old], batch=None, now=now)
    _decide(session, old, new._replace(edited_at=to_micros(now)))
    record(
        session,
        "rating edited",
        subject=f"rating {rating_id}",
        actor=actor,
        now=now,
        before=_shown(old),
        after=_shown(new) | {"note": note.strip(), "comment changed": new.comment != old.comment},
    )


def _rating(session: Session, rating_id: int, actor: Visitor) -> RatingState:
    """The rating, for somebody who may decide about it."""
    session.flush()
    found = rating_states(session, RATING.c.id == rating_id)
    if not found:
        raise UnknownRating(rating=rating_id)
    demand(actor, Right.EXCLUDE_RATINGS, teams={found[0].team_id})
    return found[0]


def _reason(reason: ExclusionReason) -> str:
    try:
        return ExclusionReason(reason).value
    except ValueError as error:
        raise DecisionRefused(problem=say("a reason is needed")) from error


def _problem(edit: RatingEdit, note: str) -> Message | None:
    if not note.strip():
        return say("a reason is needed")
    if edit.stars is not None and edit.stars not in range(1, 6):
        return say("stars go from 1 to 5")
    return None


def _edited(old: RatingState, edit: RatingEdit, rule: CreditRule) -> RatingState:
    owner = edit.owner_id if edit.owner_id is not None else old.owner_id
    new_people = edit.owner_id is not None or edit.helpers
    return old._replace(
        stars=edit.stars if edit.stars is not None else old.stars,
        comment=edit.comment if edit.comment is not None else old.comment,
        owner_id=owner,
        team_id=edit.team_id if edit.team_id is not None else old.team_id,
        shares=shares_of(owner, edit.helpers, rule) if new_people else old.shares,
    )


def _decide(session: Session, old: RatingState, new: RatingState) -> None:
    fold = Fold(kept_calendar(session).fiscal_start)
    change_ratings(session, fold, strata_of_kinds(session), [(old, new)])
    apply_fold(session, fold)
    bump_version(session)


def _shown(rating: RatingState) -> dict[str, object]:
    return {
        "stars": rating.stars,
        "owner_id": rating.owner_id,
        "team_id": rating.team_id,
        "shares": rating.shares,
    }
