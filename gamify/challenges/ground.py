"""What a challenge stands on: the sums of its days and of the time before, read once.

From it the standing of any day of the season follows, of any criteria: so a past day is told as
it was, and a target that is only being tried costs no further look at the ratings.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import NamedTuple

from gamify.challenges.countdown import count_down
from gamify.challenges.credits import judge_credits, whole_stars
from gamify.challenges.criteria import Criteria
from gamify.challenges.forecast import Earlier, ForecastRules
from gamify.challenges.standing import ChallengeStanding, ChallengeSums, judge_challenge
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, Season, day_of, working_days

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)

USUAL_RULES = ForecastRules()

#: Ratings of anybody without which nothing is forecast: fewer say nothing of the usual stars.
LEAST_KNOWN = 20
NOTHING = StarCounts()


class SumsDay(NamedTuple):
    """What a day brought: ratings (credit units where it is a person), their number, tickets.

    `rated` are whole ratings beside `tickets`, of a person those of own tickets.
    """

    day: date
    stars: StarCounts
    tickets: int = 0
    rated: int = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """The days of a season and of the one before it, in order.

    `unit` is what one rating counts: 1, or `CREDIT` where the days hold a person's credits.
    `company` are everybody's stars of the year before, `known_from` is the first day of which
    ratings are known at all. `in_order` are the season's single ratings in the order of their
    arrival, read only where the first ones alone count.
    """

    season: Season
    days: tuple[SumsDay, ...] = ()
    before: tuple[SumsDay, ...] = ()
    before_season: Season | None = None
    company: StarCounts = NOTHING
    known_from: date | None = None
    unit: int = 1
    in_order: tuple[tuple[date, StarCounts], ...] = ()

    def sums_until(self, day: date, *, first: int | None = None) -> ChallengeSums:
        """The season's sums at the end of a day; `first` ratings alone where so many count."""
        days = [each for each in self.days if each.day <= day]
        tickets, rated = sum(each.tickets for each in days), sum(each.rated for each in days)
        stars = sum((each.stars for each in days), StarCounts())
        return ChallengeSums(
            stars=stars if first is None else self._first_stars(day, first),
            tickets=tickets or None,
            rated=rated if tickets else None,
        )

    def earlier(self, day: date, *, calendar: Calendar) -> Earlier | None:
        """What the time before tells on a day of the season.

        None where nobody has a history and too few ratings are in to say what customers give.
        """
        stars = sum((each.stars for each in self.before), StarCounts())
        stars = whole_stars(stars, unit=self.unit)
        known = self._known_before(day)
        days = working_days(*known, calendar=calendar) if known and stars.n else 0
        own = whole_stars(self.sums_until(day).stars, unit=self.unit)
        if self.company.n + own.n < LEAST_KNOWN:
            return None
        return Earlier(
            stars=stars if days else StarCounts(),
            days=Fraction(days),
            everyone=self.company if self.company.n else own,
            weeks=self._weeks(day),
        )

    def _first_stars(self, day: date, count: int) -> StarCounts:
        stars = StarCounts()
        for at, its in self.in_order:
            if at > day or stars.n >= count * self.unit:
                break
            stars += its
        return stars

    def _known_before(self, day: date) -> tuple[date, date] | None:
        """The days of the season before of which ratings are known.

        Data may begin within it, and where the challenge is for the next season it still runs.
        """
        season = self.before_season
        if season is None or self.known_from is None or self.known_from > season.last:
            return None
        return max(season.first, self.known_from), min(season.last, day)

    def _weeks(self, day: date) -> tuple[int, ...]:
        """Ratings of full weeks, Monday to Sunday, of both seasons up to the day before."""
        known = self._known_before(day)
        since = known[0] if known else max(self.season.first, self.known_from or self.season.first)
        monday = since + _DAY * (-since.weekday() % 7)
        weeks = max((min(day, self.season.last + _DAY) - monday) // _WEEK, 0)
        totals = [0] * weeks
        for each in (*self.before, *self.days):
            at = (each.day - monday) // _WEEK
            if 0 <= at < weeks:
                totals[at] += each.stars.n
        return tuple(total // self.unit for total in totals)


def standing_at(
    ground: Ground,
    criteria: Criteria,
    *,
    now: datetime,
    calendar: Calendar,
    rules: ForecastRules = USUAL_RULES,
    median_minutes: Fraction | None = None,
    is_forecast: bool = True,
) -> ChallengeStanding:
    """The standing at an instant, from the days up to it; without a forecast it costs nothing."""
    today = day_of(now, calendar)
    sums = ground.sums_until(today, first=criteria.first)
    sums = replace(sums, median_minutes=median_minutes)
    countdown = count_down(ground.season, now=now, calendar=calendar)
    judge = judge_challenge if ground.unit == 1 else judge_credits
    return judge(
        criteria,
        sums,
        countdown=countdown,
        earlier=ground.earlier(today, calendar=calendar) if is_forecast else None,
        rules=rules,
    )
