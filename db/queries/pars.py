"""Pars that have been published: the one that rules a season, and its earlier versions."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, func, or_, type_coerce
from sqlalchemy import select as select_rows
from sqlmodel import Session, SQLModel, col, select

from db.bulk import driver_rows, plain
from db.instant import from_day_number, from_micros, to_day_number
from db.models import Grain, ParVersion
from gamify.handicap.publication import LEAST_RATINGS, PAR_WINDOW
from gamify.handicap.published import Par, StratumPar
from gamify.seasons import Calendar, Season, SeasonKind, previous_season, quarters_until, season_on

_CELL, _PAR, _STRATUM = (SQLModel.metadata.tables[name] for name in ("cell", "par", "par_stratum"))


class _Version(NamedTuple):
    """What is read of a version, as it is stored."""

    id: int
    season: str
    version: int
    provisional: bool
    window_first: int
    window_last: int
    ratings: int
    g4: int
    f4: int
    phi: float
    k_team: int
    k_person: int
    kappa: int
    published_at: int


_NEWEST = (
    select_rows(*(plain(_PAR.c[name]) for name in _Version._fields))
    .where(plain(_PAR.c.quarter) == bindparam("quarter"))
    .order_by(_PAR.c.version.desc())
    .limit(1)
)
_STRATA = (
    select_rows(
        *(
            _STRATUM.c[name]
            for name in (
                "stratum_id",
                "label",
                "par4",
                "rho4",
                "ratings",
                "owner_team_id",
                "median_minutes",
            )
        )
    )
    .where(_STRATUM.c.par_id == bindparam("par"))
    .order_by(_STRATUM.c.stratum_id)
)


def ruling_par(session: Session, *, season: Season) -> Par | None:
    """The newest par of a quarter; None where there is none yet, and for other seasons."""
    if season.kind is not SeasonKind.QUARTER:
        return None
    found = driver_rows(session, _NEWEST, {"quarter": to_day_number(season.first)})
    return _par(session, _Version._make(found[0])) if found else None


def newest_version(session: Session, *, season: Season) -> ParVersion | None:
    """The row of a quarter's newest par."""
    if season.kind is not SeasonKind.QUARTER:
        return None
    return newest_par(session, quarter=season.first)


def newest_par(session: Session, *, quarter: date) -> ParVersion | None:
    """The row of the newest par of the quarter that begins with a day."""
    statement = (
        select(ParVersion)
        .where(ParVersion.quarter == quarter)
        .order_by(col(ParVersion.version).desc())
        .limit(1)
    )
    return session.exec(statement).first()


def next_version(session: Session, *, season: Season) -> int:
    """The number of a quarter's next version.

    It goes on also after another quarter that had the name before the fiscal year was changed.
    """
    statement = select(func.max(ParVersion.version)).where(
        or_(col(ParVersion.quarter) == season.first, col(ParVersion.season) == season.code)
    )
    return (session.exec(statement).one() or 0) + 1


def par_versions(session: Session, *, season: Season) -> list[ParVersion]:
    """All versions of a quarter's par, the oldest first."""
    statement = (
        select(ParVersion)
        .where(ParVersion.quarter == season.first)
        .order_by(col(ParVersion.version))
    )
    return list(session.exec(statement))


def quarters_without_par(session: Session, *, calendar: Calendar, today: date) -> list[Season]:
    """Quarters with ratings, and today's, that lack the par they can have, oldest first.

    Those whose par is provisional are among them when the quarters before have got enough
    ratings, or their own others.
    """
    ratings = _ratings_by_quarter(session)
    statement = select(ParVersion).order_by(col(ParVersion.version))
    newest = {version.quarter: version for version in session.exec(statement)}
    days = set(ratings)
    if days:
        days.add(season_on(today, kind=SeasonKind.QUARTER, calendar=calendar).first)
    seasons = [season_on(day, kind=SeasonKind.QUARTER, calendar=calendar) for day in sorted(days)]
    return [
        season
        for season in seasons
        if _lacks_par(season, newest.get(season.first), ratings, calendar)
    ]


def _lacks_par(
    season: Season, newest: ParVersion | None, ratings: dict[date, int], calendar: Calendar
) -> bool:
    if newest is not None and not newest.provisional:
        return False
    before = previous_season(season, calendar=calendar)
    window = quarters_until(before, count=PAR_WINDOW, calendar=calendar)
    history, own = sum(ratings.get(day, 0) for day in window), ratings.get(season.first, 0)
    if newest is None:
        return bool(own) or history >= LEAST_RATINGS
    return history >= LEAST_RATINGS or newest.ratings != own


def _ratings_by_quarter(session: Session) -> dict[date, int]:
    stars = sum((_CELL.c[f"n{s}"] for s in (4, 3, 2, 1)), start=_CELL.c.n5)
    statement = (
        select_rows(type_coerce(_CELL.c.day, Integer), func.sum(stars))
        .where(_CELL.c.grain == int(Grain.TEAM_QUARTER))
        .group_by(_CELL.c.day)
    )
    return {from_day_number(day): int(n) for day, n in driver_rows(session, statement) if n}


def _par(session: Session, version: _Version) -> Par:
    return Par(
        season=version.season,
        version=version.version,
        is_provisional=bool(version.provisional),
        window=(from_day_number(version.window_first), from_day_number(version.window_last)),
        ratings=version.ratings,
        g4=version.g4,
        f4=version.f4,
        phi=version.phi,
        k_team=version.k_team,
        k_person=version.k_person,
        kappa=version.kappa,
        strata={
            row[0]: StratumPar(*row) for row in driver_rows(session, _STRATA, {"par": version.id})
        },
        published_on=from_micros(version.published_at).date(),
    )
