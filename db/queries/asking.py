"""What is kept of an answer to a link, which ticket it is about, and the templates there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from db.models import AskTemplate, Engineer, Rating, Source, Ticket
from gamify.asking.answers import Kept
from gamify.asking.email import Vendor
from gamify.asking.links import AskLink
from gamify.ratings import ExclusionReason

#: Of this source are tickets that nothing but a link has told of.
ASKED = "asked"


@dataclass(frozen=True, slots=True)
class AskedTicket:
    """A ticket that a link is about. `engineer` is "" for nobody and for a hidden one."""

    id: int
    source: str
    requester: str | None
    engineer: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it is stored: a rating."""

    rating_id: int
    stars: int
    comment: str | None
    given_at: datetime
    is_excluded: bool
    is_held: bool

    @property
    def kept(self) -> Kept:
        """What decides about what is sent next."""
        return Kept(self.stars, self.given_at, self.is_held)


@dataclass(frozen=True, slots=True)
class TemplateCard:
    """A template as a person sees it."""

    id: int
    vendor: Vendor
    source: str
    created_at: datetime
    created_by: str
    is_open: bool


def asked_ticket(session: Session, link: AskLink) -> AskedTicket | None:
    """The ticket of a link: of its source; else the one that knows it, the oldest of several."""
    sources = session.exec(select(Source.id, Source.name)).all()
    names = {id_: name for id_, name in sources if link.source in ("", name)}
    statement = (
        select(Ticket)
        .where(
            col(Ticket.source_id).in_(sorted(id_ for id_ in names if id_ is not None)),
            Ticket.external_id == link.ticket,
        )
        .order_by(col(Ticket.id))
    )
    rows = session.exec(statement).all()
    known = [row for row in rows if names[row.source_id] != ASKED] or list(rows)
    if not known:
        return None
    found = known[0]
    owner = None if found.owner_id is None else session.get(Engineer, found.owner_id)
    name = "" if owner is None or owner.hidden else owner.name
    return AskedTicket(found.id, names[found.source_id], found.requester, name)


def kept_answer(session: Session, ticket: AskedTicket, *, customer: str) -> KeptAnswer | None:
    """What the customer of a link has answered so far."""
    statement = select(Rating).where(Rating.ticket_id == ticket.id, Rating.key == customer)
    found = session.exec(statement).first()
    if found is None:
        return None
    return KeptAnswer(
        found.id,
        found.stars,
        found.comment,
        found.rated_at,
        is_excluded=found.excluded_at is not None,
        is_held=found.excluded_reason == ExclusionReason.UNCONFIRMED.value,
    )


def ask_templates(session: Session) -> list[TemplateCard]:
    """All templates, the newest first."""
    statement = select(AskTemplate).order_by(col(AskTemplate.id).desc())
    return [_card(row) for row in session.exec(statement)]


def open_template(session: Session, number: int) -> TemplateCard | None:
    """A template whose links are open."""
    row = session.get(AskTemplate, number)
    return None if row is None or row.revoked_at is not None else _card(row)


def _card(row: AskTemplate) -> TemplateCard:
    return TemplateCard(
        row.id or 0,
        Vendor(row.vendor),
        row.source,
        row.created_at,
        row.created_by,
        row.revoked_at is None,
    )
