"""The demo's thanks: a few owners have thanked those who helped them lately."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from sqlmodel import Session, col, select

from db.commands.thanks import thank
from db.models import Credit, Engineer, Rating, Ticket
from gamify.access import Visitor, Way
from gamify.rights import Role

WORDS = (
    "",
    "You saw in a minute what I had been looking for all morning.",
    "",
    "Спасибо, что остался на связи до конца смены!",
    "The customer wrote me twice how kind you were.",
    "",
    "Without your script this would have taken the whole night.",
)


def seed_thanks(session: Session, rng: Random, *, now: datetime) -> None:
    """Thank for help on tickets rated of late, each within two days of the rating."""
    statement = (
        select(Rating, Ticket, Credit.engineer_id)
        .where(
            Rating.ticket_id == Ticket.id,
            Credit.rating_id == Rating.id,
            Credit.engineer_id != Ticket.owner_id,
            col(Ticket.owner_id).is_not(None),
        )
        .order_by(col(Rating.rated_at).desc(), col(Rating.id).desc(), col(Credit.engineer_id))
        .limit(len(WORDS) * 6)
    )
    names = {one.id: one.name for one in session.exec(select(Engineer))}
    # Newest first: every sixth one.
    chosen = session.exec(statement).all()[::6]
    said = [
        (min(rating.rated_at + timedelta(hours=rng.randrange(1, 40)), now), ticket, helper)
        for rating, ticket, helper in chosen
    ]
    for words, (at, ticket, helper) in zip(WORDS, sorted(said, key=_moment), strict=False):
        owner = Visitor(names[ticket.owner_id], Role.ENGINEER, ticket.owner_id, way=Way.CONSOLE)
        thank(
            session,
            ticket_id=ticket.id,
            engineer_id=helper,
            words=words,
            actor=owner,
            now=at,
        )


def _moment(one: tuple[datetime, Ticket, int]) -> datetime:
    return one[0]
