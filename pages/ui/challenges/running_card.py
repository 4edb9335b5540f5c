"""A running challenge as a card: every text translated and every figure formatted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gamify.averages import DECIMALS, cut
from gamify.challenges.challenge import Challenge, Edit
from gamify.challenges.criteria import Criterion
from gamify.challenges.daily import DayScorers
from gamify.challenges.ending import record_line, result_of
from gamify.challenges.forecast import FORECAST
from gamify.challenges.ground import Ground
from gamify.challenges.outlook import WORDS, outlook_of, show_chance
from gamify.challenges.sentences import (
    check_sentence,
    needed_sentences,
    projection_sentence,
    title_of,
)
from gamify.challenges.standing import ChallengeStanding, Check
from gamify.challenges.states import ChallengeState, is_settled, state_of
from gamify.language import Message, count, say, shown, translate
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season
from pages.ui.challenges.burn_up import BurnUp, burn_up
from pages.ui.challenges.days import great_figure, until_sentence
from pages.ui.challenges.figures import Figure, figures
from pages.ui.challenges.meaning import capital
from pages.ui.challenges.scorers import ScorersDay, scorers_days

#: What a criterion is called beside what there is of it.
CRITERIA = {
    Criterion.AVERAGE: say("Average"),
    Criterion.RATINGS: say("Ratings"),
    Criterion.FIVES: say("Fives"),
    Criterion.FIVES_SHARE: say("Share of fives"),
    Criterion.RESPONSE: say("Tickets rated"),
    Criterion.SOLVING: say("Time to solve"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """All that is known of a running challenge; `days` are those of the log, the latest first."""

    challenge: Challenge
    standing: ChallengeStanding
    ground: Ground
    week_ago: float | None = None
    days: Sequence[DayScorers] = ()
    edits: Sequence[Edit] = ()
    year_ago: StarCounts = StarCounts()  # noqa: RUF009  (a tuple never changes)
    #: The most ratings of any season of the same kind before.
    best_before: int = 0


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A criterion, what there is of it, and whether it is reached, in a word for the voice."""

    name: str
    text: str
    reached: bool
    word: str


@dataclass(frozen=True, slots=True)
class Chance:
    """The probability, its word, and where it was a week ago; `mood` is the word's key."""

    shown: str
    word: str
    mood: str
    before: str


@dataclass(frozen=True, slots=True)
class RunningCard:
    """What the component draws of a running challenge; empty texts aren't drawn.

    `days` is the great figure, "" where words say it better. `goal` is what is asked for, where
    the challenge has a title of its own. `log` are the days before today and yesterday.
    """

    id: str
    title: str
    goal: str
    state: str
    days: str
    days_name: str
    until: str
    note: str
    chance: Chance | None
    scorers: tuple[ScorersDay, ...]
    log: tuple[ScorersDay, ...]
    figures: tuple[Figure, ...]
    checks: tuple[CheckLine, ...]
    needed: str
    compared: tuple[str, ...]
    changes: tuple[str, ...]
    chart: BurnUp


def running_card(told: Told, *, calendar: Calendar, language: str) -> RunningCard:
    """The card of a challenge that runs, is about to begin, or is closing."""
    challenge, standing = told.challenge, told.standing
    season, today = challenge.season, standing.countdown.today
    state = state_of(standing, stage=challenge.stage, season=season, today=today)
    days = scorers_days(told.days, today=today, language=language)
    number, name = great_figure(standing.countdown, season)
    is_over = standing.countdown.is_over
    needed = [] if is_over else [translate(each, language) for each in needed_sentences(standing)]
    return RunningCard(
        id=str(challenge.id),
        title=name_of(challenge, language),
        goal=goal_of(challenge, language),
        state=state.value,
        days="" if number is None else shown(number, language),
        days_name=translate(name, language),
        until=translate(until_sentence(standing.countdown, season), language),
        note=_said(_note(standing, state), language),
        chance=_chance(told, language),
        scorers=days[:2],
        log=days[2:],
        figures=figures(standing, language=language),
        checks=tuple(_line(check, language) for check in standing.checks),
        needed=", ".join(needed),
        compared=tuple(capital(translate(each, language)) for each in _compared(told)),
        changes=tuple(capital(translate(edit.sentence, language)) for edit in reversed(told.edits)),
        chart=burn_up(told.ground, standing, calendar=calendar, language=language),
    )


def name_of(challenge: Challenge, language: str) -> str:
    """What a challenge is called; a goal that stands alone begins with a capital."""
    name = translate(challenge.name, language)
    return name if challenge.title or challenge.owner_name else capital(name)


def goal_of(challenge: Challenge, language: str) -> str:
    """What is asked for, where a title of its own doesn't say it."""
    if not challenge.title:
        return ""
    return capital(translate(title_of(challenge.criteria), language))


def _note(standing: ChallengeStanding, state: ChallengeState) -> Message | None:
    """What is said of a challenge that doesn't simply run."""
    if state is ChallengeState.CLOSING:
        return say("The last ratings still come in today; the result is kept tomorrow.")
    if is_settled(standing) and standing.is_met:
        return say("The challenge is met: nothing can take it back")
    if standing.is_met and standing.countdown.has_begun:
        return say("Everything asked for is there")
    return None


def _chance(told: Told, language: str) -> Chance | None:
    """None where nothing is asked for that could be forecast, and where it is settled."""
    standing = told.standing
    if is_settled(standing) or not set(standing.criteria.asked) & set(FORECAST):
        return None
    if standing.chance is None:
        return Chance("", translate(say("too early for a forecast"), language), "", "")
    outlook = outlook_of(standing.chance)
    before = None
    if told.week_ago is not None:
        before = say("{chance} a week ago", chance=show_chance(told.week_ago))
    return Chance(
        shown=translate(show_chance(standing.chance, is_over=standing.countdown.is_over), language),
        word=translate(WORDS[outlook], language),
        mood=outlook.value,
        before=_said(before, language),
    )


def _line(check: Check, language: str) -> CheckLine:
    word = say("reached") if check.is_met else say("on the way")
    return CheckLine(
        name=translate(CRITERIA[check.criterion], language),
        text=translate(check_sentence(check), language),
        reached=check.is_met,
        word=translate(word, language),
    )


def _compared(told: Told) -> Iterator[Message]:
    """Where the pace leads, a record that has been broken, and the same season a year ago."""
    projected = projection_sentence(told.standing)
    if projected is not None and told.standing.countdown.left and told.standing.ratings_needed:
        yield projected
    yield from record_line(result_of(told.standing), best=told.best_before)
    if told.year_ago.n:
        yield count(
            "A year ago: {average} over {n} rating",
            "A year ago: {average} over {n} ratings",
            n=told.year_ago.n,
            average=cut(told.year_ago.average or Fraction(0), decimals=DECIMALS),
        )


def log_days(today: date, season: Season, *, back: int) -> list[date]:
    """The days of the log, today first: up to `back` days, none before the season."""
    last = min(today, season.last)
    first = max(season.first.toordinal(), today.toordinal() - back + 1)
    return [date.fromordinal(day) for day in range(last.toordinal(), first - 1, -1)]


def _said(message: Message | None, language: str) -> str:
    return "" if message is None else translate(message, language)
