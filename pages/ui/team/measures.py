"""What of a team's quarter is measured, and how each figure is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from db.team_season import TeamQuarter
from gamify.averages import NOTHING, show_average
from gamify.errors import N_
from gamify.language import say, shown, translate

_HOUR, _DAY = 60, 24 * 60


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of a quarter: its name, and what it is in a language, "–" where unknown."""

    name: str
    show: Callable[[TeamQuarter, str], str]


def show_share(share: Fraction | None, language: str) -> str:
    """A share in whole per cent, cut."""
    if share is None:
        return NOTHING
    return translate(say("{percent}%", percent=int(100 * share)), language)


def show_minutes(minutes: Fraction | None, language: str) -> str:
    """A time as people say it: "45 min", "2 h 5 min", "1 d 14 h"; cut."""
    if minutes is None:
        return NOTHING
    whole = int(minutes)
    if whole < _HOUR:
        return translate(say("{minutes} min", minutes=whole), language)
    if whole < _DAY:
        hours, rest = divmod(whole, _HOUR)
        return translate(say("{hours} h {minutes} min", hours=hours, minutes=rest), language)
    days, rest = divmod(whole, _DAY)
    return translate(say("{days} d {hours} h", days=days, hours=rest // _HOUR), language)


MEASURES = (
    Measure(N_("average"), lambda one, language: show_average(one.average, language=language)),
    Measure(N_("of the tickets rated"), lambda one, language: show_share(one.response, language)),
    Measure(
        N_("half of the tickets solved within"),
        lambda one, language: show_minutes(one.minutes, language),
    ),
    Measure(N_("ratings"), lambda one, language: shown(one.stars.n, language)),
)
