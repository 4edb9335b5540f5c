"""The challenges of a wall: where each stands now, with the forecast as of a moment ago."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from db.challenges import challenge_standing, day_scorers, light_ground
from db.queries.challenges import challenges_on
from db.standings import hidden_engineer
from gamify.challenges.challenge import Challenge
from gamify.challenges.ground import Ground
from gamify.challenges.sentences import title_of
from gamify.challenges.standing import ChallengeStanding
from gamify.challenges.states import state_of
from gamify.language import say, translate
from pages.ui.challenges.figures import figures
from pages.ui.challenges.meaning import capital
from pages.ui.challenges.scorers import scorers_day
from pages.ui.wall.burning import Burn, burn_of
from pages.ui.wall.countdowns import ChallengeCountdown, challenge_countdown
from pages.ui.wall.forecasts import Forecast
from pages.ui.wall.season import Scope

#: How many challenges are shown, and how many figures of each.
MOST_SHOWN, MOST_FIGURES = 6, 3

#: Finds the forecast of a challenge; it may be a minute old.
FindForecast = Callable[[Challenge], Forecast]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text and what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Chip:
    """Somebody who brought ratings today, with the share."""

    name: str
    share: str


@dataclass(frozen=True, slots=True)
class TodaysScorers:
    """Who brought ratings today; `note` stands where nobody did yet."""

    label: str
    chips: tuple[Chip, ...]
    more: str
    note: str


@dataclass(frozen=True, slots=True)
class WallFigure:
    """A large figure and what it is."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class WallChallenge:
    """A challenge as it is drawn; `goal` is what is asked for under a title of its own."""

    id: int
    owner: str
    title: str
    goal: str
    state: str
    countdown: ChallengeCountdown
    chance: Labelled | None
    scorers: TodaysScorers
    burn: Burn | None
    figures: tuple[WallFigure, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Challenges:
    """Those that are on their way, and those met whose last day hasn't come yet."""

    items: tuple[WallChallenge, ...] = ()
    empty: str = ""


def challenges_part(session: Session, scope: Scope, find_forecast: FindForecast) -> Challenges:
    """The challenges of the screen's teams and of the department."""
    language = scope.language
    found = [one for one in on_the_wall(session, scope) if _concerns(one, scope)]
    items = tuple(_challenge(session, one, scope, find_forecast(one)) for one in found[:MOST_SHOWN])
    empty = "" if items else translate(say("No challenge is running"), language)
    return Challenges(items, empty)


def on_the_wall(session: Session, scope: Scope) -> list[Challenge]:
    """Challenges on their way today, no person's; of ended ones those that were met."""
    found = challenges_on(
        session,
        scope.today,
        calendar=scope.calendar,
        hidden_name=hidden_engineer(scope.language),
    )
    return [
        one
        for one in found
        if one.owner.is_public
        and (one.result is None or (one.result.is_met and one.season.last >= scope.today))
    ]


def standing_now(
    session: Session, challenge: Challenge, scope: Scope
) -> tuple[Ground, ChallengeStanding]:
    """Where a challenge stands, without a forecast."""
    ground = light_ground(session, challenge=challenge)
    standing = challenge_standing(
        session,
        challenge=challenge,
        now=scope.now,
        calendar=scope.calendar,
        ground=ground,
        is_forecast=False,
    )
    return ground, standing


def _concerns(challenge: Challenge, scope: Scope) -> bool:
    team = challenge.owner.team_id
    return team is None or scope.shows(team)


def _challenge(
    session: Session, challenge: Challenge, scope: Scope, forecast: Forecast
) -> WallChallenge:
    language, season = scope.language, challenge.season
    ground, standing = standing_now(session, challenge, scope)
    asked = capital(translate(title_of(challenge.criteria), language))
    state = state_of(standing, stage=challenge.stage, season=season, today=scope.today)
    found = figures(standing, language=language)[:MOST_FIGURES]
    return WallChallenge(
        id=challenge.id,
        owner=challenge.owner_name or translate("The whole department", language),
        title=challenge.title or asked,
        goal=asked if challenge.title else "",
        state=state.value,
        countdown=challenge_countdown(standing, season, scope),
        chance=_chance(forecast, language),
        scorers=_todays_scorers(session, challenge, scope),
        burn=burn_of(ground, standing, forecast.fan, scope),
        figures=tuple(WallFigure(one.value, one.name) for one in found),
        met=standing.is_met and standing.countdown.has_begun,
    )


def _chance(forecast: Forecast, language: str) -> Labelled | None:
    if forecast.chance is None:
        return None
    label = translate("Chance to make it at today’s pace", language)
    return Labelled(label, translate(forecast.chance, language))


def _todays_scorers(session: Session, challenge: Challenge, scope: Scope) -> TodaysScorers:
    day: date = min(scope.today, challenge.season.last)
    brought = day_scorers(
        session,
        owner=challenge.owner,
        day=day,
        hidden_name=hidden_engineer(scope.language),
    )
    told = scorers_day(brought, today=scope.today, language=scope.language)
    chips = tuple(Chip(one.name, one.share) for one in told.scorers)
    return TodaysScorers(told.title, chips, told.more, told.note)
