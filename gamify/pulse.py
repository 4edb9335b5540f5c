"""The pulse: four questions at the end of a season, when they are asked, and what may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gamify.errors import N_
from gamify.seasons import Calendar, Season, SeasonKind, previous_season, season_on

#: So many answers at least stand behind every figure, and behind what is left beside it.
LEAST = 5
#: The questions are open from this many days before a season's last one.
LAST_DAYS = timedelta(days=6)
#: Group of answers by their value.
Counts = Mapping[int, int]


class Question(StrEnum):
    """What an engineer is asked, in the order on the page."""

    FAIR = "fair"
    HELPS = "helps"
    FUN = "fun"
    RECOMMEND = "recommend"


QUESTIONS: Mapping[Question, str] = {
    Question.FAIR: N_("Is the game fair?"),
    Question.HELPS: N_("Does it help in your work?"),
    Question.FUN: N_("Is it fun?"),
    Question.RECOMMEND: N_("Would you recommend working here, from 0 (never) to 10 (gladly)?"),
}
NO, PARTLY, YES = 0, 1, 2
#: Answers to the first three questions.
ANSWERS: Mapping[int, str] = {YES: N_("Yes"), PARTLY: N_("Partly"), NO: N_("No")}


@dataclass(frozen=True, slots=True)
class Asking:
    """A season whose questions are open, and their last day."""

    season: Season
    last: date


@dataclass(frozen=True, slots=True)
class PulseFigure:
    """Of how many answers a figure is; `percent` is cut towards zero.

    It is the share of “yes”, and of the fourth question the eNPS: the share of 9 and 10 minus
    that of 0 to 6.
    """

    answers: int
    percent: int


def values_of(question: Question) -> tuple[int, ...]:
    """The answers that a question takes."""
    return tuple(range(11)) if question is Question.RECOMMEND else tuple(ANSWERS)


def asking_on(
    day: date, *, calendar: Calendar, days: int, fixed: Mapping[str, date]
) -> Asking | None:
    """The quarter about which is asked on a day; None on most days.

    It is asked from the quarter's last week until `days` after its last day, or until the day
    that its first answer has fixed, by the quarter's code.
    """
    now = season_on(day, kind=SeasonKind.QUARTER, calendar=calendar)
    for season in (now, previous_season(now, calendar=calendar)):
        last = fixed.get(season.code, season.last + timedelta(days=days))
        if season.last - LAST_DAYS <= day <= last:
            return Asking(season, last)
    return None


def pulse_figure(question: Question, counts: Counts) -> PulseFigure | None:
    """The figure of a group of answers; None below five."""
    answers = sum(counts.values())
    if answers < LEAST:
        return None
    if question is Question.RECOMMEND:
        score = sum(n * ((value >= 9) - (value <= 6)) for value, n in counts.items())
    else:
        score = counts.get(YES, 0)
    percent = abs(score) * 100 // answers
    return PulseFigure(answers, percent if score >= 0 else -percent)


def shown_teams(answers: Mapping[int | None, int]) -> frozenset[int]:
    """The teams whose figures may stand beside the department's, by their numbers of answers.

    Those with five or more; and where what they leave of the whole would be one to four answers,
    the smallest of them stays hidden, too, so that nobody can subtract.
    """
    shown = sorted(
        (team for team, n in answers.items() if team is not None and n >= LEAST),
        key=lambda team: (answers[team], team),
    )
    rest = sum(answers.values()) - sum(answers[team] for team in shown)
    return frozenset(shown[1:] if 0 < rest < LEAST else shown)
