"""What engineers are credited with in a period, from the cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    bindparam,
    case,
    func,
    type_coerce,
)
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.models import Grain
from db.queries.periods import is_whole_quarters, period_values, sums, within_period
from gamify.errors import N_
from gamify.named_rows import named_rows
from gamify.standings import EngineerTally

#: What a hidden engineer is called on public boards; a page passes it in the reader's language.
HIDDEN_ENGINEER = N_("Engineer {id}")

_CELL, _ENGINEER, _TEAM = (SQLModel.metadata.tables[name] for name in ("cell", "engineer", "team"))
_DAY = type_coerce(_CELL.c.day, Integer)
_UNITS = tuple(_CELL.c[f"u{stars}"] for stars in (5, 4, 3, 2, 1))
_LAST_RATED = type_coerce(_CELL.c.last_rated_at, BigInteger)
_LAST_FIVE = type_coerce(_CELL.c.last_five_at, BigInteger)


def engineer_tallies(
    session: Session,
    *,
    first: date,
    last: date,
    team_id: int | None = None,
    hidden_name: str = HIDDEN_ENGINEER,
) -> list[EngineerTally]:
    """What each engineer is credited with in a period, by id; of one team's ratings if given.

    `team` is the one of whose ratings the latest was. A hidden engineer is called
    `hidden_name`, in which "{id}" stands for the number. What par expects is known for whole
    quarters alone.
    """
    statement = _tallies(
        is_quarterly=is_whole_quarters(session, first, last), is_of_a_team=team_id is not None
    )
    values = period_values(first, last) | ({} if team_id is None else {"team": team_id})
    # Sorted here: a database takes longer to sort whole rows than to hand them out.
    rows = driver_rows(session, statement, values)
    tallies = sorted(named_rows(EngineerTally, rows), key=itemgetter(0))
    if len({tally[0] for tally in tallies}) < len(tallies):
        tallies = _joined(tallies)
    return [
        tally if tally[1] else tally._replace(name=hidden_name.replace("{id}", str(tally.id)))
        for tally in tallies
        if tally[3] or any(tally[4:8])
    ]


@cache
def _tallies(*, is_quarterly: bool, is_of_a_team: bool) -> Select[*tuple[Any, ...]]:
    """Rows in the order of a tally's fields, one for each engineer and team."""
    name = case((_ENGINEER.c.hidden, ""), else_=_ENGINEER.c.name)
    team = func.coalesce(_TEAM.c.name, "")
    amounts: Sequence[Any] = (*_UNITS, _CELL.c.tickets, _CELL.c.due_fives, _CELL.c.n5)
    rated: ColumnElement[Any] = _LAST_RATED
    five: ColumnElement[Any] = _LAST_FIVE
    # Quarters are few and are summed here; the many days of a period are summed by the database.
    if not is_quarterly:
        amounts, rated, five = sums(amounts), func.max(rated), func.max(five)
    *units, tickets, due, own_fives = amounts
    statement: Select[Any] = (
        select_rows(_CELL.c.engineer_id, name, team, *units, five, tickets, due, rated, own_fives)
        .join_from(_CELL, _ENGINEER, _ENGINEER.c.id == _CELL.c.engineer_id)
        .outerjoin(_TEAM, _TEAM.c.id == _CELL.c.team_id)
        .where(
            _CELL.c.grain == int(Grain.ENGINEER_QUARTER if is_quarterly else Grain.ENGINEER_DAY),
            within_period(_DAY),
        )
    )
    if not is_quarterly:
        statement = statement.group_by(_CELL.c.engineer_id, name, _CELL.c.team_id, team)
    if is_of_a_team:
        statement = statement.where(_CELL.c.team_id == bindparam("team"))
    return statement


def _joined(tallies: Sequence[EngineerTally]) -> list[EngineerTally]:
    """One tally for each engineer, whose latest row names the team."""
    joined: dict[int, EngineerTally] = {}
    for tally in sorted(tallies, key=lambda each: (each.id, -(each.rated or 0), each.team)):
        known = joined.get(tally.id)
        joined[tally.id] = tally if known is None else _added(known, tally)
    return list(joined.values())


def _added(one: EngineerTally, other: EngineerTally) -> EngineerTally:
    times = [at for at in (one.reached, other.reached) if at is not None]
    five, four, three, two, lowest = (a + b for a, b in zip(one[3:8], other[3:8], strict=True))
    return one._replace(
        five=five,
        four=four,
        three=three,
        two=two,
        one=lowest,
        reached=max(times, default=None),
        tickets=one.tickets + other.tickets,
        due=one.due + other.due,
        own_fives=one.own_fives + other.own_fives,
    )
