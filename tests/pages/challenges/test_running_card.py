"""A running challenge as a card: the countdown, the chance, the figures, the log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from gamify.challenges.challenge import DEPARTMENT, Challenge, Edit, Owner
from gamify.challenges.criteria import Criteria
from gamify.challenges.daily import DayScorer, DayScorers
from gamify.challenges.ground import Ground, SumsDay, standing_at
from gamify.challenges.reading import read_criteria
from gamify.challenges.states import Stage
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar, Season, parse_season
from pages.ui.challenges.figures import Figure
from pages.ui.challenges.running_card import (
    Chance,
    CheckLine,
    RunningCard,
    Told,
    log_days,
    running_card,
)
from pages.ui.challenges.scorers import Scorer, ScorersDay

CALENDAR = Calendar()
QUARTER = parse_season("2026-Q4", calendar=CALENDAR)
#: A Sunday: 39 days and 29 working days are left after it.
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PRACTICE = StarCounts(85, 1)
BOTH = {"average": "4.96", "over": "100", "fives": "80"}


def ground_of(*days: tuple[date, StarCounts], season: Season = QUARTER) -> Ground:
    return Ground(season=season, days=tuple(SumsDay(day, stars) for day, stars in days))


def told(
    stars: StarCounts = PRACTICE,
    *,
    now: datetime = NOW,
    season: Season = QUARTER,
    title: str = "",
    owner: Owner = DEPARTMENT,
    owner_name: str = "",
    asked: dict[str, object] | None = None,
    **more: Any,
) -> Told:
    """A challenge on whose second day all of these ratings came."""
    criteria: Criteria = read_criteria(asked or BOTH)
    ground = ground_of((season.first + timedelta(days=1), stars), season=season)
    challenge = Challenge(
        id=7,
        title=title,
        owner=owner,
        owner_name=owner_name,
        season=season,
        criteria=criteria,
        stage=Stage.STARTED,
        created_at=NOW,
        created_by="Lea",
    )
    standing = standing_at(ground, criteria, now=now, calendar=CALENDAR)
    return Told(challenge=challenge, standing=standing, ground=ground, **more)


def card(one: Told, language: str = "en") -> RunningCard:
    return running_card(one, calendar=CALENDAR, language=language)


def test_the_practice_of_85_fives_and_a_four_is_told_exactly() -> None:
    drawn = card(told())

    assert drawn.title == "4.96 on average over 100 ratings and 80 fives"
    assert (drawn.days, drawn.days_name) == ("39", "days left in the quarter")
    assert drawn.until == "29 working days, ends 31 Dec 2026"
    assert drawn.checks == (
        CheckLine("Average", "4.98, goal 4.96", reached=True, word="reached"),
        CheckLine("Ratings", "86 of 100 ratings", reached=False, word="on the way"),
        CheckLine("Fives", "85 of 80 fives", reached=True, word="reached"),
    )
    assert drawn.figures == (
        Figure("4.98", "average so far, goal 4.96"),
        Figure("3", "fours we can still afford", "or 1 three, or 1 two"),
        Figure("0.5", "ratings a working day from here"),
    )
    assert drawn.needed == "14 more ratings"


def test_an_average_just_below_its_goal_never_reads_as_the_goal() -> None:
    drawn = card(told(StarCounts(959, 41), asked={"average": "4.96", "over": "1000"}))

    assert drawn.figures[0] == Figure("4.95", "average so far, goal 4.96")
    assert not drawn.checks[0].reached
    assert drawn.figures[1] == Figure("25", "fives in a row bring the average back")


def test_without_room_for_a_four_the_card_says_that_fives_keep_it() -> None:
    drawn = card(told(StarCounts(96, 4), asked={"average": "4.96", "over": "100"}))

    assert drawn.figures[1] == Figure("0", "From here on only fives keep the average")


def test_an_average_that_nothing_brings_back_is_told_plainly() -> None:
    drawn = card(told(StarCounts(9, 1), asked={"average": "5", "over": "100"}))

    assert drawn.figures[1] == Figure("–", "this average can’t be reached any more")


@pytest.mark.parametrize(
    ("now", "days", "name", "until"),
    [
        ((2026, 9, 29), "2", "days until it begins", "1 Oct 2026 – 31 Dec 2026"),
        ((2026, 10, 1), "91", "days left in the quarter", "65 working days, ends 31 Dec 2026"),
        ((2026, 12, 30), "1", "day left in the quarter", "1 working day, ends 31 Dec 2026"),
        ((2026, 12, 31), "", "last day", "ends today, 31 Dec 2026"),
        ((2027, 1, 1), "", "over", "ended 31 Dec 2026"),
    ],
)
def test_the_countdown_on_its_edges(
    now: tuple[int, int, int], days: str, name: str, until: str
) -> None:
    drawn = card(told(now=datetime(*now, 8, tzinfo=UTC)))

    assert (drawn.days, drawn.days_name, drawn.until) == (days, name, until)


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("2026-11", "days left in the month"),
        ("2026", "days left in the year"),
        ("2026-11-20..2026-12-10", "days left"),
    ],
)
def test_the_great_figure_says_what_it_counts_down(code: str, name: str) -> None:
    season = parse_season(code, calendar=CALENDAR)

    assert card(told(season=season)).days_name == name


def test_the_day_after_the_last_one_waits_for_late_ratings() -> None:
    drawn = card(told(now=datetime(2027, 1, 1, 8, tzinfo=UTC)))

    assert (drawn.state, drawn.note) == (
        "closing",
        "The last ratings still come in today; the result is kept tomorrow.",
    )


def test_once_it_is_over_nothing_is_asked_for_any_more() -> None:
    drawn = card(told(now=datetime(2027, 1, 1, 8, tzinfo=UTC)))

    assert (drawn.figures, drawn.needed) == (
        (Figure("4.98", "average so far, goal 4.96"),),
        "",
    )


def test_counts_that_are_there_settle_it_and_need_no_chance() -> None:
    drawn = card(told(asked={"fives": "80"}))

    assert (drawn.state, drawn.chance) == ("met", None)
    assert drawn.note == "The challenge is met: nothing can take it back"


def test_the_chance_has_its_word_and_last_weeks_figure() -> None:
    one = told(week_ago=0.625)
    chance = 0.725
    forecast = one.standing.forecast
    assert forecast is not None
    standing = replace(one.standing, forecast=replace(forecast, together=chance))

    drawn = card(replace(one, standing=standing))

    assert drawn.chance == Chance("72 %", "on track", "on_track", "62 % a week ago")


def test_too_few_ratings_are_too_early_for_a_chance() -> None:
    drawn = card(told(StarCounts(2)))

    assert drawn.chance == Chance("", "too early for a forecast", "", "")


def test_response_alone_has_no_chance() -> None:
    assert card(told(asked={"response": "30"})).chance is None


def test_a_title_and_an_owner_are_literal_and_the_goal_stands_beside_them() -> None:
    hostile = "<b>x</b> :red[y] $z$"

    drawn = card(told(title=hostile, owner=Owner(team_id=1), owner_name=hostile))

    assert drawn.title == f"{hostile}: {hostile}"
    assert drawn.goal == "4.96 on average over 100 ratings and 80 fives"


def test_today_and_yesterday_are_seen_at_once_and_older_days_are_a_log() -> None:
    today = NOW.date()
    days = [
        DayScorers(
            today,
            StarCounts(3),
            (DayScorer(1, "Ann", 2 * CREDIT, 2 * CREDIT), DayScorer(2, "Bob", CREDIT // 2, 0)),
        ),
        DayScorers(today - timedelta(days=1), StarCounts(), ()),
        DayScorers(
            today - timedelta(days=2), StarCounts(2), (DayScorer(2, "Bob", 3 * CREDIT // 2, 0),)
        ),
    ]

    drawn = card(told(days=days))

    assert drawn.scorers == (
        ScorersDay("Today’s scorers", (Scorer("Ann", "+2"), Scorer("Bob", "+½"))),
        ScorersDay("Yesterday’s scorers", (), note="No ratings"),
    )
    assert drawn.log == (ScorersDay("20 Nov 2026", (Scorer("Bob", "+1.5"),)),)


def test_of_many_scorers_the_rest_is_a_number() -> None:
    scorers = tuple(DayScorer(at, f"E{at}", CREDIT, CREDIT) for at in range(15))

    (day,) = card(told(days=[DayScorers(NOW.date(), StarCounts(15), scorers)])).scorers

    assert ([one.name for one in day.scorers][-1], day.more) == ("E11", "and 3 more")


def test_the_year_before_stands_beside_it() -> None:
    drawn = card(told(year_ago=StarCounts(48, 4, 1)))

    assert drawn.compared[-1] == "A year ago: 4.88 over 53 ratings"


def test_a_record_of_53_ratings_is_broken_by_62_per_cent() -> None:
    drawn = card(told(best_before=53))

    assert drawn.compared[-1] == "More ratings than ever: 62 % over the best so far, 53"


def test_below_the_record_nothing_is_said_of_it() -> None:
    assert not any("than ever" in line for line in card(told(best_before=86)).compared)


def test_a_change_of_the_target_is_told_the_latest_first() -> None:
    asked = read_criteria(BOTH)
    before = read_criteria({"average": "4.90", "over": "100"})
    edit = Edit(
        date(2026, 11, 3),
        "Lea",
        before,
        asked,
        QUARTER.first,
        QUARTER.last,
        QUARTER.first,
        QUARTER.last,
    )
    later = replace(edit, day=date(2026, 11, 9))

    changes = card(told(edits=[edit, later])).changes

    assert [change.split(":")[0] for change in changes] == [
        "Target changed on 9 Nov 2026",
        "Target changed on 3 Nov 2026",
    ]


def test_the_card_speaks_russian() -> None:
    drawn = card(told(), "ru")

    assert (drawn.days_name, drawn.until) == (
        "дней до конца квартала",
        "29 рабочих дней, заканчивается 31 дек. 2026",
    )
    assert drawn.figures[1] == Figure(
        "3", "четвёрки ещё можем себе позволить", "или 1 тройка, или 1 двойка"
    )


def test_the_log_never_leaves_the_season() -> None:
    first = QUARTER.first

    assert log_days(first + timedelta(days=1), QUARTER, back=7) == [
        first + timedelta(days=1),
        first,
    ]
    assert log_days(QUARTER.last + timedelta(days=1), QUARTER, back=2) == [QUARTER.last]
    assert log_days(first - timedelta(days=3), QUARTER, back=7) == []
