"""The head of a wall: whose it is, which season, how long it lasts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from db.queries.pauses import rest_on
from db.queries.teams import team_names
from gamify.language import Message, say, translate
from gamify.pause_words import pause_sentence
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


def head_part(session: Session, scope: Scope) -> Head:
    """The season that is shown, without ratings today's quarter; and whether the game rests."""
    quarter = season_on(scope.today, kind=SeasonKind.QUARTER, calendar=scope.calendar)
    season = quarter if scope.season is None else scope.season.season
    title = season_title(season, scope.language)
    told = [say("Season {season}", season=title), *_resting(session, scope)]
    return Head(
        organisation=scope.organisation,
        season=" · ".join(translate(one, scope.language) for one in told),
        countdown=SeasonCountdown(season.last.isoformat()),
    )


def _resting(session: Session, scope: Scope) -> list[Message]:
    """What rests: everybody, or teams of the screen."""
    rest = rest_on(session, scope.today)
    if rest.of_all is not None:
        return [pause_sentence(rest.of_all, team="")]
    names = team_names(session) if rest.pauses else {}
    return [
        pause_sentence(one, team=names.get(one.team_id or 0, ""))
        for one in rest.pauses
        if scope.shows(one.team_id)
    ]
