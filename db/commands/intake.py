"""Takes rows in, chunk by chunk: adds what is new, compares what is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from sqlalchemy import select as select_rows
from sqlmodel import Session, func, select

from db.bulk import among
from db.commands.arrivals import Arrivals, arrivals
from db.commands.cells import apply_fold, apply_settled
from db.commands.fresh_rows import count_ratings, count_tickets, insert_ratings, insert_tickets
from db.commands.known_rows import KnownRows
from db.commands.ledger import bump_version
from db.commands.register import Register
from db.commands.revisions import audit_revisions, forget_idle_revisions, newest_revision
from db.commands.rosters import Rosters
from db.commands.seen import Seen
from db.commands.sharing import share_with_helpers
from db.commands.states import RATING, TICKET
from db.days import Ints
from db.fold import LARGE, Fold
from db.models import ImportBatch, Ticket
from gamify.access import Visitor
from gamify.credit import CreditRule
from gamify.ingest.rows import CleanChunk, RowStatus
from gamify.seasons import Calendar


class Intake:
    """One transaction's rows of a batch: chunks are taken in turn, then it is finished.

    A file's batch begins and ends with it; a day's goes on with what came before.
    """

    def __init__(
        self,
        session: Session,
        batch: ImportBatch,
        register: Register,
        *,
        calendar: Calendar,
        rule: CreditRule,
        actor: Visitor,
        now: datetime,
    ) -> None:
        self._session = session
        self._batch = batch
        self._register = register
        self._rosters = Rosters(session)
        self._calendar = calendar
        self._rule = rule
        self._actor = actor
        self._now = now
        self._fold = Fold(calendar.fiscal_start)
        self._next_ticket, self._next_rating = _next_ids(session)
        if not batch.tickets_added:
            batch.ticket_from = self._next_ticket
        if not batch.ratings_added:
            batch.rating_from = self._next_rating
        self._before = batch.tickets_added, batch.ratings_added
        self._last_revision = newest_revision(session)
        known = select(Ticket.id).where(Ticket.source_id == batch.source_id).limit(1)
        #: Tickets of a source that is new itself, so that looking most of them up can be spared.
        self._seen = Seen() if session.exec(known).first() is None else None

    @property
    def _batch_id(self) -> int:
        if self._batch.id is None:
            raise ValueError("the batch has no id yet")
        return self._batch.id

    def take(self, chunk: CleanChunk) -> Mapping[int, RowStatus]:
        """Store the rows of a chunk; what became of those that weren't simply created, by row."""
        self._batch.rejected += len(chunk.rejected)
        self._batch.rows += len(chunk.ticket) + len(chunk.rejected)
        if not chunk.ticket:
            return {}
        rows = arrivals(
            chunk,
            register=self._register,
            rosters=self._rosters,
            calendar=self._calendar,
            now=self._now,
        )
        self._session.flush()
        fresh, known = self._add_tickets(rows)
        self._add_ratings(rows, fresh)
        told = self._compare(rows, known) if known else {}
        if self._fold.gained > LARGE:
            apply_settled(self._session, self._fold)
        return told

    def finish(self) -> None:
        """Bring memberships, cells, audit and version up to date."""
        batch, session, mark = self._batch, self._session, self._last_revision
        self._rosters.settle()
        revised = forget_idle_revisions(session, batch=self._batch_id, above=mark)
        batch.ratings_changed += audit_revisions(
            session, batch=self._batch_id, above=mark, actor=self._actor, now=self._now
        )
        made = dict(self._register.created) | {"membership": self._rosters.moved}
        batch.created = {
            name: [*batch.created.get(name, []), *made.get(name, [])]
            for name in {**batch.created, **made}
        }
        batch.ticket_until, batch.rating_until = self._next_ticket, self._next_rating
        session.add(batch)
        apply_fold(session, self._fold)
        is_more = (batch.tickets_added, batch.ratings_added) != self._before
        if is_more or revised or self._rosters.moved:
            bump_version(session)

    def _add_tickets(self, rows: Arrivals) -> tuple[Sequence[int], Sequence[int]]:
        """Store the tickets that are new; returns their rows and the rest."""
        fresh, known = _split(rows, self._known_names(rows))
        if fresh:
            self._insert_tickets(rows, fresh)
        return fresh, known

    def _insert_tickets(self, rows: Arrivals, fresh: Sequence[int]) -> None:
        chosen = None if len(fresh) == len(rows) else fresh
        added = insert_tickets(
            self._session,
            rows,
            chosen,
            first_id=self._next_ticket,
            source=self._batch.source_id,
            batch=self._batch_id,
        )
        count_tickets(self._fold, rows, fresh, self._strata)
        self._next_ticket += added
        self._batch.tickets_added += added

    def _add_ratings(self, rows: Arrivals, fresh: Sequence[int]) -> None:
        """Store the ratings of tickets that were just stored."""
        first = self._next_ticket - len(fresh)
        at = np.array(fresh, dtype=np.int64)
        places = np.flatnonzero(rows.stars[at])
        self._insert_ratings(rows, at[places].tolist(), (places + first).tolist())

    def _insert_ratings(
        self, rows: Arrivals, chosen: Sequence[int], tickets: Sequence[int]
    ) -> None:
        if not chosen:
            return
        shares = insert_ratings(
            self._session,
            rows,
            chosen,
            tickets,
            first_id=self._next_rating,
            batch=self._batch_id,
            rule=self._rule,
        )
        count_ratings(self._fold, rows, chosen, shares, self._strata)
        self._next_rating += len(chosen)
        self._batch.ratings_added += len(chosen)

    def _compare(self, rows: Arrivals, known: Sequence[int]) -> Mapping[int, RowStatus]:
        stored = KnownRows(
            self._session,
            rows,
            known,
            register=self._register,
            source=self._batch.source_id,
            rule=self._rule,
        )
        stored.compare()
        stored.store(
            self._fold,
            self._strata,
            batch=self._batch_id,
            above=self._last_revision,
            now=self._now,
        )
        chosen = [row for row, _ in stored.missing.values()]
        self._insert_ratings(rows, chosen, [ticket for _, ticket in stored.missing.values()])
        share_with_helpers(
            self._session,
            self._fold,
            self._strata,
            tickets=sorted(stored.assisted),
            now=self._now,
            rule=self._rule,
        )
        self._batch.unchanged += stored.unchanged
        return stored.statuses

    def _known_names(self, rows: Arrivals) -> set[str]:
        if self._seen is not None and not self._seen.meet(rows.chunk.ticket):
            return set()
        statement = select(Ticket.external_id).where(
            Ticket.source_id == self._batch.source_id,
            among(self._session, TICKET.c.external_id, rows.chunk.ticket),
        )
        return set(self._session.exec(statement))

    @property
    def _strata(self) -> Ints:
        return self._register.strata


def _split(rows: Arrivals, known: set[str]) -> tuple[Sequence[int], Sequence[int]]:
    """Rows of the first mention of tickets that aren't known, and the others."""
    names = rows.chunk.ticket
    if not known and len(set(names)) == len(names):
        return range(len(names)), []
    fresh: list[int] = []
    others: list[int] = []
    seen = set(known)
    for row, name in enumerate(names):
        (others if name in seen else fresh).append(row)
        seen.add(name)
    return fresh, others


def _next_ids(session: Session) -> tuple[int, int]:
    """The ids after the last ticket and rating ever given, those of undone batches among them."""
    given = select(func.max(ImportBatch.ticket_until), func.max(ImportBatch.rating_until))
    tickets, ratings = session.exec(given).one()
    stored = (session.scalar(select_rows(func.max(table.c.id))) or 0 for table in (TICKET, RATING))
    ticket, rating = stored
    return max(tickets or 1, ticket + 1), max(ratings or 1, rating + 1)
