"""How the places of a season moved: by weeks, since last week, and how long the crown is held.

Every point is the team table as it would have stood at the end of a day, with the borrowed
ratings K of the season. Ties within a day can't be told apart here and share the place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from gamify.ranking import Entrant, team_places
from gamify.ratings import StarCounts
from gamify.seasons import Season
from gamify.standings import TeamDay

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Places:
    """Places of the ranked teams at the end of a day, by team id, best first."""

    day: date
    places: Mapping[int, int]

    @property
    def holders(self) -> tuple[int, ...]:
        """Who holds the crown: the teams in place 1."""
        return tuple(team for team, place in self.places.items() if place == 1)


@dataclass(frozen=True, slots=True)
class Crown:
    """Who holds the crown, and since which day without a break; a shared crown has several."""

    holders: tuple[int, ...]
    since: date
    #: Days held without a break, the first and the last included.
    days: int


@dataclass(frozen=True, slots=True)
class SeasonHistory:
    """How a season went up to its last day or today.

    `weeks` are the places at each week's end and on the last day; `movement` says how many
    places a team rose (positive) or fell since a week before, None for a team that wasn't
    ranked then; `crown` is None until a team is ranked; `days_held` counts each holder's days.
    """

    weeks: tuple[Places, ...] = ()
    movement: Mapping[int, int | None] = field(default_factory=dict)
    crown: Crown | None = None
    days_held: Mapping[int, int] = field(default_factory=dict)


def season_history(
    days: Iterable[TeamDay], *, season: Season, today: date, k: int, min_ratings: int
) -> SeasonHistory:
    """The history of a season from what each day brought; days outside of it are left out."""
    until = min(season.last, today)
    if until < season.first:
        return SeasonHistory()
    played = [day for day in days if season.first <= day.day <= until]
    daily = list(daily_places(played, first=season.first, last=until, k=k, min_ratings=min_ratings))
    held: dict[int, int] = {}
    for point in daily:
        for team in point.holders:
            held[team] = held.get(team, 0) + 1
    return SeasonHistory(
        weeks=tuple(point for point in daily if point.day.weekday() == 6 or point.day == until),
        movement=movement(daily),
        crown=held_crown(daily),
        days_held=held,
    )


def daily_places(
    days: Iterable[TeamDay], *, first: date, last: date, k: int, min_ratings: int
) -> Iterator[Places]:
    """The places at the end of each day from `first` to `last`."""
    by_day = {
        day: list(brought)
        for day, brought in groupby(sorted(days, key=lambda d: d.day), key=lambda d: d.day)
    }
    teams: dict[int, Entrant] = {}
    everyone = StarCounts()
    places: dict[int, int] = {}
    for past in range((last - first).days + 1):
        day = first + past * _DAY
        for brought in by_day.get(day, []):
            teams[brought.team_id] = _grown(teams.get(brought.team_id), brought)
            everyone += brought.stars
        if day in by_day:
            ready = [team for team in teams.values() if team.stars.n >= max(min_ratings, 1)]
            places = {team: place for place, team in team_places(ready, everyone=everyone, k=k)}
        yield Places(day, places)


def movement(daily: list[Places]) -> dict[int, int | None]:
    """How many places each team rose (positive) or fell within the last seven days.

    None for a team without a place a week before; nothing at all in a season's first week.
    """
    if not daily or daily[-1].day - daily[0].day < _WEEK:
        return {}
    now, before = daily[-1].places, daily[-8].places
    return {team: before[team] - place if team in before else None for team, place in now.items()}


def held_crown(daily: list[Places]) -> Crown | None:
    """Who holds the crown after the last of these days, and since when without a break.

    Of a shared crown, "since" is the day from which the same teams have shared it.
    """
    if not daily or not daily[-1].holders:
        return None
    holders = daily[-1].holders
    run = 0
    for point in reversed(daily):
        if set(point.holders) != set(holders):
            break
        run += 1
    return Crown(holders=holders, since=daily[-run].day, days=run)


def _grown(team: Entrant | None, brought: TeamDay) -> Entrant:
    before = team or Entrant(brought.team_id, StarCounts())
    last = brought.day.toordinal() if brought.stars.n else before.last
    return Entrant(brought.team_id, before.stars + brought.stars, last)
