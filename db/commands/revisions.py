"""Revisions: what tickets and ratings were before something changed them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, func, select

from db.bulk import among
from db.commands.ledger import record
from db.commands.states import (
    RATING,
    TICKET,
    RatingState,
    TicketState,
    rating_states,
    ticket_states,
)
from db.models import Revision
from gamify.access import Visitor

REVISION = SQLModel.metadata.tables["revision"]

#: What an audit entry says of a changed rating: everything but the customer's words.
_AUDITED = ("stars", "owner_id", "team_id", "day", "shares")


def keep_revisions(
    session: Session,
    *,
    tickets: Sequence[TicketState],
    ratings: Sequence[RatingState],
    now: datetime,
    batch: int | None,
    above: int = 0,
) -> None:
    """Store how tickets and ratings were.

    Within a batch only the first time, as far as its revisions have a larger number than `above`.
    """
    rows: list[dict[str, Any]] = []
    known_tickets, known_ratings = _revised(session, tickets, ratings, batch, above)
    rows.extend(
        {"ticket_id": ticket.id, "rating_id": None, "before": ticket._asdict()}
        for ticket in tickets
        if ticket.id not in known_tickets
    )
    rows.extend(
        {"ticket_id": rating.ticket_id, "rating_id": rating.id, "before": rating.before()}
        for rating in ratings
        if rating.id not in known_ratings
    )
    if rows:
        stamp = {"batch_id": batch, "replaced_at": now}
        session.execute(insert(REVISION), [row | stamp for row in rows])


def newest_revision(session: Session) -> int:
    """The largest number of a revision; 0 without any."""
    return session.exec(select(func.max(Revision.id))).one() or 0


def words_of_source(session: Session, rating: RatingState) -> RatingState:
    """A rating that a person has edited, as its source last gave it."""
    last_import = session.scalar(
        select(func.max(Revision.id)).where(
            Revision.rating_id == rating.id, col(Revision.batch_id).is_not(None)
        )
    )
    first_edit = session.exec(
        select(Revision)
        .where(Revision.rating_id == rating.id, col(Revision.id) > (last_import or 0))
        .order_by(col(Revision.id))
    ).first()
    return rating if first_edit is None else RatingState.from_before(first_edit.before)


def words_of_ticket(session: Session, ticket: TicketState) -> TicketState:
    """A ticket that people's decisions have changed, as its source last gave it."""
    mine = select(Revision).where(
        Revision.ticket_id == ticket.id, col(Revision.rating_id).is_(None)
    )
    revisions = session.exec(mine.order_by(col(Revision.id))).all()
    first: Revision | None = None
    for revision in revisions:
        first = None if revision.batch_id is not None else first or revision
    return ticket if first is None else TicketState(**first.before)


def forget_idle_revisions(session: Session, *, batch: int, above: int) -> int:
    """Delete the batch's revisions of what in the end is as it was; returns how many remain.

    Those with numbers up to `above` stay, and aren't counted.
    """
    idle: list[int] = []
    seen = 0
    for revisions in revisions_of(session, batch=batch, above=above):
        seen += len(revisions)
        now = current_states(session, revisions)
        idle.extend(_id(old) for old in revisions if former_state(old) == now[revision_key(old)])
    for low in range(0, len(idle), 10_000):
        some = idle[low : low + 10_000]
        session.execute(delete(REVISION).where(among(session, REVISION.c.id, some)))
    return seen - len(idle)


def forget_revisions_after(session: Session, revisions: Mapping[int, int]) -> None:
    """Delete what people's decisions kept of ratings after a revision, given by rating's id."""
    if not revisions:
        return
    statement = select_rows(REVISION.c.id, REVISION.c.rating_id).where(
        REVISION.c.batch_id.is_(None),
        REVISION.c.id > min(revisions.values()),
        among(session, REVISION.c.rating_id, sorted(revisions)),
    )
    found = session.execute(statement).all()
    later = [id_ for id_, rating in found if id_ > revisions[rating]]
    if later:
        session.execute(delete(REVISION).where(among(session, REVISION.c.id, later)))


def audit_revisions(
    session: Session, *, batch: int, above: int, actor: Visitor, now: datetime
) -> int:
    """Write an audit entry for each rating that the batch changed; returns how many.

    Looks at the revisions with a larger number than `above`.
    """
    changed = 0
    for revisions in revisions_of(session, batch=batch, above=above):
        states = current_states(session, revisions)
        for old in revisions:
            if old.rating_id is None:
                continue
            changed += 1
            after = states[revision_key(old)]._asdict()
            record(
                session,
                "rating changed by import",
                subject=f"rating {old.rating_id}",
                actor=actor,
                now=now,
                before={"batch": batch} | {name: old.before[name] for name in _AUDITED},
                after={name: after[name] for name in _AUDITED},
            )
        session.flush()
    return changed


def revisions_of(
    session: Session, *, batch: int, above: int = 0, window: int = 5_000
) -> Iterable[list[Revision]]:
    """The revisions of a batch with a larger number than `above`, some at a time."""
    last = above
    while True:
        statement = (
            select(Revision)
            .where(Revision.batch_id == batch, col(Revision.id) > last)
            .order_by(col(Revision.id))
            .limit(window)
        )
        revisions = list(session.exec(statement))
        if not revisions:
            return
        yield revisions
        last = _id(revisions[-1])


def revisions_backwards(
    session: Session, *, batch: int, window: int = 5_000
) -> Iterable[list[Revision]]:
    """The revisions of a batch, the last one first, some at a time."""
    first = newest_revision(session) + 1
    while True:
        statement = (
            select(Revision)
            .where(Revision.batch_id == batch, col(Revision.id) < first)
            .order_by(col(Revision.id).desc())
            .limit(window)
        )
        revisions = list(session.exec(statement))
        if not revisions:
            return
        yield revisions
        first = _id(revisions[-1])


def former_state(revision: Revision) -> TicketState | RatingState:
    """The row that a revision keeps."""
    if revision.rating_id is None:
        return TicketState(**revision.before)
    return RatingState.from_before(revision.before)


def current_states(
    session: Session, revisions: Sequence[Revision]
) -> dict[tuple[str, int], TicketState | RatingState]:
    """What is stored now of the rows of revisions, by ("ticket" or "rating", id)."""
    tickets = [old.ticket_id for old in revisions if old.rating_id is None]
    ratings = [old.rating_id for old in revisions if old.rating_id is not None]
    found: dict[tuple[str, int], TicketState | RatingState] = {}
    for ticket in ticket_states(session, among(session, TICKET.c.id, tickets)):
        found["ticket", ticket.id] = ticket
    for rating in rating_states(session, among(session, RATING.c.id, ratings)):
        found["rating", rating.id] = rating
    return found


def revision_key(revision: Revision) -> tuple[str, int]:
    """Which row a revision is of."""
    if revision.rating_id is None:
        return "ticket", revision.ticket_id
    return "rating", revision.rating_id


def _revised(
    session: Session,
    tickets: Sequence[TicketState],
    ratings: Sequence[RatingState],
    batch: int | None,
    above: int,
) -> tuple[set[int], set[int]]:
    """Ids of the tickets and ratings of which the batch already keeps a late enough revision."""
    if batch is None or not (tickets or ratings):
        return set(), set()
    ids = [row.id for row in tickets] + [row.ticket_id for row in ratings]
    statement = select_rows(REVISION.c.ticket_id, REVISION.c.rating_id).where(
        REVISION.c.batch_id == batch,
        REVISION.c.id > above,
        among(session, REVISION.c.ticket_id, ids),
    )
    known = session.execute(statement).all()
    return (
        {ticket for ticket, rating in known if rating is None},
        {rating for _, rating in known if rating is not None},
    )


def _id(revision: Revision) -> int:
    if revision.id is None:
        raise ValueError("a revision without an id hasn't been stored")
    return revision.id
