"""Countdowns of a wall: the browser counts by itself, so it is given the days and the words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gamify.challenges.standing import ChallengeStanding
from gamify.language import say, translate
from gamify.seasons import Season, SeasonKind, working_days
from pages.ui.wall.season import Scope
from pages.ui.wall.words import label_forms

_DAY = timedelta(days=1)

#: What stands under the great figure.
LABELS = {
    SeasonKind.QUARTER: ("day left in the quarter", "days left in the quarter"),
    SeasonKind.MONTH: ("day left in the month", "days left in the month"),
    SeasonKind.YEAR: ("day left in the year", "days left in the year"),
    SeasonKind.RANGE: ("day left", "days left"),
}


@dataclass(frozen=True, slots=True)
class ChallengeCountdown:
    """The last day, the working days after today, and what is counted, by plural category."""

    last: str
    workdays: tuple[str, ...]
    forms: dict[str, str]
    until: str


def challenge_countdown(
    standing: ChallengeStanding, season: Season, scope: Scope
) -> ChallengeCountdown:
    """The days of a challenge that are left after today."""
    today = standing.countdown.today
    ahead = _days(max(today + _DAY, season.first), season.last)
    until = say("ended {day}") if standing.countdown.is_over else say("ends {day}")
    return ChallengeCountdown(
        last=season.last.isoformat(),
        workdays=tuple(
            day.isoformat() for day in ahead if working_days(day, day, calendar=scope.calendar)
        ),
        forms=label_forms(*LABELS[season.kind], language=scope.language),
        until=translate(type(until)(until.template, {"day": season.last}), scope.language),
    )


def _days(first: date, last: date) -> list[date]:
    return [first + _DAY * past for past in range((last - first).days + 1)]
