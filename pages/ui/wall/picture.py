"""A wall's picture as named parts of JSON, each made once for all screens that show the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache, partial
from time import monotonic
from typing import Any

from sqlmodel import Session

from db.engine import reading
from gamify.challenges.challenge import Challenge
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.shelf import Shelf
from pages.ui.wall.announcing import announcement_part
from pages.ui.wall.as_json import to_json
from pages.ui.wall.challenges import challenges_part
from pages.ui.wall.forecasts import Forecast, forecast_of
from pages.ui.wall.head import head_part
from pages.ui.wall.moves import moves_part
from pages.ui.wall.nominations import nominations_part
from pages.ui.wall.now_and_then import NowAndThen
from pages.ui.wall.quotes import quotes_part
from pages.ui.wall.scorers import scorers_part
from pages.ui.wall.screens import screen_part
from pages.ui.wall.season import Scope, WallSeason, wall_season
from pages.ui.wall.teams import teams_part
from pages.ui.wall.ticker import ticker_part
from pages.ui.wall.words import wall_words

#: Named parts, each as JSON.
Parts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kin:
    """What screens have in common that show the same parts."""

    language: str
    teams: frozenset[int]
    density: int


Making = Callable[[Session, Scope], Any]

#: Parts that follow every change at once.
AT_ONCE: Mapping[str, Making] = {
    "head": head_part,
    "teams": lambda _, scope: teams_part(scope),
    "scorers": scorers_part,
    "quotes": quotes_part,
    "announcement": announcement_part,
    "ticker": ticker_part,
}
#: Parts that may be a minute old.
NOW_AND_THEN: Mapping[str, Making] = {
    "nominations": nominations_part,
    "moves": moves_part,
}

_seasons: Shelf[Stamp, WallSeason | None] = Shelf(4)
_parts: Shelf[tuple[Stamp, Kin], Parts] = Shelf(32)
_slow: NowAndThen[tuple[str, Kin], str] = NowAndThen(64)
_forecasts: NowAndThen[tuple[object, ...], Forecast] = NowAndThen(64)


def wall_parts(screen: Screen, stamp: Stamp) -> Parts:
    """All parts of a screen. Raises DatabaseRefused."""
    kin = Kin(screen.language, frozenset(screen.teams), screen.density)
    screen_json = to_json(screen_part(screen, zone=reads.settings().time_zone))
    fixed = {"screen": screen_json, "words": _words(screen.language)}
    at = monotonic()
    with reading(reads.engine()) as session:
        scope = scope_of(session, stamp, kin)
        quick = _parts.take((stamp, kin), lambda: _made(AT_ONCE, session, scope))
        slow = {
            name: _slow.take((name, kin), stamp, at=at, make=partial(_one, make, session, scope))
            for name, make in NOW_AND_THEN.items()
        }
        challenges = to_json(
            challenges_part(session, scope, lambda one: _forecast(session, one, stamp, scope, at))
        )
    return {**fixed, **quick, **slow, "challenges": challenges}


def scope_of(session: Session, stamp: Stamp, kin: Kin) -> Scope:
    """For whom parts are made, with the season of a stamp."""
    settings = reads.settings()
    calendar, rules = settings.calendar, settings.rules
    season = _seasons.take(
        stamp, lambda: wall_season(session, today=stamp.day, calendar=calendar, rules=rules)
    )
    return Scope(
        season=season,
        language=kin.language,
        today=stamp.day,
        now=datetime.now(UTC),
        calendar=calendar,
        rules=rules,
        teams=kin.teams,
        density=kin.density,
        organisation=settings.organisation,
    )


def forget() -> None:
    """Start anew, as a fresh process would."""
    _seasons.clear()
    _parts.clear()
    _slow.clear()
    _forecasts.clear()


def _made(makings: Mapping[str, Making], session: Session, scope: Scope) -> Parts:
    return {name: _one(make, session, scope) for name, make in makings.items()}


def _one(make: Making, session: Session, scope: Scope) -> str:
    return to_json(make(session, scope))


def _forecast(
    session: Session, challenge: Challenge, stamp: Stamp, scope: Scope, at: float
) -> Forecast:
    """A challenge whose goal was changed has another forecast at once."""
    key = (challenge.id, challenge.season, challenge.criteria)
    return _forecasts.take(
        key,
        stamp,
        at=at,
        make=lambda: forecast_of(session, challenge, now=scope.now, calendar=scope.calendar),
    )


@lru_cache(maxsize=8)
def _words(language: str) -> str:
    return to_json(wall_words(language))
