"""Keeps the splits of ratings in line with who helped on their tickets.

A split is what the source says of owner and helpers, and beside them those whose help counts
(SCORING C). One that a lead has set by hand stays as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import among
from db.commands.arrivals import shares_of
from db.commands.revisions import keep_revisions, words_of_source
from db.commands.states import RATING, RatingState, Shares, change_ratings, rating_states
from db.days import Ints
from db.fold import Fold
from db.queries.assists import Help, helps_on
from db.queries.splits import HandSet, splits_by_hand
from gamify.credit import CreditRule

_ENGINEER = SQLModel.metadata.tables["engineer"]


class Sharing(NamedTuple):
    """What became of the ratings of some tickets: shared anew, or left as a lead has set them."""

    changed: int
    by_hand: int


def share_with_helpers(
    session: Session,
    fold: Fold,
    strata: Ints,
    *,
    tickets: Sequence[int],
    now: datetime,
    rule: CreditRule = CreditRule.HALF,
) -> Sharing:
    """Credit those whose help counts, and them alone, with the ratings of tickets.

    Done twice it changes nothing. Tickets on which nobody says to have helped stay as they are.
    """
    helps = helps_on(session, tickets)
    if not helps:
        return Sharing(0, 0)
    session.flush()
    ratings = rating_states(session, among(session, RATING.c.ticket_id, sorted(helps)))
    by_hand = hand_set(session, ratings)
    changes = []
    for old in ratings:
        if old.id not in by_hand:
            new = shared_anew(session, old, helps[old.ticket_id], rule=rule)
            if new != old:
                changes.append((old, new))
    keep_revisions(session, tickets=[], ratings=[old for old, _ in changes], batch=None, now=now)
    change_ratings(session, fold, strata, changes)
    return Sharing(len(changes), len(by_hand))


def shared_anew(
    session: Session,
    rating: RatingState,
    helps: Sequence[Help],
    *,
    rule: CreditRule = CreditRule.HALF,
) -> RatingState:
    """A rating with the split that follows from its source and from whose help counts.

    It keeps its exact split where the same people are in it, and gets that of its source where
    nobody else is left.
    """
    said = words_of_source(session, rating)
    claimed = {each.engineer_id for each in helps}
    counted = {each.engineer_id for each in helps if each.is_credited}
    named, now = _helpers(said.owner_id, said.shares), _helpers(rating.owner_id, rating.shares)
    named &= existing_engineers(session, named)
    wanted = {each for each in now if each not in claimed or each in named} | counted
    wanted.discard(rating.owner_id or 0)
    if wanted == now:
        return rating
    if wanted == _helpers(said.owner_id, said.shares) and said.owner_id == rating.owner_id:
        return rating._replace(shares=said.shares)
    return rating._replace(shares=shares_of(rating.owner_id, sorted(wanted), rule))


def source_shares(session: Session, rating: RatingState) -> Shares:
    """The split that a rating has by its source alone, as far as that fits its owner."""
    said = words_of_source(session, rating)
    return said.shares if said.owner_id == rating.owner_id else ()


def hand_set(session: Session, ratings: Sequence[RatingState]) -> dict[int, HandSet]:
    """The splits among those of ratings that a lead has set by hand, by rating."""
    edited = {each.id: each.shares for each in ratings if each.edited_at is not None}
    return splits_by_hand(session, edited)


def existing_engineers(session: Session, ids: Collection[int]) -> set[int]:
    """Which of these are ids of engineers; an undone import takes those along that it made."""
    if not ids:
        return set()
    statement = select_rows(_ENGINEER.c.id).where(among(session, _ENGINEER.c.id, sorted(ids)))
    return set(session.scalars(statement))


def _helpers(owner: int | None, shares: Shares) -> set[int]:
    """Everyone in a split but the owner."""
    return {engineer for engineer, _ in shares} - {owner or 0}
