"""Puts one number in the place of another wherever work, revisions and awards name it.

Two engineers or teams that are one become one. A rating on which both worked is shared by the
rule as if the file had named one, so that nobody's credit is doubled; what a lead has shared by
hand is added up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_, union, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import among
from db.commands.arrivals import shares_of
from db.commands.cells import apply_fold
from db.commands.ledger import kept_calendar
from db.commands.states import (
    CREDITS,
    RATING,
    TICKET,
    RatingState,
    Shares,
    TicketState,
    change_ratings,
    change_tickets,
    rating_states,
    ticket_states,
)
from db.fold import Fold
from db.models import Award, Revision
from db.queries.facts import strata_of_kinds
from gamify.credit import CreditRule
from gamify.ratings import CREDIT

_REVISION = SQLModel.metadata.tables["revision"]
_WINDOW = 5_000

#: Field of a rating, a ticket or a revision → which number takes the place of which.
Replaced = Mapping[str, Mapping[int, int]]


def work_of_engineer(engineer: int) -> tuple[Any, Any]:
    """Ids of the tickets and of the ratings that an engineer owns or is credited with."""
    shared = select_rows(CREDITS.c.rating_id).where(CREDITS.c.engineer_id == engineer)
    owned = select_rows(RATING.c.id).where(RATING.c.owner_id == engineer)
    return select_rows(TICKET.c.id).where(TICKET.c.owner_id == engineer), union(owned, shared)


def work_of_team(team: int) -> tuple[Any, Any]:
    """Ids of the tickets and of the ratings that a team has."""
    return (
        select_rows(TICKET.c.id).where(TICKET.c.team_id == team),
        select_rows(RATING.c.id).where(RATING.c.team_id == team),
    )


def rewrite_work(
    session: Session,
    work: tuple[Any, Any],
    replaced: Replaced,
    *,
    by_hand: Collection[int] = (),
    rule: CreditRule = CreditRule.HALF,
) -> tuple[int, int]:
    """Rewrite tickets and ratings with the cells; returns how many ratings and tickets.

    `by_hand` are the ratings that a lead has shared. Memory grows with ids, not with rows.
    """
    session.flush()
    connection = session.connection()
    tickets = list(connection.execute(work[0]).scalars())
    ratings = list(connection.execute(work[1]).scalars())
    fold, strata = Fold(kept_calendar(session).fiscal_start), strata_of_kinds(session)
    for some in _windows(sorted(tickets)):
        states = ticket_states(session, among(session, TICKET.c.id, some))
        new = [_replaced_ticket(one, replaced) for one in states]
        change_tickets(session, fold, strata, zip(states, new, strict=True))
    for some in _windows(sorted(ratings)):
        rated = rating_states(session, among(session, RATING.c.id, some))
        changes = [
            (one, _replaced_rating(one, replaced, None if one.id in by_hand else rule))
            for one in rated
        ]
        change_ratings(session, fold, strata, changes)
    apply_fold(session, fold)
    return len(ratings), len(tickets)


def replaced_shares(
    shares: Shares, owner: int | None, replaced: Mapping[int, int], *, rule: CreditRule | None
) -> Shares:
    """Shares with other numbers, in order of ids; none where the owner has it whole.

    Where two are one now it is shared by the rule, or without a rule what they had is added up.
    """
    summed: dict[int, int] = {}
    for engineer, units in shares:
        one = replaced.get(engineer, engineer)
        summed[one] = summed.get(one, 0) + units
    if rule is not None and len(summed) < len(shares):
        return shares_of(owner, sorted(summed.keys() - {owner}), rule)
    return () if summed == {owner: CREDIT} else tuple(sorted(summed.items()))


def rewrite_revisions(
    session: Session, replaced: Replaced, *, rule: CreditRule = CreditRule.HALF
) -> None:
    """Rewrite what undo would put back."""
    for revisions in _revisions(session, replaced):
        for revision in revisions:
            before = dict(revision.before)
            for field, numbers in replaced.items():
                before[field] = _one(before.get(field), numbers)
            if "shares" in before and "owner_id" in replaced:
                shares = tuple((engineer, units) for engineer, units in before["shares"])
                engineers = replaced["owner_id"]
                owner = before["owner_id"]
                before["shares"] = replaced_shares(shares, owner, engineers, rule=rule)
            revision.before = before
            session.add(revision)
        session.flush()


def rewrite_awards(session: Session, former: int, present: int, *, unit: str) -> None:
    """Let recorded awards belong to whoever is left; the names stay as they were recorded."""
    statement = select(Award).where(Award.unit_id == former).order_by(col(Award.id))
    for award in session.exec(statement).all():
        if award.title["values"].get("unit") == unit:
            session.execute(update(Award).where(col(Award.id) == award.id).values(unit_id=present))


def _revisions(session: Session, replaced: Replaced) -> Iterator[list[Revision]]:
    """The revisions that may name one of the numbers, some at a time."""
    before = _REVISION.c.before
    named: list[ColumnElement[bool]] = [
        before[field].as_integer().in_(sorted(numbers)) for field, numbers in replaced.items()
    ]
    if "owner_id" in replaced:
        named.append(before["shares"].as_string().not_in(["[]", ""]))
    last = 0
    while True:
        statement = (
            select(Revision)
            .where(or_(*named), col(Revision.id) > last)
            .order_by(col(Revision.id))
            .limit(_WINDOW)
        )
        found = list(session.exec(statement))
        if not found:
            return
        last = found[-1].id or 0
        yield found


def _replaced_rating(
    rating: RatingState, replaced: Replaced, rule: CreditRule | None
) -> RatingState:
    numbers = replaced.get("owner_id", {})
    owner = _one(rating.owner_id, numbers)
    return rating._replace(
        owner_id=owner,
        team_id=_one(rating.team_id, replaced.get("team_id", {})),
        shares=replaced_shares(rating.shares, owner, numbers, rule=rule),
    )


def _replaced_ticket(ticket: TicketState, replaced: Replaced) -> TicketState:
    return ticket._replace(
        owner_id=_one(ticket.owner_id, replaced.get("owner_id", {})),
        team_id=_one(ticket.team_id, replaced.get("team_id", {})),
    )


def _one(number: int | None, replaced: Mapping[int, int]) -> int | None:
    return None if number is None else replaced.get(number, number)


def _windows(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    for low in range(0, len(ids), _WINDOW):
        yield ids[low : low + _WINDOW]
