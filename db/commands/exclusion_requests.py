"""An engineer asks that a rating be excluded, a lead decides. Each is logged, words included."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from db.commands.decisions import exclude_rating
from db.commands.ledger import bump_version, record
from db.commands.states import RATING, RatingState, rating_states
from db.models import ExclusionRequest
from gamify.access import Visitor, demand
from gamify.errors import DecisionRefused, UnknownRating
from gamify.exclusion import RequestState, UnknownRequest
from gamify.language import say
from gamify.ratings import ExclusionReason
from gamify.rights import Right

ASKED, ACCEPTED, DECLINED, WITHDRAWN = (
    "exclusion asked for",
    "exclusion accepted",
    "exclusion declined",
    "exclusion request withdrawn",
)


def ask_exclusion(
    session: Session,
    *,
    rating_id: int,
    engineer_id: int,
    reason: ExclusionReason,
    words: str,
    actor: Visitor,
    now: datetime,
) -> int:
    """Ask that a rating be excluded, for an engineer who is credited with it; returns a number.

    Raises UnknownRating, and DecisionRefused without words, for somebody who isn't credited
    with it, and for a rating that is excluded or asked about already.
    """
    rating = _rating(session, rating_id)
    demand(actor, Right.CLAIM_HELP, engineer_id=engineer_id, teams={rating.team_id})
    if engineer_id != rating.owner_id and engineer_id not in dict(rating.shares):
        raise DecisionRefused(problem=say("only who is credited with a rating can ask about it"))
    if rating.excluded_at is not None:
        raise DecisionRefused(problem=say("this rating is excluded already"))
    if not words.strip():
        raise DecisionRefused(problem=say("a reason is needed"))
    open_one = select(ExclusionRequest.id).where(
        ExclusionRequest.rating_id == rating_id, ExclusionRequest.state == RequestState.OPEN
    )
    if session.exec(open_one).first() is not None:
        raise DecisionRefused(problem=say("a lead has been asked about this rating already"))
    asked = ExclusionRequest(
        rating_id=rating_id,
        engineer_id=engineer_id,
        reason=ExclusionReason(reason).value,
        words=words.strip(),
        asked_at=now,
        asked_by=actor.name,
    )
    session.add(asked)
    session.flush()
    told = {"engineer_id": engineer_id, "reason": asked.reason, "words": asked.words}
    _log(session, ASKED, asked, None, told, actor=actor, now=now)
    return asked.id or 0


def accept_exclusion(
    session: Session, *, request_id: int, answer: str = "", actor: Visitor, now: datetime
) -> None:
    """Exclude the rating for the reason that was given; it can be restored at any time.

    Raises UnknownRequest, and DecisionRefused for one that was decided on and for a rating that
    is excluded already.
    """
    asked = _open(session, request_id)
    exclude_rating(
        session,
        rating_id=asked.rating_id,
        reason=ExclusionReason(asked.reason),
        note=f"request {request_id}: {answer.strip() or asked.words}",
        actor=actor,
        now=now,
    )
    _decide(session, asked, RequestState.ACCEPTED, ACCEPTED, answer, actor=actor, now=now)


def decline_exclusion(
    session: Session, *, request_id: int, answer: str, actor: Visitor, now: datetime
) -> None:
    """Let the rating count, with a word why.

    Raises UnknownRequest, and DecisionRefused without a word and for one that was decided on.
    """
    asked = _open(session, request_id)
    demand(actor, Right.EXCLUDE_RATINGS, teams={_rating(session, asked.rating_id).team_id})
    if not answer.strip():
        raise DecisionRefused(problem=say("a word is needed for the one who has asked"))
    _decide(session, asked, RequestState.DECLINED, DECLINED, answer, actor=actor, now=now)


def withdraw_exclusion(session: Session, *, request_id: int, actor: Visitor, now: datetime) -> None:
    """Take a request back. Raises UnknownRequest, and DecisionRefused for one decided on."""
    asked = _open(session, request_id)
    team = _rating(session, asked.rating_id).team_id
    demand(actor, Right.CLAIM_HELP, engineer_id=asked.engineer_id, teams={team})
    _decide(session, asked, RequestState.WITHDRAWN, WITHDRAWN, "", actor=actor, now=now)


def _rating(session: Session, rating_id: int) -> RatingState:
    session.flush()
    found = rating_states(session, RATING.c.id == rating_id)
    if not found:
        raise UnknownRating(rating=rating_id)
    return found[0]


def _open(session: Session, request_id: int) -> ExclusionRequest:
    found = session.get(ExclusionRequest, request_id)
    if found is None:
        raise UnknownRequest(request=request_id)
    if found.state != RequestState.OPEN:
        raise DecisionRefused(problem=say("this request has been decided on already"))
    return found


def _decide(
    session: Session,
    asked: ExclusionRequest,
    state: RequestState,
    action: str,
    answer: str,
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    asked.state, asked.answer = state.value, answer.strip()
    asked.decided_at, asked.decided_by = now, actor.name
    session.add(asked)
    before = {"state": RequestState.OPEN.value}
    after = {"state": state.value, "answer": asked.answer}
    _log(session, action, asked, before, after, actor=actor, now=now)


def _log(
    session: Session,
    action: str,
    asked: ExclusionRequest,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    *,
    actor: Visitor,
    now: datetime,
) -> None:
    record(
        session,
        action,
        subject=f"rating {asked.rating_id}",
        actor=actor,
        now=now,
        before=before,
        after={"request": asked.id} | after,
    )
    bump_version(session)
