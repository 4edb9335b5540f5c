"""What happened to rated tickets on their way: other engineers, other kinds of work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from sqlalchemy import BigInteger, Integer, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col

from db.bulk import driver_rows, integers
from db.days import quarter_starts
from db.instant import to_day_number
from db.models import Revision
from db.queries.dues import ruling_dues
from gamify.integrity.evidence import OwnerChange, Relabelling
from gamify.seasons import Calendar

_RATING = SQLModel.metadata.tables["rating"]
_TICKET = SQLModel.metadata.tables["ticket"]
_REVISION = SQLModel.metadata.tables["revision"]
_KIND = SQLModel.metadata.tables["work_kind"]


class _Step(NamedTuple):
    """A revision of a rating or of its ticket: who had it before, and when that ended."""

    of_rating: bool
    owner: int
    by_import: bool
    at: int


def owner_changes(session: Session, *, first: date, last: date) -> list[OwnerChange]:
    """Changes of engineers that imports brought to a period's rated tickets, by rating.

    After the rating it is the rating's own engineer that counts, before it the ticket's. What a
    person has edited by hand is logged with a reason and isn't listed.
    """
    owner = col(Revision.before)["owner_id"].as_integer()
    mine = or_(_REVISION.c.rating_id.is_(None), _REVISION.c.rating_id == _RATING.c.id)
    statement = (
        select_rows(
            _RATING.c.id,
            _RATING.c.stars,
            type_coerce(_RATING.c.rated_at, BigInteger),
            _RATING.c.owner_id,
            _TICKET.c.owner_id,
            _REVISION.c.rating_id,
            owner,
            _REVISION.c.batch_id,
            type_coerce(_REVISION.c.replaced_at, BigInteger),
        )
        .join_from(_RATING, _REVISION, _REVISION.c.ticket_id == _RATING.c.ticket_id)
        .join(_TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .where(
            type_coerce(_RATING.c.day, Integer).between(to_day_number(first), to_day_number(last)),
            _RATING.c.excluded_at.is_(None),
            mine,
        )
        .order_by(_RATING.c.id, _REVISION.c.id)
    )
    steps: dict[tuple[int, int, int, int, int], list[_Step]] = defaultdict(list)
    for id_, stars, rated, now, ticket_now, of_rating, before, batch, at in driver_rows(
        session, statement
    ):
        step = _Step(of_rating is not None, int(before or 0), batch is not None, at)
        steps[id_, stars, rated, now or 0, ticket_now or 0].append(step)
    return [
        OwnerChange(id_, stars, rated, before, after, at)
        for (id_, stars, rated, now, ticket_now), taken in steps.items()
        for before, after, at in _changes(taken, rated, now=now, ticket_now=ticket_now)
    ]


def _changes(
    steps: list[_Step], rated: int, *, now: int, ticket_now: int
) -> Iterator[tuple[int, int, int]]:
    for of_rating, last in ((True, now), (False, ticket_now)):
        chain = [step for step in steps if step.of_rating is of_rating]
        ended = _Step(of_rating, last, by_import=True, at=0)
        for step, following in pairwise([*chain, ended]):
            is_in_time = of_rating or step.at <= rated
            if step.by_import and is_in_time and step.owner != following.owner:
                yield step.owner, following.owner, step.at


def relabellings(
    session: Session, *, first: date, last: date, calendar: Calendar
) -> list[Relabelling] | None:
    """Rated tickets that a later file calls another kind of work; None where no par rules."""
    dues = ruling_dues(session)
    if not dues.quarters:
        return None
    later = _KIND.alias("later")
    statement = (
        select_rows(
            _RATING.c.id,
            _RATING.c.owner_id,
            type_coerce(_RATING.c.day, Integer),
            _KIND.c.stratum_id,
            later.c.stratum_id,
        )
        .join_from(_RATING, _TICKET, _TICKET.c.id == _RATING.c.ticket_id)
        .join(_KIND, _KIND.c.id == _TICKET.c.kind_id)
        .join(later, later.c.id == _TICKET.c.relabelled_kind_id)
        .where(
            type_coerce(_RATING.c.day, Integer).between(to_day_number(first), to_day_number(last)),
            _RATING.c.excluded_at.is_(None),
            _RATING.c.owner_id.is_not(None),
        )
        .order_by(_RATING.c.id)
    )
    ids, owners, days, kinds, others = integers(session, statement).T
    quarters = quarter_starts(days, calendar.fiscal_start)
    before, after = dues.of(quarters, kinds)[0], dues.of(quarters, others)[0]
    columns = np.stack([ids, owners, before, after], axis=1).tolist()
    return [Relabelling(*row) for row in columns]
