"""The head of a wall: whose it is, which season, how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass

from gamify.language import say, translate
from gamify.seasons import SeasonKind, season_on
from pages.ui.season_picker import season_title
from pages.ui.wall.season import Scope


@dataclass(frozen=True, slots=True)
class SeasonCountdown:
    """The last day; the browser counts."""

    last: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every scene."""

    organisation: str
    season: str
    countdown: SeasonCountdown


def head_part(scope: Scope) -> Head:
    """The season that is shown; without ratings today's quarter."""
    quarter = season_on(scope.today, kind=SeasonKind.QUARTER, calendar=scope.calendar)
    season = quarter if scope.season is None else scope.season.season
    title = season_title(season, scope.language)
    return Head(
        organisation=scope.organisation,
        season=translate(say("Season {season}", season=title), scope.language),
        countdown=SeasonCountdown(season.last.isoformat()),
    )
