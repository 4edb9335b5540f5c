"""Puts right what a sum can't: when the last rating came, after ratings were counted out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, Integer, bindparam, delete, func, type_coerce, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.days import Ints, next_quarter, quarter_starts
from db.dues import Dues
from db.fold import Fold
from db.models import Grain
from db.queries.facts import credit_facts, rating_facts, strata_of_kinds

_CELL = SQLModel.metadata.tables["cell"]
_RATING = SQLModel.metadata.tables["rating"]
_COUNTS = ("n5", "n4", "n3", "n2", "n1", "u5", "u4", "u3", "u2", "u1", "tickets")

#: (team, engineer) → when the last rating and the last five came.
Lasts = dict[tuple[int, int], tuple[int | None, int | None]]


def forget_empty_cells(session: Session, fold: Fold) -> None:
    """Delete the cells of a fold in which nothing is counted any more."""
    statement = delete(_CELL).where(
        _CELL.c.grain == bindparam("the_grain"),
        type_coerce(_CELL.c.day, Integer) == bindparam("the_day", type_=Integer()),
        *(_CELL.c[name] == bindparam(f"the_{name}") for name in _IDS),
        *(_CELL.c[name] == 0 for name in _COUNTS),
    )
    for grain, sums in fold.cells(Dues()):
        keys = [_key(grain, *key) for key in sums.keys.tolist()]
        session.connection().execute(statement, keys)


def refresh_lasts(session: Session, touched: Ints, *, fiscal_start: int) -> None:
    """Recompute the `last_…` instants of the cells above touched (day, team, engineer)."""
    strata = strata_of_kinds(session)
    for day in np.unique(touched[:, 0]).tolist():
        found = _of_day(session, day, strata)
        keys = touched[touched[:, 0] == day][:, 1:]
        _store(session, Grain.ENGINEER_DAY, day, keys, found)
        _store(session, Grain.TEAM_DAY, day, _teams(keys), _by_team(found))
    quarters = quarter_starts(touched[:, 0], fiscal_start)
    for start in np.unique(quarters).tolist():
        found = _of_quarter(session, start, next_quarter(start, fiscal_start))
        keys = np.unique(touched[quarters == start][:, 1:], axis=0)
        _store(session, Grain.ENGINEER_QUARTER, start, keys, found)
        _store(session, Grain.TEAM_QUARTER, start, _teams(keys), _by_team(found))


_IDS = ("team_id", "engineer_id", "stratum_id")


def _key(
    grain: Grain, day: int, team: int, engineer: int, stratum: int = 0
) -> dict[str, int | None]:
    return {
        "the_grain": int(grain),
        "the_day": day,
        "the_team_id": team,
        "the_engineer_id": engineer,
        "the_stratum_id": stratum,
    }


def _of_day(session: Session, day: int, strata: Ints) -> Lasts:
    """From the ratings of a day."""
    on_day = type_coerce(_RATING.c.day, Integer) == day
    lasts: Lasts = {}
    for facts in (rating_facts(session, strata, on_day), credit_facts(session, strata, on_day)):
        five = np.where(facts.stars == 5, facts.at, 0).tolist()
        is_five = (facts.stars == 5).tolist()
        columns = zip(
            facts.team.tolist(),
            facts.engineer.tolist(),
            facts.at.tolist(),
            five,
            is_five,
            strict=True,
        )
        for team, engineer, at, five_at, scored in columns:
            _raise(lasts, (team, engineer), (at, five_at if scored else None))
    return lasts


def _of_quarter(session: Session, start: int, end: int) -> Lasts:
    """From the cells of the quarter's days."""
    day = type_coerce(_CELL.c.day, Integer)
    columns = [type_coerce(_CELL.c[name], BigInteger) for name in ("last_rated_at", "last_five_at")]
    statement = (
        select_rows(_CELL.c.team_id, _CELL.c.engineer_id, *(func.max(c) for c in columns))
        .where(_CELL.c.grain == int(Grain.ENGINEER_DAY), day >= start, day < end)
        .group_by(_CELL.c.team_id, _CELL.c.engineer_id)
    )
    rows = session.connection().execute(statement).all()
    return {(team, engineer): (rated, five) for team, engineer, rated, five in rows}


def _raise(lasts: Lasts, key: tuple[int, int], new: tuple[int | None, int | None]) -> None:
    old = lasts.get(key, (None, None))
    lasts[key] = (_later(old[0], new[0]), _later(old[1], new[1]))


def _later(one: int | None, other: int | None) -> int | None:
    known = [at for at in (one, other) if at is not None]
    return max(known, default=None)


def _by_team(lasts: Mapping[tuple[int, int], tuple[int | None, int | None]]) -> Lasts:
    teams: Lasts = {}
    for (team, _engineer), last in lasts.items():
        _raise(teams, (team, 0), last)
    return teams


def _teams(keys: Ints) -> Ints:
    teams = np.unique(keys[:, :1], axis=0)
    return np.column_stack([teams, np.zeros_like(teams)])


def _values(last: tuple[int | None, int | None]) -> dict[str, int | None]:
    return {"rated": last[0], "five": last[1]}


def _store(session: Session, grain: Grain, day: int, keys: Ints, lasts: Lasts) -> None:
    statement: Any = (
        update(_CELL)
        .where(
            _CELL.c.grain == bindparam("the_grain"),
            type_coerce(_CELL.c.day, Integer) == bindparam("the_day", type_=Integer()),
            *(_CELL.c[name] == bindparam(f"the_{name}") for name in _IDS),
        )
        .values(
            last_rated_at=bindparam("rated", type_=BigInteger()),
            last_five_at=bindparam("five", type_=BigInteger()),
        )
    )
    changes: Iterable[tuple[int, int]] = [(team, engineer) for team, engineer in keys.tolist()]
    rows: list[dict[str, int | None]] = [
        _key(grain, day, *key) | _values(lasts.get(key, (None, None))) for key in changes
    ]
    if rows:
        session.connection().execute(statement, rows)
