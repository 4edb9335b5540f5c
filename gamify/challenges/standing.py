"""Where a challenge stands: one value with everything that a page or a digest shows."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from gamify.averages import show_average
from gamify.challenges.budget import (
    Afford,
    affordable,
    average_holds,
    budget_left,
    fives_to_climb,
    pace_needed,
    projection,
    still_needed,
)
from gamify.challenges.countdown import Countdown
from gamify.challenges.criteria import Criteria, Criterion
from gamify.challenges.forecast import Earlier, Forecast, ForecastRules, Model, forecast, learn
from gamify.ratings import StarCounts

_USUAL_RULES = ForecastRules()


@dataclass(frozen=True, slots=True)
class ChallengeSums:
    """What has come in so far, of whoever the challenge is for.

    `stars` are the ratings that count: the season's, or the first N where those alone count.
    None is what isn't known: how many `tickets` were solved and how many of them are `rated`,
    and the median of the minutes that it took to solve them.
    """

    stars: StarCounts
    tickets: int | None = None
    rated: int | None = None
    median_minutes: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One criterion: whether it holds today, what there is and what is asked for.

    An average over N ratings is two: the average so far, and the count.

    Averages and shares are exact, counts whole, times in minutes. `has` is None where there is
    nothing yet to tell from.
    """

    criterion: Criterion
    is_met: bool
    has: Fraction | int | None
    wants: Fraction | int


@dataclass(frozen=True, slots=True)
class AverageStanding:
    """An average against its target: stars that may still be lost, and the way back.

    `climb` is how many fives in a row bring it back, 0 while it holds, None if nothing can.
    """

    holds: bool
    left: int
    afford: Afford
    climb: int | None


@dataclass(frozen=True, slots=True)
class ChallengeStanding:
    """Everything about a running challenge at one instant; `sentences` say it in words.

    `ratings_pace` and `fives_pace` are a working day, None if no working day is left for what
    is needed. `projected` is the number of ratings to which the pace so far leads.
    """

    criteria: Criteria
    sums: ChallengeSums
    countdown: Countdown
    checks: tuple[Check, ...]
    average: AverageStanding | None
    ratings_needed: int
    fives_needed: int
    ratings_pace: Decimal | None
    fives_pace: Decimal | None
    projected: int | None
    forecast: Forecast | None
    model: Model | None

    @property
    def is_met(self) -> bool:
        """Whether every criterion holds today."""
        return all(check.is_met for check in self.checks)

    @property
    def chance(self) -> float | None:
        """The probability that all forecast criteria hold at the end."""
        return None if self.forecast is None else self.forecast.together

    @property
    def is_complete(self) -> bool:
        """Whether all the ratings that count are in, where the first N alone do."""
        first = self.criteria.first
        return first is not None and self.sums.stars.n >= first

    def show_average(self, *, language: str = "en") -> str:
        """The average so far as people read it, cut."""
        return show_average(self.sums.stars.average, language=language)


def judge_challenge(
    criteria: Criteria,
    sums: ChallengeSums,
    *,
    countdown: Countdown,
    earlier: Earlier | None = None,
    rules: ForecastRules = _USUAL_RULES,
) -> ChallengeStanding:
    """The standing of a challenge from its sums.

    `earlier` and `rules` feed the forecast; without `earlier`, not even an empty one, none is made.
    """
    stars, left = sums.stars, countdown.left
    model = found = None
    if earlier is not None:
        model = learn(stars, past=countdown.past, earlier=earlier, rules=rules)
        found = forecast(criteria, stars, model=model, left=left)
    ratings = still_needed(stars.n, criteria.least_ratings)
    fives = still_needed(stars.five, criteria.fives)
    return ChallengeStanding(
        criteria=criteria,
        sums=sums,
        countdown=countdown,
        checks=tuple(_check(one, criteria, sums) for one in criteria.checked),
        average=_average(criteria, stars),
        ratings_needed=ratings,
        fives_needed=fives,
        ratings_pace=pace_needed(ratings, left),
        fives_pace=pace_needed(fives, left),
        projected=projection(stars.n, past=countdown.past, left=left),
        forecast=found,
        model=model,
    )


def _average(criteria: Criteria, stars: StarCounts) -> AverageStanding | None:
    goal = criteria.average
    if goal is None:
        return None
    most = None if criteria.first is None else max(criteria.first - stars.n, 0)
    left = budget_left(stars, goal)
    return AverageStanding(
        holds=average_holds(stars, goal.at_least),
        left=left,
        afford=affordable(left),
        climb=fives_to_climb(stars, goal.at_least, most=most),
    )


def _check(one: Criterion, criteria: Criteria, sums: ChallengeSums) -> Check:
    stars = sums.stars
    match one:
        case Criterion.AVERAGE if criteria.average is not None:
            target = criteria.average.at_least
            return Check(one, average_holds(stars, target), stars.average, target)
        case Criterion.RATINGS:
            return _at_least(one, stars.n, criteria.least_ratings)
        case Criterion.FIVES:
            return _at_least(one, stars.five, criteria.fives)
        case Criterion.FIVES_SHARE:
            return _at_least(one, _share(stars.five, stars.n), criteria.fives_share)
        case Criterion.RESPONSE:
            return _at_least(one, _share(sums.rated, sums.tickets), criteria.response)
        case _:
            return _solving(criteria, sums)


def _solving(criteria: Criteria, sums: ChallengeSums) -> Check:
    """The time holds only while the average does, so that speed never pays alone."""
    goal, median = criteria.solving, sums.median_minutes
    minutes = goal.minutes if goal else 0
    is_met = (
        goal is not None
        and median is not None
        and median <= minutes
        and average_holds(sums.stars, goal.average)
    )
    return Check(Criterion.SOLVING, is_met, median, minutes)


def _at_least(one: Criterion, has: Fraction | int | None, wants: Fraction | int | None) -> Check:
    least = wants or 0
    return Check(one, has is not None and has >= least, has, least)


def _share(part: int | None, whole: int | None) -> Fraction | None:
    return Fraction(part, whole) if whole and part is not None else None
