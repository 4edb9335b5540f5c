"""How likely challenges are met: the costly part of their picture, made once in a while."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from db.challenges import challenge_standing, ground_of
from gamify.challenges.challenge import Challenge
from gamify.challenges.forecast import FORECAST
from gamify.challenges.outlook import show_chance
from gamify.challenges.states import is_settled
from gamify.language import Message, say
from gamify.seasons import Calendar
from pages.ui.challenges.burn_up import burn_up

#: A day's number and the edges of what is likely at its end.
FanPoint = tuple[int, float, float]


@dataclass(frozen=True, slots=True)
class Forecast:
    """The chance as a text, None where there is nothing to forecast, and the fan."""

    chance: Message | None
    fan: tuple[FanPoint, ...]


def forecast_of(
    session: Session, challenge: Challenge, *, now: datetime, calendar: Calendar
) -> Forecast:
    """What is likely for a challenge at an instant."""
    ground = ground_of(session, challenge=challenge, calendar=calendar)
    standing = challenge_standing(
        session, challenge=challenge, now=now, calendar=calendar, ground=ground
    )
    chart = burn_up(ground, standing, calendar=calendar, language="en")
    fan = tuple((at, low, high) for (at, low), (_, high) in zip(chart.low, chart.high, strict=True))
    asked = set(standing.criteria.asked) & set(FORECAST)
    if is_settled(standing) or not asked:
        return Forecast(None, fan)
    if standing.chance is None:
        return Forecast(say("too early for a forecast"), fan)
    return Forecast(show_chance(standing.chance, is_over=standing.countdown.is_over), fan)
