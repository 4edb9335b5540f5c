"""Takes an import back: what it brought goes, what it changed becomes as it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, TypeVar

from sqlalchemy import ColumnElement, Table, and_, delete, func, or_, union
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.commands.awards import withdraw_awards
from db.commands.cells import apply_fold
from db.commands.ledger import bump_version, kept_calendar, record
from db.commands.pars import withdraw_pars
from db.commands.revisions import (
    REVISION,
    current_states,
    forget_revisions_after,
    former_state,
    revision_key,
    revisions_backwards,
)
from db.commands.sharing import share_with_helpers
from db.commands.states import (
    CREDITS,
    RATING,
    TICKET,
    RatingState,
    TicketState,
    change_ratings,
    change_tickets,
)
from db.commands.withdrawal import withdraw_memberships, withdraw_names
from db.days import Ints
from db.fold import Fold
from db.models import ImportBatch
from db.queries.facts import credit_facts, rating_facts, strata_of_kinds, ticket_facts
from gamify.access import Visitor, demand
from gamify.errors import BatchInUse, UnknownBatch
from gamify.rights import Right

ASSIST = SQLModel.metadata.tables["assist"]
REQUEST = SQLModel.metadata.tables["exclusion_request"]
THANKS = SQLModel.metadata.tables["thanks"]
LESSON = SQLModel.metadata.tables["lesson"]
PRACTICE = SQLModel.metadata.tables["shared_practice"]

_WINDOW = 50_000

State = TypeVar("State", TicketState, RatingState)


class TakenBack(NamedTuple):
    """How much an undo took back: what went, and how many ratings are again as they were."""

    ratings: int
    tickets: int
    changed: int


def undo_import(session: Session, *, batch: int, actor: Visitor, now: datetime) -> TakenBack:
    """Take an import back as one transaction.

    Raises UnknownBatch for one that doesn't exist or is undone already, and BatchInUse if a
    later import has changed its rows or added ratings to its tickets.
    """
    demand(actor, Right.IMPORT_RATINGS)
    undone = session.get(ImportBatch, batch)
    if undone is None or undone.undone_at is not None:
        raise UnknownBatch(batch=batch)
    later = _later_user(session, undone)
    if later is not None:
        raise BatchInUse(batch=batch, later=later)
    fold, strata = Fold(kept_calendar(session).fiscal_start), strata_of_kinds(session)
    withdraw_awards(session, undone)
    _put_back(session, fold, strata, batch=batch, now=now)
    _count_out(session, fold, strata, undone)
    _delete_rows(session, undone)
    withdraw_pars(session, since=undone.stored_at)
    apply_fold(session, fold)
    withdraw_memberships(session, undone.created)
    withdraw_names(session, undone.created)
    undone.undone_at = now
    session.add(undone)
    record(session, "import undone", subject=f"import {batch}", actor=actor, now=now)
    bump_version(session)
    return TakenBack(undone.ratings_added, undone.tickets_added, undone.ratings_changed)


def _own(table: Table, batch: ImportBatch) -> ColumnElement[bool]:
    """The tickets or ratings that a batch has brought; their ids say where to look."""
    first, until = (
        (batch.ticket_from, batch.ticket_until)
        if table is TICKET
        else (batch.rating_from, batch.rating_until)
    )
    return and_(table.c.id >= first, table.c.id < until, table.c.batch_id == batch.id)


def _later_user(session: Session, batch: ImportBatch) -> int | None:
    """The latest import that builds on a batch: it is the one to undo first."""
    mine = select_rows(REVISION.c.ticket_id).where(REVISION.c.batch_id == batch.id)
    tickets = select_rows(TICKET.c.id).where(_own(TICKET, batch))
    ratings = select_rows(RATING.c.id).where(_own(RATING, batch))
    revised = select_rows(REVISION.c.batch_id).where(
        REVISION.c.batch_id > batch.id,
        or_(
            REVISION.c.ticket_id.in_(tickets),
            REVISION.c.rating_id.in_(ratings),
            REVISION.c.ticket_id.in_(mine),
        ),
    )
    attached = select_rows(RATING.c.batch_id).where(
        RATING.c.ticket_id.in_(tickets), RATING.c.batch_id > batch.id
    )
    users = union(revised, attached).subquery()
    later: int | None = session.scalar(select_rows(func.max(users.c.batch_id)))
    return later


def _put_back(session: Session, fold: Fold, strata: Ints, *, batch: int, now: datetime) -> None:
    """Restore what the batch changed, but not what a person has edited since.

    Whoever has helped by people's word is credited beside those of the former split.
    """
    for revisions in revisions_backwards(session, batch=batch):
        states = current_states(session, revisions)
        wanted = dict(states)
        restored: dict[int, int] = {}
        for revision in revisions:
            key = revision_key(revision)
            former, current = former_state(revision), wanted[key]
            if isinstance(former, RatingState) and isinstance(current, RatingState):
                former = _restored(current, former)
                if former is not current:
                    restored[former.id] = revision.id or 0
            wanted[key] = former
        both = [(states[key], new) for key, new in wanted.items()]
        tickets, ratings = _pairs(both, TicketState), _pairs(both, RatingState)
        change_tickets(session, fold, strata, tickets)
        change_ratings(session, fold, strata, ratings)
        forget_revisions_after(session, restored)
        shared = sorted({new.ticket_id for _, new in ratings})
        share_with_helpers(session, fold, strata, tickets=shared, now=now)


def _pairs(
    both: Sequence[tuple[TicketState | RatingState, TicketState | RatingState]], kind: type[State]
) -> list[tuple[State, State]]:
    """Of the pairs of what is and what shall be, those of tickets or those of ratings."""
    return [(old, new) for old, new in both if isinstance(old, kind) and isinstance(new, kind)]


def _restored(current: RatingState, former: RatingState) -> RatingState:
    """The former rating, with what people have decided of it since."""
    if current.edited_at is not None and current.edited_at != former.edited_at:
        return current
    return former._replace(excluded_at=current.excluded_at, excluded_reason=current.excluded_reason)


def _count_out(session: Session, fold: Fold, strata: Ints, batch: ImportBatch) -> None:
    """Take the batch's own rows out of the sums, some at a time."""
    own = _own(RATING, batch)
    for window in _windows(RATING.c.id, batch.rating_from, batch.rating_until):
        fold.add(rating_facts(session, strata, and_(own, window)), sign=-1)
        fold.add(credit_facts(session, strata, and_(own, window)), sign=-1)
    own = _own(TICKET, batch)
    for window in _windows(TICKET.c.id, batch.ticket_from, batch.ticket_until):
        fold.add(ticket_facts(session, strata, and_(own, window)), sign=-1)


def _windows(column: ColumnElement[int], first: int, until: int) -> Iterable[ColumnElement[bool]]:
    for low in range(first, until, _WINDOW):
        yield column.between(low, min(low + _WINDOW, until) - 1)


def _delete_rows(session: Session, batch: ImportBatch) -> None:
    tickets = select_rows(TICKET.c.id).where(_own(TICKET, batch))
    ratings = select_rows(RATING.c.id).where(_own(RATING, batch))
    statements = (
        delete(REVISION).where(
            or_(
                REVISION.c.batch_id == batch.id,
                REVISION.c.ticket_id.in_(tickets),
                REVISION.c.rating_id.in_(ratings),
            )
        ),
        delete(THANKS).where(THANKS.c.ticket_id.in_(tickets)),
        delete(ASSIST).where(ASSIST.c.ticket_id.in_(tickets)),
        delete(REQUEST).where(REQUEST.c.rating_id.in_(ratings)),
        delete(LESSON).where(LESSON.c.rating_id.in_(ratings)),
        delete(PRACTICE).where(PRACTICE.c.rating_id.in_(ratings)),
        delete(CREDITS).where(CREDITS.c.rating_id.in_(ratings)),
        delete(RATING).where(_own(RATING, batch)),
        delete(TICKET).where(_own(TICKET, batch)),
    )
    for statement in statements:
        session.execute(statement)
