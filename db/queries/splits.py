"""How the credit of a rating is shared, and whether a lead has set it by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.models import AuditEntry, Credit, Rating, Ticket
from db.queries.engineers import engineer_names
from gamify.credit import CreditShare, CreditSplit, Role, show_share
from gamify.errors import UnknownRating
from gamify.ratings import CREDIT

_AUDIT = SQLModel.metadata.tables["audit"]

#: What the audit log calls a split that a lead has set, and one that goes by the rule again.
SET, BY_RULE = "credit set", "credit by rule"

#: (engineer, units) in order of ids; empty where the owner has it whole.
Shares = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class HandSet:
    """A split that a lead has set. `former` is the one by the rule that it took the place of."""

    shares: Shares
    former: Shares
    actor: str
    at: datetime
    note: str


def credit_split(
    session: Session, rating_id: int, *, hidden_name: str | None = None, language: str = "en"
) -> CreditSplit:
    """Who is credited with a rating, ready to be drawn. Raises UnknownRating.

    Hidden engineers are called `hidden_name`, in which "{id}" stands for the number; without it
    they have their real names.
    """
    rating = session.get(Rating, rating_id)
    if rating is None:
        raise UnknownRating(rating=rating_id)
    ticket = session.get_one(Ticket, rating.ticket_id)
    shares = _shares(session, rating)
    names = engineer_names(session, hidden_name=hidden_name)
    hand = None
    if rating.edited_at is not None:
        hand = splits_by_hand(session, {rating_id: shares if rating.shared else ()}).get(rating_id)
    return CreditSplit(
        rating_id=rating_id,
        ticket=ticket.external_id,
        stars=rating.stars,
        shares=tuple(
            CreditShare(
                engineer_id=engineer,
                name=names[engineer],
                role=Role.OWNER if engineer == rating.owner_id else Role.HELPER,
                units=units,
                text=show_share(units, language=language),
            )
            for engineer, units in sorted(
                shares, key=lambda share: (share[0] != rating.owner_id, share[0])
            )
        ),
        set_by=None if hand is None else hand.actor,
        set_at=None if hand is None else hand.at,
        note="" if hand is None else hand.note,
    )


def splits_by_hand(session: Session, splits: Mapping[int, Shares]) -> dict[int, HandSet]:
    """Which of these splits of ratings, by id, are as a lead has set them."""
    if not splits:
        return {}
    subjects = {f"rating {rating}": rating for rating in splits}
    statement = (
        select(AuditEntry)
        .where(
            col(AuditEntry.action).in_([SET, BY_RULE]),
            among(session, _AUDIT.c.subject, sorted(subjects)),
        )
        .order_by(col(AuditEntry.id))
    )
    latest = {subjects[entry.subject]: entry for entry in session.exec(statement)}
    found = {}
    for rating, entry in latest.items():
        after, before = entry.after or {}, entry.before or {}
        shares = _read(after.get("shares", []))
        if entry.action == SET and shares == splits[rating]:
            found[rating] = HandSet(
                shares, _read(before["by_rule"]), entry.actor, entry.at, after.get("note", "")
            )
    return found


def _shares(session: Session, rating: Rating) -> Shares:
    """The shares of a rating, the whole of it for the owner alone."""
    if not rating.shared:
        return () if rating.owner_id is None else ((rating.owner_id, CREDIT),)
    statement = (
        select(Credit.engineer_id, Credit.units)
        .where(Credit.rating_id == rating.id)
        .order_by(col(Credit.engineer_id))
    )
    return tuple((engineer, units) for engineer, units in session.exec(statement))


def _read(stored: Sequence[Any]) -> Shares:
    return tuple((engineer, units) for engineer, units in stored)
