"""A team's seasons: what its tickets brought, how many customers rated, how long it took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from sqlmodel import Session

from db.queries.challenge_ratings import median_minutes
from db.queries.challenge_sums import challenge_quarters
from db.queries.own_work import owner_quarters
from gamify.challenges.challenge import Owner
from gamify.crowd import is_crowd
from gamify.ratings import StarCounts
from gamify.seasons import (
    Calendar,
    Season,
    SeasonKind,
    quarters_until,
    same_season_year_before,
    season_on,
)

#: So many quarters stand below each other, each beside the same one a year before.
MOST_QUARTERS = 8
_YEAR = 4


@dataclass(frozen=True, slots=True)
class TeamQuarter:
    """A quarter of a team. `tickets` are 0 and `minutes` None where they aren't known.

    `owners` is how many ratings each engineer's tickets brought.
    """

    season: Season
    stars: StarCounts
    tickets: int = 0
    minutes: Fraction | None = None
    owners: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_crowd(self) -> bool:
        """Whether its figures may be shown to people who may not see single ratings."""
        return is_crowd(self.owners)

    @property
    def average(self) -> Fraction | None:
        """The plain average, exact."""
        return self.stars.average

    @property
    def response(self) -> Fraction | None:
        """The share of tickets that were rated, at most 1; None where tickets aren't known."""
        return min(Fraction(self.stars.n, self.tickets), Fraction(1)) if self.tickets else None


@dataclass(frozen=True, slots=True)
class TwoYears:
    """A quarter and the same one a year before; None where nothing is known of that."""

    now: TeamQuarter
    before: TeamQuarter | None


def team_years(
    session: Session, team_id: int, *, season: Season, calendar: Calendar
) -> list[TwoYears]:
    """The quarters of a team up to the one in which a season ends, the newest first.

    Quarters without a rating are left out.
    """
    days = quarters_until(season, count=MOST_QUARTERS + _YEAR, calendar=calendar)
    known = _quarters(session, team_id, days[0], days[-1], calendar)
    return [
        TwoYears(
            known[day],
            known.get(same_season_year_before(known[day].season, calendar=calendar).first),
        )
        for day in reversed(days[-MOST_QUARTERS:])
        if day in known
    ]


def _quarters(
    session: Session, team_id: int, first: date, last: date, calendar: Calendar
) -> dict[date, TeamQuarter]:
    owner = Owner(team_id=team_id)
    owners: dict[date, dict[int, int]] = defaultdict(dict)
    for one in owner_quarters(session, team_id=team_id, first=first, last=last):
        owners[one.day][one.engineer_id] = one.stars.n
    found = {}
    for sums in challenge_quarters(session, owner=owner, first=first, last=last):
        season = season_on(sums.day, kind=SeasonKind.QUARTER, calendar=calendar)
        if sums.stars.n:
            found[sums.day] = TeamQuarter(
                season=season,
                stars=sums.stars,
                tickets=sums.tickets,
                minutes=median_minutes(session, owner=owner, first=season.first, last=season.last),
                owners=owners[sums.day],
            )
    return found
