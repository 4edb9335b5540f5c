"""The quarter of the practice: 85 fives and 1 four against 4.96 over 100, and 80 fives of Ann's.

A year before it were 46 ratings with 4.89 on average, and 53 in the best quarter so far.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sqlmodel import Session

from db.commands.challenges import create_challenge
from gamify.access import console
from gamify.challenges.challenge import Owner
from gamify.challenges.reading import read_criteria
from gamify.seasons import Calendar, parse_season
from tests.factories import NOW, Row, store

CALENDAR = Calendar()
QUARTER = parse_season("2023-Q4", calendar=CALENDAR)
THE_FOUR = date(2023, 11, 7)

#: Days with a comment of a customer.
WORDS = {date(2023, 10, 4): "So fast :)))", date(2023, 12, 29): "Спасибо <b>*всем*</b>!"}


def working_days_of(first: date, last: date) -> Iterator[date]:
    """Mondays to Fridays."""
    for past in range((last - first).days + 1):
        day = first + timedelta(days=past)
        if day.weekday() < 5:
            yield day


def practice_rows() -> list[Row]:
    """A rating on each of the 65 working days, and a second one on every third of the first 63."""
    days = list(working_days_of(QUARTER.first, QUARTER.last))
    rated = sorted([*days, *days[:63:3]])
    return [
        Row(f"P{at}", stars=4 if day == THE_FOUR else 5, day=day, comment=WORDS.get(day))
        for at, day in enumerate(rated)
    ]


def earlier_rows() -> list[Row]:
    """46 ratings with five fours in the fourth quarter of 2022, 53 in the third of 2023."""
    year_ago = list(working_days_of(date(2022, 10, 3), date(2022, 12, 30)))[:46]
    before = list(working_days_of(date(2023, 7, 3), date(2023, 9, 29)))[:53]
    return [
        Row(f"E{day}", stars=4 if day in year_ago[::10] or day == before[5] else 5, day=day)
        for day in (*year_ago, *before)
    ]


def store_practice(session: Session) -> tuple[int, int]:
    """The ratings of the practice and its two challenges: the department's, and Ann's own."""
    store(session, *earlier_rows(), *practice_rows())
    team = create_challenge(
        session,
        criteria=read_criteria({"average": "4.96", "over": "100"}),
        season=QUARTER,
        actor=console("Lea"),
        now=NOW,
    )
    own = create_challenge(
        session,
        criteria=read_criteria({"fives": "80"}),
        season=QUARTER,
        owner=Owner(engineer_id=1),
        actor=console("Lea"),
        now=NOW,
    )
    return team, own
