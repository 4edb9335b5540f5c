"""The burn-up chart's numbers: sums by day, the even pace, the fan, the grid, and its sentence."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as some

from gamify.challenges.ground import Ground, SumsDay, standing_at
from gamify.challenges.reading import read_criteria
from gamify.ratings import CREDIT, StarCounts
from gamify.seasons import Calendar, parse_season
from pages.ui.challenges.burn_up import BurnUp, Mark, burn_up

CALENDAR = Calendar()
#: Monday to the Friday of the week after: ten working days.
FORTNIGHT = parse_season("2026-11-02..2026-11-13", calendar=CALENDAR)
#: The evening of the third day.
NOW = datetime(2026, 11, 4, 20, tzinfo=UTC)
DAYS = (
    SumsDay(date(2026, 11, 2), StarCounts(3, 1)),
    SumsDay(date(2026, 11, 4), StarCounts(2)),
)


def chart(
    *days: SumsDay, unit: int = 1, now: datetime = NOW, language: str = "en", **asked: object
) -> BurnUp:
    criteria = read_criteria(asked)
    ground = Ground(
        season=FORTNIGHT,
        days=days,
        unit=unit,
        company=StarCounts(90, 10),
        in_order=tuple((day.day, StarCounts(1)) for day in days for _ in range(day.stars.n)),
    )
    standing = standing_at(ground, criteria, now=now, calendar=CALENDAR)
    return burn_up(ground, standing, calendar=CALENDAR, language=language)


def test_the_sum_grows_day_by_day_up_to_today() -> None:
    drawn = chart(*DAYS, ratings=20)

    assert drawn.so_far == ((0, 0.0), (1, 4.0), (2, 4.0), (3, 6.0))
    assert (drawn.goal, drawn.goal_name, drawn.now_name) == (20, "goal: 20 ratings", "6 of 20")


def test_fives_are_drawn_where_fives_alone_are_counted() -> None:
    drawn = chart(*DAYS, fives=20)

    assert (drawn.so_far[-1], drawn.goal_name) == ((3, 5.0), "goal: 20 fives")


def test_the_even_pace_rests_at_the_weekend() -> None:
    pace = dict(chart(*DAYS, ratings=20).pace)

    assert [pace[at] for at in (0, 1, 5, 6, 7, 8, 12)] == [0.0, 2.0, 10.0, 10.0, 10.0, 12.0, 20.0]


def test_of_the_first_n_there_are_never_more() -> None:
    drawn = chart(*DAYS, average="4.5", over=5, count_mode="first_n")

    assert drawn.so_far[-1] == (3, 5.0)
    assert (drawn.low, drawn.high) == ((), ())


def test_a_persons_credits_make_whole_ratings() -> None:
    half = CREDIT // 2
    days = (
        SumsDay(date(2026, 11, 2), StarCounts(half)),
        SumsDay(date(2026, 11, 3), StarCounts(half)),
    )

    assert chart(*days, unit=CREDIT, fives=4).so_far == ((0, 0.0), (1, 0.0), (2, 1.0), (3, 1.0))


def test_the_fan_begins_at_todays_sum_and_ends_on_the_last_working_day() -> None:
    drawn = chart(*DAYS, ratings=20)

    assert drawn.low[0] == drawn.high[0] == (3, 6.0)
    assert drawn.low[-1][0] == drawn.high[-1][0] == drawn.days == 12
    assert all(low[1] <= high[1] for low, high in zip(drawn.low, drawn.high, strict=True))


def test_the_sentence_says_what_the_eye_sees() -> None:
    drawn = chart(*DAYS, ratings=20)

    low, high = int(drawn.low[-1][1]), int(drawn.high[-1][1])
    assert drawn.spoken == f"6 ratings by 4 Nov 2026; {low} to {high} are likely at the end"


def test_without_enough_to_forecast_there_is_no_fan() -> None:
    drawn = chart(ratings=20)

    assert (drawn.low, drawn.high, drawn.spoken) == ((), (), "0 ratings by 4 Nov 2026")


def test_a_share_has_neither_goal_nor_pace() -> None:
    drawn = chart(*DAYS, fives_share="90")

    assert (drawn.goal, drawn.goal_name, drawn.pace, drawn.now_name) == (None, "", (), "6")


def test_before_it_begins_there_is_one_point() -> None:
    drawn = chart(now=datetime(2026, 10, 20, 9, tzinfo=UTC), ratings=20)

    assert drawn.so_far == ((0, 0.0),)


def test_the_grid_has_round_numbers_and_weeks() -> None:
    drawn = chart(*DAYS, ratings=20, now=datetime(2026, 11, 2, 1, tzinfo=UTC))

    assert drawn.across == tuple(Mark(at, str(at)) for at in (5, 10, 15, 20))
    assert drawn.along == (Mark(0, "2 Nov"), Mark(7, "9 Nov"))


def test_marks_at_the_beginning_do_not_crowd() -> None:
    days = parse_season("2026-10-23..2026-11-21", calendar=CALENDAR)
    ground = Ground(season=days)
    standing = standing_at(ground, read_criteria({"ratings": 20}), now=NOW, calendar=CALENDAR)

    drawn = burn_up(ground, standing, calendar=CALENDAR, language="en")

    assert [mark.name for mark in drawn.along] == ["23 Oct", "2 Nov", "9 Nov", "16 Nov"]


@given(goal=some.integers(1, 200_000))
def test_the_grid_is_never_crowded(goal: int) -> None:
    drawn = chart(ratings=goal)

    assert len(drawn.across) <= 5
    assert all(0 < mark.at <= drawn.most for mark in drawn.across)
    assert drawn.most == goal
