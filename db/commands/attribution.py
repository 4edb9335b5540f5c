"""Gives work to the team that its engineer was in on that day, when it is learnt later who was.

Only work that had the team of the former memberships moves: what a file or a lead has put
elsewhere stays there (PRODUCT, rule 7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar

import numpy as np
from sqlalchemy import Integer, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session

from db.bulk import among, driver_rows
from db.commands.cells import apply_fold
from db.commands.ledger import kept_calendar
from db.commands.revisions import keep_revisions
from db.commands.rosters import Rosters
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
from db.fold import Fold
from db.instant import to_day_number, to_micros
from db.queries.facts import strata_of_kinds

State = TypeVar("State", TicketState, RatingState)


class Moved(NamedTuple):
    """How much work went to another team."""

    ratings: int = 0
    tickets: int = 0


def attribute_anew(
    session: Session, *, engineer_id: int, former: Rosters, since: date, now: datetime
) -> Moved:
    """Move an engineer's work since a day to the teams of the memberships as they are now.

    `former` are the memberships as they were. A rating goes by the day of its ticket.
    """
    session.flush()
    present = Rosters(session)
    day = type_coerce(TICKET.c.day, Integer)
    late = day >= to_day_number(since)
    own = select_rows(TICKET.c.id).where(TICKET.c.owner_id == engineer_id, late)
    tickets = ticket_states(session, TICKET.c.id.in_(own))
    rated = (
        select_rows(RATING.c.id)
        .join_from(RATING, TICKET, TICKET.c.id == RATING.c.ticket_id)
        .where(RATING.c.owner_id == engineer_id, late)
    )
    ratings = rating_states(session, RATING.c.id.in_(rated))
    days = _days_of_tickets(session, [rating.ticket_id for rating in ratings])
    told = _Teams(engineer_id, former, present)
    new_tickets = [
        (ticket, ticket._replace(team_id=after or None))
        for ticket, (before, after) in told.turns(tickets, [each.day for each in tickets])
        if (ticket.team_id or 0) == before
    ]
    new_ratings = [
        # Edited by hand, as it were: the same row of a file doesn't move it back.
        (rating, rating._replace(team_id=after or None, edited_at=to_micros(now)))
        for rating, (before, after) in told.turns(ratings, [days[r.ticket_id] for r in ratings])
        if (rating.team_id or 0) == before
    ]
    _store(session, new_tickets, new_ratings, now)
    return Moved(len(new_ratings), len(new_tickets))


class _Teams(NamedTuple):
    """An engineer's teams by the memberships as they were and as they are."""

    engineer: int
    former: Rosters
    present: Rosters

    def turns(
        self, work: Sequence[State], days: Sequence[int]
    ) -> Iterator[tuple[State, tuple[int, int]]]:
        """The work of days on which the two differ, with the former and the present team."""
        worked = np.array(days, dtype=np.int64)
        same = np.full_like(worked, self.engineer)
        old = self.former.teams_on(same, worked).tolist()
        new = self.present.teams_on(same, worked).tolist()
        for one, before, after in zip(work, old, new, strict=True):
            if before != after:
                yield one, (before, after)


def _days_of_tickets(session: Session, tickets: Sequence[int]) -> dict[int, int]:
    if not tickets:
        return {}
    statement = select_rows(TICKET.c.id, type_coerce(TICKET.c.day, Integer)).where(
        among(session, TICKET.c.id, sorted(set(tickets)))
    )
    return {row[0]: row[1] for row in driver_rows(session, statement)}


def _store(
    session: Session,
    tickets: Sequence[tuple[TicketState, TicketState]],
    ratings: Sequence[tuple[RatingState, RatingState]],
    now: datetime,
) -> None:
    if not (tickets or ratings):
        return
    keep_revisions(
        session,
        tickets=[old for old, _ in tickets],
        ratings=[old for old, _ in ratings],
        batch=None,
        now=now,
    )
    fold, strata = Fold(kept_calendar(session).fiscal_start), strata_of_kinds(session)
    change_tickets(session, fold, strata, tickets)
    change_ratings(session, fold, strata, ratings)
    apply_fold(session, fold)
