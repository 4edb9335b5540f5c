"""What causes cost: stars below five, in whole numbers, by cause and month or quarter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gamify.feedback.lesson import Cause
from gamify.seasons import Calendar, Season, SeasonKind, season_on


@dataclass(frozen=True, slots=True)
class DayCost:
    """`ratings` of a day with one cause (None while nobody has said it) that lost `stars`."""

    day: date
    cause: Cause | None
    ratings: int
    stars: int


@dataclass(frozen=True, slots=True)
class Cost:
    """What a cause cost in a month or a quarter: stars below five, and ratings that lost them."""

    season: Season
    cause: Cause | None
    ratings: int
    stars: int


def costs_by_season(days: Iterable[DayCost], *, kind: SeasonKind, calendar: Calendar) -> list[Cost]:
    """Sums by month or quarter, the oldest first, causes in their usual order, unknown last."""
    ratings: Counter[tuple[Season, Cause | None]] = Counter()
    stars: Counter[tuple[Season, Cause | None]] = Counter()
    for one in days:
        key = season_on(one.day, kind=kind, calendar=calendar), one.cause
        ratings[key] += one.ratings
        stars[key] += one.stars
    order = [*Cause, None]
    keys = sorted(ratings, key=lambda key: (key[0].first, order.index(key[1])))
    return [Cost(*key, ratings[key], stars[key]) for key in keys]


def total_of(costs: Iterable[Cost], *causes: Cause | None) -> int:
    """The stars that some causes cost together."""
    return sum(one.stars for one in costs if one.cause in causes)
