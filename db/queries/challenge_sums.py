"""What a challenge looks at, from the cells: days, quarters, everybody's stars.

The department is everybody, ratings without a known team included; a team has its whole
ratings, a person credit units.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number, to_day_number
from db.models import Grain
from db.queries.periods import sums
from gamify.challenges.challenge import Owner
from gamify.challenges.ground import SumsDay
from gamify.ratings import StarCounts

_CELL = SQLModel.metadata.tables["cell"]
_DAY = type_coerce(_CELL.c.day, Integer)
_STARS = (5, 4, 3, 2, 1)


def challenge_days(
    session: Session, *, owner: Owner, first: date, last: date
) -> tuple[SumsDay, ...]:
    """What each day of a period brought, in order; days that brought nothing are left out."""
    grain = Grain.TEAM_DAY if owner.engineer_id is None else Grain.ENGINEER_DAY
    return _sums(session, owner, grain, first, last)


def challenge_quarters(
    session: Session, *, owner: Owner, first: date, last: date
) -> tuple[SumsDay, ...]:
    """What the fiscal quarters that begin within a period brought; `day` is their first."""
    grain = Grain.TEAM_QUARTER if owner.engineer_id is None else Grain.ENGINEER_QUARTER
    return _sums(session, owner, grain, first, last)


def _sums(
    session: Session, owner: Owner, grain: Grain, first: date, last: date
) -> tuple[SumsDay, ...]:
    whole = sums([_CELL.c[f"n{stars}"] for stars in _STARS])
    units = sums([_CELL.c[f"u{stars}"] for stars in _STARS])
    statement = (
        select_rows(_DAY, *sums([_CELL.c.tickets]), *whole, *units)
        .where(
            _CELL.c.grain == int(grain),
            _DAY.between(to_day_number(first), to_day_number(last)),
            *_of(owner),
        )
        .group_by(_CELL.c.day)
        .order_by(_CELL.c.day)
    )
    is_person = owner.engineer_id is not None
    return tuple(
        SumsDay(
            day=from_day_number(day),
            stars=StarCounts(*(amounts[5:] if is_person else amounts[:5])),
            tickets=tickets,
            rated=sum(amounts[:5]),
        )
        for day, tickets, *amounts in driver_rows(session, statement)
    )


def _of(owner: Owner) -> list[ColumnElement[bool]]:
    conditions: list[Any] = []
    if owner.team_id is not None:
        conditions.append(_CELL.c.team_id == owner.team_id)
    if owner.engineer_id is not None:
        conditions.append(_CELL.c.engineer_id == owner.engineer_id)
    return conditions
