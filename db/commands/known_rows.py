"""Compares the rows of a file with what is stored of their tickets, and takes over changes.

The rows come in the order of the file: of two rows for the same answer the later one wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_
from sqlmodel import Session

from db.bulk import among
from db.commands.arrivals import Arrivals, shares_of
from db.commands.register import Register
from db.commands.revisions import keep_revisions, words_of_source, words_of_ticket
from db.commands.states import (
    RATING,
    TICKET,
    RatingState,
    TicketState,
    change_ratings,
    change_tickets,
    rating_states,
    ticket_states,
)
from db.commands.triage import Triage
from db.days import Ints
from db.fold import Fold
from db.queries.assists import helps_on
from gamify.credit import CreditRule
from gamify.ingest.rows import RowStatus


class KnownRows:
    """The stored state behind some rows of a chunk, and what the rows make of it."""

    def __init__(
        self,
        session: Session,
        rows: Arrivals,
        chosen: Sequence[int],
        *,
        register: Register,
        source: int,
        rule: CreditRule,
    ) -> None:
        self._session = session
        self._rows = rows
        self._chosen = chosen
        self._rule = rule
        names = list({rows.chunk.ticket[row] for row in chosen})
        mine = and_(TICKET.c.source_id == source, among(session, TICKET.c.external_id, names))
        self._tickets = {ticket.external_id: ticket for ticket in ticket_states(session, mine)}
        self._old_tickets = {ticket.id: ticket for ticket in self._tickets.values()}
        ids = list(self._old_tickets)
        ratings = rating_states(session, among(session, RATING.c.ticket_id, ids))
        self._ratings = {(rating.ticket_id, rating.key): rating for rating in ratings}
        self._old_ratings = {rating.id: rating for rating in ratings}
        #: Tickets on which somebody says to have helped, which no file knows of.
        self.assisted = frozenset(helps_on(session, ids))
        self._triage = Triage(session, register, rows.chunk.kind)
        self._told = rows.chunk.circumstances.told
        #: What became of each row.
        self.statuses: dict[int, RowStatus] = {}
        #: Answers that aren't stored yet: (ticket id, key) → (row, ticket id).
        self.missing: dict[tuple[int, str], tuple[int, int]] = {}

    def compare(self) -> None:
        """Go through the rows."""
        for row in self._chosen:
            ticket = self._tickets[self._rows.chunk.ticket[row]]
            wanted = self._wanted_ticket(row, ticket)
            self._tickets[wanted.external_id] = wanted
            status = RowStatus.UNCHANGED if wanted == ticket else RowStatus.UPDATED
            if self._rows.stars[row]:
                rated = self._compare_rating(row, ticket.id)
                status = status if rated is RowStatus.UNCHANGED else rated
            self.statuses[row] = status

    @property
    def unchanged(self) -> int:
        """How many rows brought nothing new."""
        return sum(status is RowStatus.UNCHANGED for status in self.statuses.values())

    def store(self, fold: Fold, strata: Ints, *, batch: int, above: int, now: datetime) -> None:
        """Write what has changed, and the revisions by which it can be put back.

        What was before is kept once among the batch's revisions with a larger number than `above`.
        """
        tickets = [(self._old_tickets[new.id], new) for new in self._tickets.values()]
        changed = [(old, new) for old, new in tickets if old != new]
        change_tickets(self._session, fold, strata, changed)
        ratings = [(self._old_ratings[new.id], new) for new in self._ratings.values()]
        revised = [(old, new) for old, new in ratings if old != new]
        change_ratings(self._session, fold, strata, revised)
        keep_revisions(
            self._session,
            tickets=[old for old, _ in changed],
            ratings=[old for old, _ in revised],
            batch=batch,
            above=above,
            now=now,
        )

    def _wanted_ticket(self, row: int, ticket: TicketState) -> TicketState:
        rows, chunk = self._rows, self._rows.chunk
        owner = int(rows.owner[row]) or ticket.owner_id
        team = self._team(row, ticket.team_id, moved=owner != ticket.owner_id)
        opened, solved = chunk.opened_at[row], chunk.solved_at[row]
        kind, relabelled = self._triage.kinds(
            chunk.kind_code[row], ticket.kind_id, ticket.relabelled_kind_id
        )
        known = {
            name: values[row] for name, values in self._told.items() if values[row] is not None
        }
        return ticket._replace(
            kind_id=kind,
            relabelled_kind_id=relabelled,
            owner_id=owner,
            team_id=ticket.team_id if self._was_moved_from(ticket, team) else team,
            day=ticket.day if opened is None and solved is None else int(rows.ticket_day[row]),
            opened_at=ticket.opened_at if opened is None else opened,
            solved_at=ticket.solved_at if solved is None else solved,
            requester=chunk.requester[row] or ticket.requester,
            **known,
        )

    def _compare_rating(self, row: int, ticket_id: int) -> RowStatus:
        key = ticket_id, self._rows.chunk.rating_key[row]
        rating = self._ratings.get(key)
        if rating is None:
            self._complete(row)
            is_first = key not in self.missing
            self.missing[key] = row, ticket_id
            return RowStatus.CREATED if is_first else RowStatus.UPDATED
        is_shared_anew = ticket_id in self.assisted and rating == self._old_ratings[rating.id]
        if rating.edited_at is not None or is_shared_anew:
            said = words_of_source(self._session, rating)
            if self._wanted_rating(row, said) == said:
                return RowStatus.UNCHANGED
            if is_shared_anew:
                # A row that names nobody leaves the split of the source; help is added to it later.
                same_owner = said.owner_id == rating.owner_id
                rating = rating._replace(shares=said.shares if same_owner else ())
        wanted = self._wanted_rating(row, rating)
        self._ratings[key] = wanted
        return RowStatus.UNCHANGED if wanted == rating else RowStatus.UPDATED

    def _wanted_rating(self, row: int, rating: RatingState) -> RatingState:
        rows, chunk = self._rows, self._rows.chunk
        owner = int(rows.owner[row]) or rating.owner_id
        says_people = bool(rows.owner[row]) or row in rows.helpers
        helpers = rows.helpers.get(row, [])
        wanted = rating._replace(
            stars=int(rows.stars[row]),
            raw_score=chunk.raw[row] or str(rows.stars[row]),
            comment=chunk.comment[row],
            rated_at=int(rows.rated_at[row]),
            day=int(rows.rated_day[row]),
            owner_id=owner,
            team_id=self._team(row, rating.team_id, moved=owner != rating.owner_id),
            kind_id=self._triage.kinds(chunk.kind_code[row], rating.kind_id)[0],
            shares=shares_of(owner, helpers, self._rule) if says_people else rating.shares,
        )
        return wanted if wanted == rating else wanted._replace(edited_at=None)

    def _was_moved_from(self, ticket: TicketState, team: int | None) -> bool:
        """Whether a transfer took a ticket away from the team that the file still names."""
        if team == ticket.team_id or ticket.id not in self._old_tickets:
            return False
        return words_of_ticket(self._session, ticket).team_id == team

    def _team(self, row: int, stored: int | None, *, moved: bool) -> int | None:
        """The named team; that of a new owner on that day; else what it has been."""
        named = int(self._rows.named_team[row])
        return named or ((int(self._rows.team[row]) or None) if moved else stored)

    def _complete(self, row: int) -> None:
        """Take from the ticket what the row of its first rating doesn't say."""
        rows = self._rows
        ticket = self._tickets[rows.chunk.ticket[row]]
        if not rows.owner[row]:
            rows.owner[row] = ticket.owner_id or 0
        if not rows.team[row]:
            rows.team[row] = ticket.team_id or 0
        rows.kind[row] = ticket.kind_id
