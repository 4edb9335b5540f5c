"""Which days somebody may choose: few enough of them would show single ratings.

Whoever may ask for any days can ask for one, or for two stretches that differ by one, and take
the figures from each other. `docs/own-pages.md` says how that was tried.
"""

from __future__ import annotations

from datetime import timedelta

from gamify.access import NotAllowed, Visitor, Way, reach_of
from gamify.errors import N_
from gamify.rights import Reach, Right
from gamify.seasons import Season, SeasonKind

_DAY = timedelta(days=1)
_SENTENCE = N_(
    "Days chosen at will would show single ratings: they are for leads and administrators. "
    "Choose a month, a quarter or a year, or a stretch of whole months."
)


def sees_days(visitor: Visitor) -> bool:
    """Whether somebody may see figures of any days: leads do, and programs with a token."""
    is_program = visitor.way is Way.TOKEN
    return is_program or reach_of(visitor, Right.SEE_PERSON) in {Reach.TEAMS, Reach.ALL}


def demand_days(season: Season, *, sees_any: bool, is_known: bool = True) -> None:
    """Let somebody have the days of a season: any of them, or whole months.

    Raises NotAllowed; `is_known` says whether it is known who asks.
    """
    if not sees_any and season.kind is SeasonKind.RANGE and not _are_whole_months(season):
        raise NotAllowed(_SENTENCE, is_known=is_known)


def _are_whole_months(season: Season) -> bool:
    return season.first.day == (season.last + _DAY).day == 1
