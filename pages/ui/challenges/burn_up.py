"""The burn-up chart of a challenge as numbers: what there is, the pace line, the forecast's fan.

Days count from 0, the evening before the first one; so a day's end is its number from 1 on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gamify.challenges.countdown import working_days_ahead
from gamify.challenges.criteria import Criteria
from gamify.challenges.fan import fan
from gamify.challenges.ground import Ground
from gamify.challenges.standing import ChallengeStanding
from gamify.challenges.wording import fives as _fives
from gamify.challenges.wording import ratings as _ratings
from gamify.language import Message, say, short_day, shown, translate
from gamify.seasons import Calendar, Season, working_days

_DAY = timedelta(days=1)

#: Seasons up to so many days have a mark for each week, longer ones for each month.
SHORT = 45
#: The first mark has a sixth of the axis for itself.
ROOM = 6
#: How many lines across there are at most, and by how much they may lie apart.
LINES, STEPS = 5, (1, 2, 5)

Point = tuple[int, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the chart's grid, where it lies and what stands at it."""

    at: int
    name: str


@dataclass(frozen=True, slots=True)
class BurnUp:
    """What is drawn. `days` and `most` are the far ends of the axes.

    `so_far` has a point for each day that has passed, `pace` leads to the goal by working days,
    `low` and `high` are the edges of the fan from today on. `spoken` says it in a sentence.
    """

    days: int
    most: int
    so_far: tuple[Point, ...]
    pace: tuple[Point, ...]
    low: tuple[Point, ...]
    high: tuple[Point, ...]
    across: tuple[Mark, ...]
    along: tuple[Mark, ...]
    goal: int | None
    goal_name: str
    now_name: str
    spoken: str


def burn_up(
    ground: Ground, standing: ChallengeStanding, *, calendar: Calendar, language: str
) -> BurnUp:
    """The chart of a challenge; of fives where fives alone are counted, else of ratings."""
    season, criteria = ground.season, standing.criteria
    in_fives = not criteria.least_ratings and criteria.fives is not None
    counted = _fives if in_fives else _ratings
    goal = criteria.fives if in_fives else criteria.least_ratings or None
    points = tuple(_so_far(ground, criteria, until=standing.countdown.today, in_fives=in_fives))
    low, high = _edges(ground, standing, calendar, begin=points[-1], in_fives=in_fives)
    most = int(max(goal or 0, points[-1][1], high[-1][1] if high else 0, 1))
    so_far = int(points[-1][1])
    spoken = _spoken(counted(so_far), standing.countdown.today, low, high)
    return BurnUp(
        days=_at(season.last, season),
        most=most,
        so_far=points,
        pace=tuple(_pace(season, goal, calendar)) if goal else (),
        low=low,
        high=high,
        across=_across(most, language),
        along=tuple(_along(season, language)),
        goal=goal,
        goal_name=translate(say("goal: {goal}", goal=counted(goal)), language) if goal else "",
        now_name=_now_name(so_far, goal, language),
        spoken=translate(spoken, language),
    )


def _so_far(ground: Ground, criteria: Criteria, *, until: date, in_fives: bool) -> Iterator[Point]:
    """The sum at the end of each day; of the first N ratings never more than N."""
    brought = {each.day: each.stars for each in ground.days}
    amount = 0
    yield 0, 0.0
    day, last = ground.season.first, min(until, ground.season.last)
    while day <= last:
        stars = brought.get(day)
        if stars is not None:
            amount += stars.five if in_fives else stars.n
        whole = amount // ground.unit
        yield _at(day, ground.season), float(min(whole, criteria.first or whole))
        day += _DAY


def _pace(season: Season, goal: int, calendar: Calendar) -> Iterator[Point]:
    """The goal in even parts of the working days; of all days where none is worked."""
    total = working_days(season.first, season.last, calendar=calendar)
    days = _at(season.last, season)
    gone = 0
    yield 0, 0.0
    for at in range(1, days + 1):
        day = season.first + _DAY * (at - 1)
        gone += working_days(day, day, calendar=calendar)
        yield at, round(goal * gone / total if total else goal * at / days, 2)


def _edges(
    ground: Ground,
    standing: ChallengeStanding,
    calendar: Calendar,
    *,
    begin: Point,
    in_fives: bool,
) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
    """The lower and the upper edge of the fan, from today's point to the last working day."""
    if standing.model is None or standing.is_complete:
        return (), ()
    days = working_days_ahead(ground.season, standing.countdown, calendar=calendar)
    found = fan(standing.sums.stars, model=standing.model, days=days, left=standing.countdown.left)
    if not found:
        return (), ()
    most = standing.criteria.first
    ranges = [
        (_at(one.day, ground.season), one.fives if in_fives else one.ratings) for one in found
    ]
    low = ((at, float(min(one.low, most or one.low))) for at, one in ranges)
    high = ((at, float(min(one.high, most or one.high))) for at, one in ranges)
    return (begin, *low), (begin, *high)


def _across(most: int, language: str) -> tuple[Mark, ...]:
    """Round numbers for the lines across, the first one above nothing."""
    size = 1
    while True:
        for step in (size * each for each in STEPS):
            if most // step < LINES:
                return tuple(Mark(at, shown(at, language)) for at in range(step, most + 1, step))
        size *= 10


def _along(season: Season, language: str) -> Iterator[Mark]:
    """The first day, then the first of each month, or each Monday of a short season."""
    is_short = (season.last - season.first).days < SHORT
    day, days = season.first, _at(season.last, season)
    while day <= season.last:
        is_edge = day.weekday() == 0 if is_short else day.day == 1
        if day == season.first or (is_edge and (day - season.first).days * ROOM >= days):
            yield Mark(_at(day, season) - 1, short_day(day, language))
        day += _DAY


def _spoken(
    there: Message, today: date, low: tuple[Point, ...], high: tuple[Point, ...]
) -> Message:
    said = say("{so_far} by {day}", so_far=there, day=today)
    if not high:
        return said
    return say(
        "{there}; {low} to {high} are likely at the end",
        there=said,
        low=int(low[-1][1]),
        high=int(high[-1][1]),
    )


def _now_name(so_far: int, goal: int | None, language: str) -> str:
    if goal is None:
        return shown(so_far, language)
    return translate(say("{has} of {goal}", has=so_far, goal=goal), language)


def _at(day: date, season: Season) -> int:
    """The number of a day's end."""
    return (day - season.first).days + 1
