"""What engineers are credited with in a period, from the cells.

A board asks for everybody's score, which takes a third of the time, and then for the tallies of
the few whom it shows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

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
from gamify.scorer_order import Score
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
    only: Sequence[int] | None = None,
) -> list[EngineerTally]:
    """What engineers are credited with in a period, by id: all of them, or `only` a few.

    With a `team_id` it is of that team's ratings. A tally's `team` is the one of whose ratings
    the latest was. A hidden engineer is called `hidden_name`, in which "{id}" stands for the
    number. What par expects is known for whole quarters alone.
    """
    which = _Which(
        is_quarterly=is_whole_quarters(session, first, last),
        is_of_a_team=team_id is not None,
        is_of_few=only is not None,
    )
    values = period_values(first, last) | {"team": team_id, "only": only}
    # Sorted here: a database takes longer to sort whole rows than to hand them out.
    rows = driver_rows(session, _tallies(which), values)
    tallies = sorted(named_rows(EngineerTally, rows), key=itemgetter(0))
    if len({tally[0] for tally in tallies}) < len(tallies):
        tallies = _joined(tallies)
    return [
        tally if tally[1] else tally._replace(name=hidden_name.replace("{id}", str(tally.id)))
        for tally in tallies
        if tally[3] or any(tally[4:8])
    ]


def engineer_scores(
    session: Session, *, first: date, last: date, team_id: int | None = None
) -> list[Score]:
    """What gives each engineer a place in a period, of one team's ratings if given.

    In no order, since it is for being ranked. What par expects is known for whole quarters alone.
    """
    which = _Which(
        is_quarterly=is_whole_quarters(session, first, last), is_of_a_team=team_id is not None
    )
    values = period_values(first, last) | {"team": team_id}
    rows = driver_rows(session, _scores(which), values)
    scores = list(named_rows(Score, rows))
    if len({score[0] for score in scores}) < len(scores):
        scores = _scores_joined(scores)
    return [score for score in scores if score[1] or score[2]]


class _Which(NamedTuple):
    """Of which cells of engineers a statement is, so that each is made once."""

    is_quarterly: bool
    is_of_a_team: bool
    is_of_few: bool = False

    @property
    def conditions(self) -> list[ColumnElement[bool]]:
        """The cells of a period; of "team" and of "only" these engineers if it says so."""
        grain = Grain.ENGINEER_QUARTER if self.is_quarterly else Grain.ENGINEER_DAY
        found = [_CELL.c.grain == int(grain), within_period(_DAY)]
        if self.is_of_a_team:
            found.append(_CELL.c.team_id == bindparam("team"))
        if self.is_of_few:
            found.append(_CELL.c.engineer_id.in_(bindparam("only", expanding=True)))
        return found


@cache
def _scores(which: _Which) -> Select[*tuple[Any, ...]]:
    """Rows in the order of a score's fields, one for each engineer and team at least."""
    five, four, three, two, one = _UNITS
    lost = four + 2 * three + 3 * two + 4 * one
    amounts: Sequence[Any] = (five, lost, _CELL.c.due_fives, _CELL.c.n5)
    reached: ColumnElement[Any] = _LAST_FIVE
    if not which.is_quarterly:
        amounts, reached = sums(amounts), func.max(reached)
    fives, lost_stars, due, own_fives = amounts
    statement: Select[Any] = select_rows(
        _CELL.c.engineer_id, fives, lost_stars, reached, due, own_fives
    ).where(*which.conditions)
    return statement if which.is_quarterly else statement.group_by(_CELL.c.engineer_id)


def _scores_joined(scores: Sequence[Score]) -> list[Score]:
    """One score for each engineer of several teams or quarters."""
    joined: dict[int, Score] = {}
    for score in scores:
        known = joined.get(score.id)
        joined[score.id] = score if known is None else _score_added(known, score)
    return list(joined.values())


def _score_added(one: Score, other: Score) -> Score:
    return Score(
        id=one.id,
        five=one.five + other.five,
        lost=one.lost + other.lost,
        reached=_later(one.reached, other.reached),
        due=one.due + other.due,
        own_fives=one.own_fives + other.own_fives,
    )


def _later(one: int | None, other: int | None) -> int | None:
    return max((at for at in (one, other) if at is not None), default=None)


@cache
def _tallies(which: _Which) -> Select[*tuple[Any, ...]]:
    """Rows in the order of a tally's fields, one for each engineer and team."""
    name = case((_ENGINEER.c.hidden, ""), else_=_ENGINEER.c.name)
    team = func.coalesce(_TEAM.c.name, "")
    amounts: Sequence[Any] = (*_UNITS, _CELL.c.tickets, _CELL.c.due_fives, _CELL.c.n5)
    rated: ColumnElement[Any] = _LAST_RATED
    five: ColumnElement[Any] = _LAST_FIVE
    # Quarters are few and are summed here; the many days of a period are summed by the database.
    if not which.is_quarterly:
        amounts, rated, five = sums(amounts), func.max(rated), func.max(five)
    *units, tickets, due, own_fives = amounts
    statement: Select[Any] = (
        select_rows(_CELL.c.engineer_id, name, team, *units, five, tickets, due, rated, own_fives)
        .join_from(_CELL, _ENGINEER, _ENGINEER.c.id == _CELL.c.engineer_id)
        .outerjoin(_TEAM, _TEAM.c.id == _CELL.c.team_id)
        .where(*which.conditions)
    )
    if not which.is_quarterly:
        statement = statement.group_by(_CELL.c.engineer_id, name, _CELL.c.team_id, team)
    return statement


def _joined(tallies: Sequence[EngineerTally]) -> list[EngineerTally]:
    """One tally for each engineer, whose latest row names the team."""
    joined: dict[int, EngineerTally] = {}
    for tally in sorted(tallies, key=lambda each: (each.id, -(each.rated or 0), each.team)):
        known = joined.get(tally.id)
        joined[tally.id] = tally if known is None else _added(known, tally)
    return list(joined.values())


def _added(one: EngineerTally, other: EngineerTally) -> EngineerTally:
    five, four, three, two, lowest = (a + b for a, b in zip(one[3:8], other[3:8], strict=True))
    return one._replace(
        five=five,
        four=four,
        three=three,
        two=two,
        one=lowest,
        reached=_later(one.reached, other.reached),
        tickets=one.tickets + other.tickets,
        due=one.due + other.due,
        own_fives=one.own_fives + other.own_fives,
    )
