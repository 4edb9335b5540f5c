"""The par of a quarter with what a lead needs to judge it: earlier versions, today's fit, drift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.commands.pars import draw_up_par
from db.queries.pars import par_versions, ruling_par
from db.queries.sheet import require_quarter
from db.queries.strata import strata
from db.queries.tallies import team_kinds
from db.queries.teams import team_names
from gamify.handicap.kinds import stratum_label
from gamify.handicap.overlap import Drift, drifted
from gamify.handicap.published import Par
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season
from gamify.standings import Rules


@dataclass(frozen=True, slots=True)
class PublishedVersion:
    """When a version of a par was published, and by whom."""

    version: int
    is_provisional: bool
    at: datetime
    actor: str
    note: str
    ratings: int


@dataclass(frozen=True, slots=True)
class ParReport:
    """The par that rules a quarter; None before there is one.

    `versions` are all that were published, the oldest first. `today` is what a fit on today's
    data would give, None without ratings. `teams` and `kinds` of work are names by id.
    """

    season: Season
    par: Par | None
    versions: tuple[PublishedVersion, ...]
    today: Par | None
    drifts: tuple[Drift, ...]
    teams: dict[int, str]
    kinds: dict[int, str]


def par_report(session: Session, *, season: Season, rules: Rules, calendar: Calendar) -> ParReport:
    """The report of a quarter. Raises DecisionRefused for another season."""
    require_quarter(season)
    par = ruling_par(session, season=season)
    return ParReport(
        season=season,
        par=par,
        versions=tuple(
            PublishedVersion(
                each.version,
                each.provisional,
                each.published_at,
                each.actor,
                each.note,
                each.ratings,
            )
            for each in par_versions(session, season=season)
        ),
        today=draw_up_par(session, season=season, calendar=calendar, rules=rules),
        drifts=() if par is None else tuple(drifted(_by_kind(session, season), par)),
        teams=team_names(session),
        kinds={stratum: stratum_label(kind) for stratum, kind in strata(session).items()},
    )


def _by_kind(session: Session, season: Season) -> dict[int, StarCounts]:
    """Ratings of everyone in a quarter by kind of work."""
    sums: dict[int, StarCounts] = {}
    for kinds in team_kinds(session, quarter=season.first).values():
        for stratum, stars in kinds.items():
            sums[stratum] = sums.get(stratum, StarCounts()) + stars
    return sums
