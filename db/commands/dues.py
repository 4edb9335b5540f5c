"""Works out anew what a par makes one expect of a quarter's teams and engineers."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Integer, Table, cast, func, type_coerce, update
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.instant import to_day_number
from db.models import Grain, ParVersion

_CELL = SQLModel.metadata.tables["cell"]
_STRATUM = SQLModel.metadata.tables["par_stratum"]


def forget_dues(session: Session, *, quarter: date) -> None:
    """Expect nothing of a quarter any more."""
    its = type_coerce(_CELL.c.day, Integer) == to_day_number(quarter)
    session.execute(update(_CELL).where(its).values(due=0, due_fives=0))


def refresh_dues(session: Session, par: ParVersion) -> None:
    """Store with each team and engineer of its quarter what a par expects of their work."""
    quarter = type_coerce(_CELL.c.day, Integer) == to_day_number(par.quarter)
    for grain, of, stars in (
        (Grain.TEAM_QUARTER, Grain.TEAM_STRATUM_QUARTER, "n"),
        (Grain.ENGINEER_QUARTER, Grain.STRATUM_QUARTER, "u"),
    ):
        kinds = _CELL.alias("kinds")
        rated = sum((kinds.c[f"{stars}{s}"] for s in (4, 3, 2, 1)), start=kinds.c[f"{stars}5"])
        lost = cast(rated, BigInteger) * func.coalesce(_STRATUM.c.par4, par.g4)
        fives = kinds.c.tickets * func.coalesce(_STRATUM.c.rho4, par.f4)
        change = {
            "due": _summed(lost, kinds, of, par),
            "due_fives": _summed(fives, kinds, of, par),
        }
        session.execute(update(_CELL).where(_CELL.c.grain == int(grain), quarter).values(change))


def _summed(amount: ColumnElement[Any], kinds: Any, grain: Grain, par: ParVersion) -> Any:
    """The sum over the kinds of work of the team or engineer that is being updated."""
    its: Table = kinds
    own = (its.c.day == _CELL.c.day, its.c.team_id == _CELL.c.team_id)
    statement = (
        select_rows(cast(func.coalesce(func.sum(amount), 0), BigInteger))
        .select_from(
            its.outerjoin(
                _STRATUM,
                (_STRATUM.c.par_id == par.id) & (_STRATUM.c.stratum_id == its.c.stratum_id),
            )
        )
        .where(its.c.grain == int(grain), *own, its.c.engineer_id == _CELL.c.engineer_id)
    )
    return statement.scalar_subquery()
