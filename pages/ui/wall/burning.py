"""The burn-up chart of a wall: the same numbers as on the page, with the fan as it was made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gamify.challenges.ground import Ground
from gamify.challenges.standing import ChallengeStanding
from pages.ui.challenges.burn_up import Point, burn_up
from pages.ui.wall.forecasts import FanPoint
from pages.ui.wall.season import Scope


@dataclass(frozen=True, slots=True)
class Goal:
    """The line that is to be reached."""

    value: int
    label: str


@dataclass(frozen=True, slots=True)
class Now:
    """The point where it stands."""

    day: int
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of the axis of days."""

    day: int
    text: str


@dataclass(frozen=True, slots=True)
class Burn:
    """What is drawn. Days are numbers from 0, the evening before the first, to `last`."""

    first: int
    last: int
    goal: Goal | None
    now: Now
    days: tuple[Point, ...]
    pace: tuple[Point, ...]
    fan: tuple[FanPoint, ...]
    ticks: tuple[Tick, ...]
    levels: tuple[int, ...]
    most: int
    spoken: str


def burn_of(
    ground: Ground, standing: ChallengeStanding, fan: Sequence[FanPoint], scope: Scope
) -> Burn:
    """The chart as of now; a fan that is a moment old begins at the point where it stands."""
    chart = burn_up(ground, standing, calendar=scope.calendar, language=scope.language)
    at, value = chart.so_far[-1]
    ahead = tuple((day, max(low, value), max(high, value)) for day, low, high in fan if day > at)
    highest = max((high for _, _, high in ahead), default=0.0)
    return Burn(
        first=0,
        last=chart.days,
        goal=None if chart.goal is None else Goal(chart.goal, chart.goal_name),
        now=Now(at, value, chart.now_name),
        days=chart.so_far,
        pace=chart.pace,
        fan=((at, value, value), *ahead) if ahead else (),
        ticks=tuple(Tick(mark.at, mark.name) for mark in chart.along),
        levels=tuple(mark.at for mark in chart.across),
        most=max(chart.most, int(highest)),
        spoken=chart.spoken,
    )
