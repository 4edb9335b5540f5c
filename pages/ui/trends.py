"""How a team's average went over the weeks of a season."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from gamify.ratings import StarCounts
from gamify.standings import TeamDay

#: The least height of a trend line in stars: smaller movements are drawn small.
LEAST_RANGE = Fraction(1, 10)


def weekly_averages(days: Iterable[TeamDay]) -> dict[int, list[Fraction]]:
    """Each team's plain average so far at the end of each week in which it was rated."""
    so_far: dict[int, StarCounts] = {}
    weeks: dict[int, dict[tuple[int, int], Fraction]] = {}
    for brought in sorted(days, key=lambda day: day.day):
        if not brought.stars.n:
            continue
        stars = so_far.get(brought.team_id, StarCounts()) + brought.stars
        so_far[brought.team_id] = stars
        weeks.setdefault(brought.team_id, {})[_week(brought.day)] = Fraction(stars.total, stars.n)
    return {team: list(averages.values()) for team, averages in weeks.items()}


def trend_line(averages: list[Fraction]) -> tuple[float, ...]:
    """Averages as heights from 0 to 1 for a small line; nothing with fewer than two."""
    if len(averages) < 2:
        return ()
    low, high = min(averages), max(averages)
    height = max(high - low, LEAST_RANGE)
    floor = (low + high - height) / 2
    return tuple(round(float((average - floor) / height), 3) for average in averages)


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week
