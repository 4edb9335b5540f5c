"""When a team's figures say something of the team and not of somebody in it.

One rule for whatever is shown of ratings to people who may not see single ones: the ratings have
to be enough, of enough people, and mostly of no single one. `docs/access.md` says what it is
against and how it was tried.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from gamify.ratings import StarCounts
from gamify.seasons import Season

#: So many people have to have been rated: whoever knows the own ratings can't tell the other two.
FEWEST_PEOPLE = 3
#: So many ratings there have to be.
FEWEST_RATINGS = 10
#: Nobody may have had more than this share of them, in quarters.
MOST_QUARTERS = 3

_WEEK = timedelta(days=7)


class OwnerDay(NamedTuple):
    """What customers gave on a day for the tickets of one engineer of a team; 0 is nobody known."""

    day: date
    engineer_id: int
    stars: StarCounts


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of a team. `owners` is how many ratings each engineer's tickets brought."""

    first: date
    last: date
    stars: StarCounts = field(default=StarCounts())
    owners: Mapping[int, int] = field(default_factory=dict)

    @property
    def is_crowd(self) -> bool:
        """Whether its stars may be shown to people who may not see single ratings."""
        return is_crowd(self.owners)

    def __add__(self, other: Stretch) -> Stretch:
        return Stretch(
            min(self.first, other.first),
            max(self.last, other.last),
            self.stars + other.stars,
            Counter(self.owners) + Counter(other.owners),
        )


def is_crowd(owners: Mapping[int, int]) -> bool:
    """Whether nobody can be told from the sum of ratings that these engineers' tickets brought.

    Ratings whose engineer isn't known (0) count as ratings, but as nobody's.
    """
    known = [n for engineer, n in owners.items() if engineer and n]
    ratings = sum(owners.values())
    return (
        len(known) >= FEWEST_PEOPLE
        and ratings >= FEWEST_RATINGS
        and 4 * max(known) <= MOST_QUARTERS * ratings
    )


def weeks_of(season: Season, days: Iterable[OwnerDay], *, today: date) -> list[Stretch]:
    """The weeks of a season up to today, Monday to Sunday, the edges cut to the season."""
    last = min(season.last, today)
    weeks: dict[date, Stretch] = {}
    begin = season.first
    while begin <= last:
        end = min(begin + _WEEK - timedelta(days=1 + begin.weekday()), last)
        weeks[_monday(begin)] = Stretch(begin, end)
        begin = end + timedelta(days=1)
    for one in days:
        if season.first <= one.day <= last:
            weeks[_monday(one.day)] += _alone(one)
    return list(weeks.values())


def in_crowds(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Neighbouring stretches joined until each is a crowd; none if not even all together are.

    They never overlap and sum to the whole, so that nothing can be found by taking one from
    another; what is left at the end joins the last.
    """
    joined: list[Stretch] = []
    rest: Stretch | None = None
    for one in stretches:
        rest = one if rest is None else rest + one
        if rest.is_crowd:
            joined.append(rest)
            rest = None
    if rest is not None and joined:
        joined[-1] += rest
    return joined


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _alone(one: OwnerDay) -> Stretch:
    return Stretch(one.day, one.day, one.stars, {one.engineer_id: one.stars.n})
