"""What a target means while a lead tries it out, and what the seasons before propose."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gamify.challenges.advice import advise_chance, advise_count
from gamify.challenges.budget import budget
from gamify.challenges.criteria import Criteria
from gamify.challenges.forecast import ForecastRules
from gamify.challenges.ground import USUAL_RULES, Ground, standing_at
from gamify.challenges.standing import ChallengeStanding
from gamify.challenges.stretch import CAP_CHANCE, Past
from gamify.language import Message
from gamify.ratings import StarCounts
from gamify.seasons import Calendar

#: A season's average counts as one to beat from so many ratings on.
ENOUGH_RATINGS = 20

#: The chance that fewer ratings come than those over which an average is proposed: it is the
#: average that shall be hard, not their number.
FEWER_CHANCE = 0.25

#: Over how many ratings an average is proposed where nothing can be forecast.
USUAL_OVER = 100


@dataclass(frozen=True, slots=True)
class TargetPreview:
    """What a target would mean: `just_meets` are the worst ratings that meet its average.

    `advice` says in words how much of a stretch it is.
    """

    standing: ChallengeStanding
    just_meets: StarCounts | None
    advice: tuple[Message, ...]


def preview_target(
    ground: Ground,
    criteria: Criteria,
    *,
    past: Past,
    now: datetime,
    calendar: Calendar,
    rules: ForecastRules = USUAL_RULES,
) -> TargetPreview:
    """What criteria would mean now; nothing is read or written."""
    standing = standing_at(ground, criteria, now=now, calendar=calendar, rules=rules)
    wanted = ((criteria.ratings, past.ratings), (criteria.fives, past.fives))
    said = [advise_count(count, best=best) for count, best in wanted if count is not None]
    if standing.chance is not None:
        said.insert(0, advise_chance(standing.chance))
    advice = tuple(one for one in said if one is not None)
    return TargetPreview(standing, _just_meets(criteria), advice)


def past_of(seasons: Iterable[StarCounts], *, year_ago: StarCounts, cap: int | None = None) -> Past:
    """What proposals build on, from the stars of the seasons before, oldest first."""
    seasons = list(seasons)
    enough = [stars for stars in seasons if stars.n >= ENOUGH_RATINGS]
    return Past(
        ratings=max((stars.n for stars in seasons), default=0),
        fives=max((stars.five for stars in seasons), default=0),
        best=max(enough, key=lambda stars: (stars.average or 0, stars.n), default=StarCounts()),
        year_ago=year_ago,
        cap=cap,
    )


def count_to_come(standing: ChallengeStanding, chance: float) -> int | None:
    """The ratings at the end that aren't exceeded with a chance; None without a forecast."""
    if standing.model is None:
        return None
    ahead = standing.model.pace.arrivals(standing.countdown.left)
    return standing.sums.stars.n + ahead.quantile(chance)


def upper_count(standing: ChallengeStanding) -> int | None:
    """The upper forecast of ratings, which caps what is proposed."""
    return count_to_come(standing, CAP_CHANCE)


def likely_count(standing: ChallengeStanding) -> int:
    """A round number of ratings that will probably come, for an average to be held over."""
    likely = count_to_come(standing, FEWER_CHANCE)
    if likely is None:
        return USUAL_OVER
    step = 10 if likely >= USUAL_OVER else 5
    return max(likely // step * step, likely if likely < step else step, 1)


def _just_meets(criteria: Criteria) -> StarCounts | None:
    """The average's ratings with as many fours as it allows: "96 fives and 4 fours"."""
    goal = criteria.average
    if goal is None:
        return None
    fours = min(budget(goal.over, goal.at_least), goal.over)
    return StarCounts(goal.over - fours, fours)
