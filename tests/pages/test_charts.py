"""The chart of how the places moved."""

from __future__ import annotations

from datetime import date
from typing import Any

from gamify.history import Places, SeasonHistory
from gamify.ranking import rank_teams
from gamify.ratings import StarCounts
from gamify.standings import Rules, Strength, TeamTable, TeamTally
from pages.ui.charts import PLACES_DRAWN, RacePoint, race_points, season_race

FIRST, SECOND = date(2026, 10, 4), date(2026, 10, 11)


def league(teams: int) -> TeamTable:
    """Teams 1, 2, 3 … in the order of their places."""
    tallies = [TeamTally(at, f"Team {at}", StarCounts(400 - at, at)) for at in range(1, teams + 1)]
    return rank_teams(tallies, strength=Strength(1.0, None, 10), rules=Rules())


def weeks(teams: int) -> SeasonHistory:
    """Two weeks in which nothing moved."""
    places = {team: team for team in range(1, teams + 1)}
    return SeasonHistory(weeks=(Places(FIRST, places), Places(SECOND, places)))


def values(chart: dict[str, Any]) -> list[dict[str, Any]]:
    (rows,) = chart["datasets"].values()
    return list(rows)


def marks(chart: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def test_a_point_has_a_name_where_its_line_ends() -> None:
    points = race_points(weeks(2), league(2), chosen=None)

    assert points == (
        RacePoint("Team 1", FIRST, 1, "1", ""),
        RacePoint("Team 2", FIRST, 2, "2", ""),
        RacePoint("Team 1", SECOND, 1, "1", "Team 1"),
        RacePoint("Team 2", SECOND, 2, "2", "Team 2"),
    )


def test_teams_that_share_a_place_share_the_name_at_the_end_of_their_lines() -> None:
    shared = SeasonHistory(
        weeks=(Places(FIRST, {1: 1, 2: 2, 3: 3}), Places(SECOND, {1: 1, 2: 2, 3: 2}))
    )

    points = race_points(shared, league(3), chosen=None)

    assert {point.team: point.label for point in points if point.day == SECOND} == {
        "Team 1": "Team 1",
        "Team 2": "Team 2 · Team 3",
        "Team 3": "",
    }


def test_of_many_teams_five_have_a_colour_and_so_has_the_chosen_one() -> None:
    points = race_points(weeks(200), league(200), chosen=120)

    shades = {point.team: point.shade for point in points if point.shade}
    assert shades == {
        "Team 1": "1",
        "Team 2": "2",
        "Team 3": "3",
        "Team 4": "4",
        "Team 5": "5",
        "Team 120": "chosen",
    }


def test_one_week_or_one_team_is_no_race() -> None:
    one_week = SeasonHistory(weeks=weeks(3).weeks[:1])

    assert race_points(one_week, league(3), chosen=None) == ()
    assert race_points(weeks(1), league(1), chosen=None) == ()


def test_the_best_place_is_at_the_top_and_far_places_are_left_out() -> None:
    points = race_points(weeks(200), league(200), chosen=None)

    chart = season_race(points, theme="dark", language="en").to_dict()

    scale = chart["layer"][0]["encoding"]["y"]["scale"]
    assert scale == {"domain": [PLACES_DRAWN + 0.4, 0.6], "nice": False, "zero": False}
    assert marks(chart) == ["line", "circle", "text"]


def test_only_the_leader_is_gold() -> None:
    points = race_points(weeks(6), league(6), chosen=None)

    chart = season_race(points, theme="dark", language="en").to_dict()

    colour = chart["layer"][0]["encoding"]["color"]
    shades = dict(zip(colour["scale"]["domain"], colour["scale"]["range"], strict=True))
    assert [shade for shade, paint in shades.items() if paint == "#f7c843"] == ["1"]
    assert colour["legend"] is None


def test_days_are_written_in_the_readers_language_and_stay_on_their_day() -> None:
    points = race_points(weeks(2), league(2), chosen=None)

    chart = season_race(points, theme="light", language="ru").to_dict()

    axis = chart["layer"][0]["encoding"]["x"]["axis"]
    assert axis["values"] == ["2026-10-04T12:00:00", "2026-10-11T12:00:00"]
    assert '"1004": "4 окт."' in axis["labelExpr"]
    assert values(chart)[0]["until"] == "4 окт. 2026"


def test_a_hostile_name_is_data_and_nothing_else() -> None:
    name = "'] + datum['x <img src=x onerror=alert(1)>"
    points = [RacePoint(name, FIRST, 1, "1", ""), RacePoint(name, SECOND, 1, "1", name)]

    chart = season_race(points, theme="light", language="en").to_dict()

    assert [value["team"] for value in values(chart)] == [name, name]
    assert name not in str({key: part for key, part in chart.items() if key != "datasets"})
