"""Challenges from the database: where they stand on any day, and who brought its ratings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from sqlmodel import Session

from db.queries.challenge_ratings import day_ratings, median_minutes, ratings_in_order
from db.queries.challenge_sums import challenge_days, challenge_quarters
from db.queries.engineers import engineer_names
from db.queries.scorers import HIDDEN_ENGINEER
from db.queries.tallies import rated_days
from gamify.challenges.challenge import DEPARTMENT, Challenge, Owner
from gamify.challenges.credits import whole_stars
from gamify.challenges.daily import DayScorer, DayScorers
from gamify.challenges.forecast import ForecastRules
from gamify.challenges.ground import USUAL_RULES, Ground, standing_at
from gamify.challenges.standing import ChallengeStanding
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import (
    Calendar,
    Season,
    SeasonKind,
    day_of,
    previous_season,
    quarters_until,
    season_on,
)

#: Days before today of which the probability is told beside today's.
LOOK_BACK = (1, 7, 14, 28)

#: Seasons of another kind than quarters that are looked back upon.
SEASONS_BACK = 8

MOST_STARS = 5

_LONG_AGO = date(1971, 1, 1)


class PastChance(NamedTuple):
    """The probability at the end of a day; None where there was too little to say."""

    day: date
    chance: float | None


def challenge_ground(
    session: Session,
    *,
    owner: Owner,
    season: Season,
    calendar: Calendar,
    is_ordered: bool = False,
) -> Ground:
    """The sums on which any challenge of an owner in a season stands, read once.

    Single ratings come with it only if `is_ordered`, for where the first ones alone count.
    """
    before = previous_season(season, calendar=calendar)
    known = rated_days(session)
    in_order: tuple[tuple[date, StarCounts], ...] = ()
    if is_ordered:
        in_order = ratings_in_order(session, owner=owner, first=season.first, last=season.last)
    return Ground(
        season=season,
        days=challenge_days(session, owner=owner, first=season.first, last=season.last),
        before=challenge_days(session, owner=owner, first=before.first, last=before.last),
        before_season=before,
        company=_company(session, season, calendar),
        known_from=known[0] if known else None,
        unit=1 if owner.engineer_id is None else CREDIT,
        in_order=in_order,
    )


def challenge_standing(
    session: Session,
    *,
    challenge: Challenge,
    now: datetime,
    calendar: Calendar,
    rules: ForecastRules = USUAL_RULES,
    ground: Ground | None = None,
    is_forecast: bool = True,
) -> ChallengeStanding:
    """Where a challenge stands at an instant, from the ratings of the days up to it.

    Its `ground` may be given where it has been read already; without a forecast a light one does.
    """
    season, criteria = challenge.season, challenge.criteria
    until = min(day_of(now, calendar), season.last)
    minutes = None
    if criteria.solving is not None:
        minutes = median_minutes(session, owner=challenge.owner, first=season.first, last=until)
    return standing_at(
        ground or ground_of(session, challenge=challenge, calendar=calendar),
        criteria,
        now=now,
        calendar=calendar,
        rules=rules,
        median_minutes=minutes,
        is_forecast=is_forecast,
    )


def ground_of(session: Session, *, challenge: Challenge, calendar: Calendar) -> Ground:
    """The sums on which a challenge stands."""
    return challenge_ground(
        session,
        owner=challenge.owner,
        season=challenge.season,
        calendar=calendar,
        is_ordered=challenge.criteria.first is not None,
    )


def light_ground(session: Session, *, challenge: Challenge) -> Ground:
    """The season's own sums alone: enough for where a challenge stands, not for a forecast."""
    owner, season, is_first = challenge.owner, challenge.season, challenge.criteria.first
    days = {"first": season.first, "last": season.last}
    return Ground(
        season=season,
        days=challenge_days(session, owner=owner, **days),
        unit=1 if owner.engineer_id is None else CREDIT,
        in_order=ratings_in_order(session, owner=owner, **days) if is_first else (),
    )


def probability_history(
    ground: Ground,
    *,
    challenge: Challenge,
    today: date,
    calendar: Calendar,
    rules: ForecastRules = USUAL_RULES,
    days_back: Sequence[int] = LOOK_BACK,
) -> list[PastChance]:
    """The probability at the end of days of the season that lie so far back, the latest first.

    It is recomputed from what is known of these days now, by today's criteria.
    """
    days = [today - timedelta(days=back) for back in days_back]
    return [
        PastChance(
            day,
            standing_at(
                ground,
                challenge.criteria,
                now=day_end(day, calendar),
                calendar=calendar,
                rules=rules,
            ).chance,
        )
        for day in days
        if challenge.season.first <= day <= challenge.season.last
    ]


def day_scorers(
    session: Session, *, owner: Owner, day: date, hidden_name: str = HIDDEN_ENGINEER
) -> DayScorers:
    """Who brought the ratings of a day, helpers included, the largest share first.

    Hidden engineers are called `hidden_name`, in which "{id}" stands for the number.
    """
    ratings = day_ratings(session, owner=owner, day=day)
    units: dict[int, int] = defaultdict(int)
    fives: dict[int, int] = defaultdict(int)
    for rating in ratings:
        for engineer, share in rating.shares:
            units[engineer] += share
            fives[engineer] += share if rating.stars == MOST_STARS else 0
    names = engineer_names(session, hidden_name=hidden_name)
    ranked = sorted(units, key=lambda one: (-units[one], one))
    stars = StarCounts(*(sum(one.stars == each for one in ratings) for each in (5, 4, 3, 2, 1)))
    return DayScorers(
        day, stars, tuple(DayScorer(one, names[one], units[one], fives[one]) for one in ranked)
    )


def stars_between(session: Session, *, owner: Owner, season: Season) -> StarCounts:
    """All ratings of a season, of a person the whole ones that the credits make up."""
    days = challenge_days(session, owner=owner, first=season.first, last=season.last)
    stars = sum((day.stars for day in days), StarCounts())
    return whole_stars(stars) if owner.engineer_id is not None else stars


def seasons_before(
    session: Session, *, owner: Owner, season: Season, calendar: Calendar
) -> list[StarCounts]:
    """The stars of the owner's seasons of the same kind before, oldest first."""
    if season.kind is SeasonKind.QUARTER:
        before = season.first - timedelta(days=1)
        quarters = challenge_quarters(session, owner=owner, first=_LONG_AGO, last=before)
        stars = [quarter.stars for quarter in quarters]
        return [whole_stars(each) for each in stars] if owner.engineer_id is not None else stars
    seasons = [season]
    for _ in range(SEASONS_BACK):
        seasons.append(previous_season(seasons[-1], calendar=calendar))
    return [stars_between(session, owner=owner, season=each) for each in seasons[:0:-1]]


def day_end(day: date, calendar: Calendar) -> datetime:
    """The last second of a day of the organisation's calendar."""
    return datetime.combine(day, time(23, 59, 59), calendar.zone)


def _company(session: Session, season: Season, calendar: Calendar) -> StarCounts:
    """Everybody's stars of the four quarters before the one in which the season begins."""
    running = season_on(season.first, kind=SeasonKind.QUARTER, calendar=calendar)
    year = quarters_until(previous_season(running, calendar=calendar), count=4, calendar=calendar)
    quarters = challenge_quarters(session, owner=DEPARTMENT, first=year[0], last=year[-1])
    return sum((quarter.stars for quarter in quarters), StarCounts())
