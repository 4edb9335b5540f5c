"""What par expects of each team's days: cells know kinds of work by the quarter alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CTE, BigInteger, Integer, Select, and_, bindparam, cast, func, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel

from db.bulk import driver_rows
from db.instant import from_day_number
from db.queries.periods import period_values, sums, within_period
from gamify.handicap.published import Par

_RATING, _KIND, _PAR, _STRATUM = (
    SQLModel.metadata.tables[name] for name in ("rating", "work_kind", "par", "par_stratum")
)

#: More than any team's id: a day and a team are one number, which is sorted faster than two.
_TEAMS = 2**31


def _par_of_kinds() -> CTE:
    """Lost stars that a par expects of a rating of each kind, worked out once and not by rating."""
    version = and_(_PAR.c.season == bindparam("season"), _PAR.c.version == bindparam("version"))
    own = and_(
        _STRATUM.c.stratum_id == _KIND.c.stratum_id,
        _STRATUM.c.par_id == select_rows(_PAR.c.id).where(version).scalar_subquery(),
    )
    par4 = func.coalesce(_STRATUM.c.par4, bindparam("g4", type_=Integer)).label("par4")
    kinds = select_rows(_KIND.c.id, par4).outerjoin_from(_KIND, _STRATUM, own)
    return kinds.cte("par_of_kind").prefix_with("MATERIALIZED")


def _dues() -> Select[*tuple[Any, ...]]:
    """A day and a team as one number, and what is due of that day's ratings."""
    kinds, day = _par_of_kinds(), type_coerce(_RATING.c.day, Integer)
    day_and_team = cast(day, BigInteger) * _TEAMS + func.coalesce(_RATING.c.team_id, 0)
    return (
        select_rows(day_and_team.label("day_and_team"), *sums((kinds.c.par4,)))
        .join_from(_RATING, kinds, kinds.c.id == _RATING.c.kind_id)
        .where(within_period(day), _RATING.c.excluded_at.is_(None))
        .group_by("day_and_team")
    )


_DUES = _dues()


def team_day_dues(
    session: Session, *, first: date, last: date, par: Par
) -> dict[tuple[date, int], int]:
    """Lost stars that a published par expects of each day's ratings by team, in 1/10 000."""
    version = {"season": par.season, "version": par.version, "g4": par.g4}
    rows = driver_rows(session, _DUES, period_values(first, last) | version)
    return {
        (from_day_number(day), team): due
        for day, team, due in ((*divmod(both, _TEAMS), due) for both, due in rows)
    }
