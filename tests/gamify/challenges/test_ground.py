"""What a challenge stands on: any day of the season can be told from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from gamify.challenges.forecast import Earlier
from gamify.challenges.ground import Ground, SumsDay
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar, parse_season

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
BEFORE = parse_season("2026-Q3", calendar=CALENDAR)


def daily(first: date, days: int, stars: StarCounts = StarCounts(1)) -> tuple[SumsDay, ...]:  # noqa: B008
    return tuple(
        SumsDay(first + timedelta(days=at), stars, tickets=4, rated=1) for at in range(days)
    )


GROUND = Ground(
    season=QUARTER,
    days=daily(QUARTER.first, 40),
    before=daily(BEFORE.first, 92),
    before_season=BEFORE,
    company=StarCounts(300, 20),
    known_from=date(2026, 1, 1),
)


def test_the_sums_of_a_day_leave_out_what_came_later() -> None:
    sums = GROUND.sums_until(date(2026, 10, 3))

    assert (sums.stars, sums.tickets, sums.rated) == (StarCounts(3), 12, 3)


def test_the_season_before_is_known_by_its_working_days_and_full_weeks() -> None:
    """The third quarter of 2026 has 66 working days; weeks go from 6 July to 4 October."""
    earlier = GROUND.earlier(date(2026, 10, 7), calendar=CALENDAR)

    assert earlier == Earlier(
        stars=StarCounts(92),
        days=Fraction(66),
        everyone=StarCounts(300, 20),
        weeks=(7,) * 13,
    )


def test_data_that_begin_within_the_season_before_count_from_there() -> None:
    ground = replace(GROUND, known_from=date(2026, 9, 28), before=daily(date(2026, 9, 28), 3))

    earlier = ground.earlier(date(2026, 10, 7), calendar=CALENDAR)

    assert earlier is not None
    assert (earlier.stars, earlier.days, earlier.weeks) == (StarCounts(3), Fraction(3), (7,))


def test_a_season_before_that_still_runs_counts_up_to_today() -> None:
    ground = Ground(
        season=parse_season("2027-Q1", calendar=CALENDAR),
        before=daily(QUARTER.first, 7),
        before_season=QUARTER,
        company=StarCounts(300, 20),
        known_from=date(2026, 1, 1),
    )

    earlier = ground.earlier(date(2026, 10, 7), calendar=CALENDAR)

    assert earlier is not None
    assert (earlier.days, earlier.weeks) == (Fraction(5), ())


def test_without_a_history_twenty_ratings_are_needed_before_anything_is_forecast() -> None:
    ground = Ground(season=QUARTER, days=daily(QUARTER.first, 30), known_from=QUARTER.first)

    assert ground.earlier(date(2026, 10, 19), calendar=CALENDAR) is None
    earlier = ground.earlier(date(2026, 10, 20), calendar=CALENDAR)
    assert earlier == Earlier(everyone=StarCounts(20), weeks=(7, 7))


def test_the_first_ratings_are_those_that_came_first() -> None:
    days = [QUARTER.first + timedelta(days=at) for at in range(4)]
    in_order = tuple(
        (day, StarCounts(0, 1) if at == 2 else StarCounts(1)) for at, day in enumerate(days)
    )
    ground = Ground(season=QUARTER, in_order=in_order)

    assert ground.sums_until(days[1], first=3).stars == StarCounts(2)
    assert ground.sums_until(days[3], first=3).stars == StarCounts(2, 1)


def test_a_persons_units_are_whole_ratings_to_the_forecast() -> None:
    ground = replace(GROUND, unit=CREDIT, before=daily(BEFORE.first, 92, StarCounts(CREDIT // 2)))

    earlier = ground.earlier(date(2026, 10, 7), calendar=CALENDAR)

    assert earlier is not None
    assert (earlier.stars, earlier.weeks[0]) == (StarCounts(46), 3)
