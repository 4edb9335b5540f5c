"""How the places of a season moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gamify.history import Crown, Places, SeasonHistory, season_history
from gamify.ranking import Entrant, team_places
from gamify.ratings import StarCounts
from gamify.seasons import Calendar, parse_season
from gamify.standings import NO_TEAM, RankMode, TeamDay
from gamify.yardstick import Borrowing

#: Monday 2 October to Sunday 29 October 2023.
SEASON = parse_season("2023-10-02..2023-10-29", calendar=Calendar())
RED, BLUE, GREEN = 1, 2, 3
TEN = Borrowing(RankMode.STEADY, 10)


def on(day: int, team: int, stars: StarCounts) -> TeamDay:
    return TeamDay(team, SEASON.first + timedelta(days=day - 1), stars)


def history(*days: TeamDay, today: date = SEASON.last, min_ratings: int = 2) -> SeasonHistory:
    return season_history(days, season=SEASON, today=today, borrowing=TEN, min_ratings=min_ratings)


RED_THEN_BLUE = [
    on(1, RED, StarCounts(five=8)),
    on(1, BLUE, StarCounts(five=4, four=4)),
    on(10, GREEN, StarCounts(one=2)),
    on(23, RED, StarCounts(one=30)),
]


def test_each_weeks_end_and_the_last_day_have_their_places() -> None:
    today = date(2023, 10, 25)
    assert history(*RED_THEN_BLUE, today=today).weeks == (
        Places(date(2023, 10, 8), {RED: 1, BLUE: 2}),
        Places(date(2023, 10, 15), {RED: 1, BLUE: 2, GREEN: 3}),
        Places(date(2023, 10, 22), {RED: 1, BLUE: 2, GREEN: 3}),
        Places(date(2023, 10, 25), {BLUE: 1, GREEN: 2, RED: 3}),
    )


def test_movement_compares_with_the_places_seven_days_before() -> None:
    moved = history(*RED_THEN_BLUE, today=date(2023, 10, 25)).movement
    assert moved == {BLUE: 1, GREEN: 1, RED: -2}


def test_a_team_that_was_not_ranked_a_week_before_has_no_movement() -> None:
    moved = history(*RED_THEN_BLUE, today=date(2023, 10, 11)).movement
    assert moved == {RED: 0, BLUE: 0, GREEN: None}


def test_in_the_first_week_nothing_has_moved_yet() -> None:
    assert history(*RED_THEN_BLUE, today=date(2023, 10, 8)).movement == {}
    assert history(*RED_THEN_BLUE, today=date(2023, 10, 9)).movement == {RED: 0, BLUE: 0}


def test_the_crown_is_held_since_the_day_of_the_last_change() -> None:
    after = history(*RED_THEN_BLUE, today=date(2023, 10, 25))
    assert after.crown == Crown((BLUE,), since=date(2023, 10, 24), days=2)
    assert after.days_held == {RED: 22, BLUE: 2}


def test_a_crown_that_came_back_is_held_since_it_came_back() -> None:
    back = history(
        on(1, RED, StarCounts(five=4)),
        on(1, BLUE, StarCounts(five=3, four=1)),
        on(5, RED, StarCounts(one=1)),
        on(9, RED, StarCounts(five=40)),
    )
    assert back.crown == Crown((RED,), since=date(2023, 10, 10), days=20)
    assert back.days_held == {RED: 24, BLUE: 4}


def test_equal_teams_share_the_crown() -> None:
    equal = history(on(2, RED, StarCounts(9, 1)), on(2, BLUE, StarCounts(9, 1)))
    assert equal.crown == Crown((RED, BLUE), since=date(2023, 10, 3), days=27)
    assert equal.days_held == {RED: 27, BLUE: 27}


def test_of_equal_teams_the_one_whose_last_rating_came_earlier_leads() -> None:
    equal = history(on(3, RED, StarCounts(9, 1)), on(2, BLUE, StarCounts(9, 1)))
    assert equal.crown == Crown((BLUE,), since=date(2023, 10, 3), days=27)


def test_nobody_holds_the_crown_until_a_team_is_ranked() -> None:
    early = history(on(1, RED, StarCounts(five=1)))
    assert (early.crown, early.days_held) == (None, {})
    assert [week.places for week in early.weeks] == [{}] * 4


def test_a_season_without_ratings_or_yet_to_come_has_an_empty_history() -> None:
    assert history().crown is None
    assert history(today=date(2023, 10, 1)) == SeasonHistory()


def test_ratings_outside_of_the_season_are_left_out() -> None:
    outside = [on(0, BLUE, StarCounts(five=50)), on(29, BLUE, StarCounts(five=50))]
    assert history(*outside, *RED_THEN_BLUE) == history(*RED_THEN_BLUE)


def test_ratings_of_no_known_team_are_never_ranked() -> None:
    assert history(on(1, NO_TEAM, StarCounts(five=50))).crown is None


stars = st.builds(StarCounts, *[st.integers(0, 30)] * 5)
courses = st.lists(st.builds(on, st.integers(1, 28), st.integers(1, 5), stars), max_size=30)


@given(courses)
def test_the_last_places_are_those_of_the_whole_seasons_sums(days: Sequence[TeamDay]) -> None:
    total: dict[int, Entrant] = {}
    for day in sorted(days, key=lambda d: d.day):
        before = total.get(day.team_id, Entrant(day.team_id, StarCounts()))
        last = day.day.toordinal() if day.stars.n else before.last
        total[day.team_id] = Entrant(day.team_id, before.stars + day.stars, last)
    everyone = sum((team.stars for team in total.values()), StarCounts())
    ready = [team for team in total.values() if team.stars.n >= 2]
    expected = {team: place for place, team in team_places(ready, TEN.yardstick(everyone, 0))}
    story = history(*days)
    holders = {team for team, place in expected.items() if place == 1}
    assert story.weeks[-1].places == expected
    assert set(story.crown.holders if story.crown else ()) == holders


@given(courses)
def test_the_order_in_which_days_are_told_changes_nothing(days: list[TeamDay]) -> None:
    assert history(*days[::-1]) == history(*days)
