"""How the places of a season moved: by weeks, since last week, and how long the crown is held.

Every point is the team table as it would have stood at the end of a day, by the yardstick of
the season. Ties within a day can't be told apart here and share the place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from gamify.ranking import Entrant, team_places
from gamify.ratings import StarCounts
from gamify.seasons import Season
from gamify.standings import NO_TEAM, RankMode, TeamDay
from gamify.yardstick import Borrowing, Yardstick

#: Averages closer than this, as floats, are compared exactly.
_CLOSE = 1e-9

_DAY = timedelta(days=1)
_SUNDAY = 6


@dataclass(frozen=True, slots=True)
class Places:
    """Places of the ranked teams at the end of a day, by team id, best first."""

    day: date
    places: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class Crown:
    """Who holds the crown, and since which day without a break; a shared crown has several.

    `days` counts the first day and the last.
    """

    holders: tuple[int, ...]
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class SeasonHistory:
    """How a season went up to its last day or today.

    `weeks` are the places at each week's end and on the last day; `movement` says how many
    places a team rose (positive) or fell since a week before, None for a team that wasn't
    ranked then, and is empty in the first week; `crown` is None until a team is ranked;
    `days_held` counts the days of everyone who has held it, by team id.
    """

    weeks: tuple[Places, ...] = ()
    movement: Mapping[int, int | None] = field(default_factory=dict)
    crown: Crown | None = None
    days_held: Mapping[int, int] = field(default_factory=dict)


def season_history(
    days: Collection[TeamDay],
    *,
    season: Season,
    today: date,
    borrowing: Borrowing,
    min_ratings: int,
) -> SeasonHistory:
    """The history of a season from what each day brought; days outside of it are left out."""
    until = min(season.last, today)
    if until < season.first:
        return SeasonHistory()
    course = _Course.of(
        days, first=season.first, last=until, borrowing=borrowing, min_ratings=min_ratings
    )
    points = range(len(course.counts))
    dates = [season.first + past * _DAY for past in points]
    holders = [course.holders(past) for past in points]
    return SeasonHistory(
        weeks=tuple(
            Places(day, course.places(past))
            for past, day in enumerate(dates)
            if day.weekday() == _SUNDAY or day == until
        ),
        movement=_movement(course),
        crown=_crown(dates, holders),
        days_held=_days_held(holders),
    )


@dataclass(frozen=True, slots=True)
class _Course:
    """Star counts of every team at the end of every day (day × team × stars, best first)."""

    teams: list[int]
    counts: NDArray[np.int64]
    #: What par expects of them (day × team), in 1/10 000 lost stars.
    due: NDArray[np.int64]
    #: Position of each team's last day with a rating (day × team).
    last: NDArray[np.int64]
    borrowing: Borrowing
    min_ratings: int

    @classmethod
    def of(
        cls,
        days: Collection[TeamDay],
        *,
        first: date,
        last: date,
        borrowing: Borrowing,
        min_ratings: int,
    ) -> _Course:
        played = [day for day in days if first <= day.day <= last]
        teams = sorted({day.team_id for day in played})
        column = {team: position for position, team in enumerate(teams)}
        brought = np.zeros(((last - first).days + 1, len(teams), 5), dtype=np.int64)
        where = [(day.day.toordinal(), column[day.team_id]) for day in played]
        at, team = np.array(where, dtype=np.int64).reshape(-1, 2).T
        stars = np.array([day.stars.as_tuple() for day in played], dtype=np.int64)
        np.add.at(brought, (at - first.toordinal(), team), stars.reshape(-1, 5))
        due = np.zeros(brought.shape[:2], dtype=np.int64)
        expected = np.array([day.due for day in played], dtype=np.int64)
        np.add.at(due, (at - first.toordinal(), team), expected)
        rated = np.where(brought.any(axis=2), np.arange(len(brought))[:, None], -1)
        return cls(
            teams=teams,
            counts=brought.cumsum(axis=0),
            due=due.cumsum(axis=0),
            last=np.maximum.accumulate(rated, axis=0),
            borrowing=borrowing,
            min_ratings=max(min_ratings, 1),
        )

    def places(self, past: int) -> dict[int, int]:
        """Places at the end of a day by team id, best first."""
        return self._places_of(past, self._ready(past))

    def holders(self, past: int) -> tuple[int, ...]:
        """The teams in place 1 at the end of a day; only close ones are compared exactly."""
        ready = self._ready(past)
        if not len(ready):
            return ()
        counts, yardstick = self.counts[past], self._yardstick(past)
        is_fair = self.borrowing.mode is RankMode.FAIR
        due = self.due[past] if is_fair else counts.sum(axis=1)
        lost = counts @ np.arange(5)
        common = yardstick.everyone.lost / max(yardstick.everyone_due, 1)
        borrowed = yardstick.borrowed
        loss = (lost[ready] + borrowed * common) / np.maximum(due[ready] + borrowed, 1)
        near = loss * yardstick.weight <= (loss * yardstick.weight).min() + _CLOSE
        places = self._places_of(past, ready[near])
        return tuple(team for team, place in places.items() if place == 1)

    def _yardstick(self, past: int) -> Yardstick:
        everyone = StarCounts(*self.counts[past].sum(axis=0).tolist())
        return self.borrowing.yardstick(everyone, int(self.due[past].sum()))

    def _ready(self, past: int) -> NDArray[np.int64]:
        enough = self.counts[past].sum(axis=1) >= self.min_ratings
        known = np.array(self.teams, dtype=np.int64) != NO_TEAM
        return np.flatnonzero(enough & known)

    def _places_of(self, past: int, columns: NDArray[np.int64]) -> dict[int, int]:
        entrants = [
            Entrant(
                id=self.teams[at],
                stars=StarCounts(*self.counts[past, at].tolist()),
                last=int(self.last[past, at]),
                due=int(self.due[past, at]),
            )
            for at in columns.tolist()
        ]
        placed = team_places(entrants, self._yardstick(past))
        return {team: place for place, team in placed}


def _movement(course: _Course) -> dict[int, int | None]:
    past = len(course.counts) - 1
    if past < 7:
        return {}
    before = course.places(past - 7)
    return {
        team: before[team] - place if team in before else None
        for team, place in course.places(past).items()
    }


def _crown(dates: list[date], holders: list[tuple[int, ...]]) -> Crown | None:
    """The crown after the last day, held since the same teams have led without a break."""
    now = holders[-1]
    if not now:
        return None
    run = next((back for back, held in enumerate(reversed(holders)) if held != now), len(dates))
    return Crown(holders=now, since=dates[-run], days=run)


def _days_held(holders: list[tuple[int, ...]]) -> dict[int, int]:
    days: dict[int, int] = {}
    for team in (team for held in holders for team in held):
        days[team] = days.get(team, 0) + 1
    return days
