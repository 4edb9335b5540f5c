"""A wall's picture from the database: the best alone, hidden names, praise, nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from db.commands.announcements import announce_on_walls
from db.commands.challenges import create_challenge
from db.engine import writing
from db.models import Engineer
from db.queries.teams import team_names
from gamify.access import console
from gamify.challenges.reading import read_criteria
from gamify.seasons import SeasonKind, season_on
from gamify.wall.screen import Screen
from pages.ui import reads
from pages.ui.clock import Stamp
from pages.ui.wall import picture
from pages.ui.wall.picture import wall_parts
from tests.factories import Row, store

TODAY = datetime.now(UTC).date()
LEA = console("Lea")
SCREEN = Screen()
HOSTILE = "<script>alert(1)</script> [x](y) $1$ :red[x]\u2028 )))"


def ago(days: int) -> date:
    """A day of the running quarter, where there is room for it."""
    season = season_on(TODAY, kind=SeasonKind.QUARTER, calendar=reads.settings().calendar)
    return max(TODAY - timedelta(days=days), season.first)


def parts_of(screen: Screen = SCREEN) -> dict[str, Any]:
    reads.clock.forget()
    found = wall_parts(screen, reads.clock.look())
    return {name: json.loads(part) for name, part in found.items()}


def rate(session: Session, team: str, amount: int, *, owner: str = "", comment: str = "") -> None:
    rows = [
        Row(
            f"{team}{at}",
            team=team,
            owner=owner or f"{team} {at % 3}",
            day=ago(1),
            comment=comment or None,
        )
        for at in range(amount)
    ]
    store(session, *rows)


@pytest.fixture
def teams(wall: Engine) -> Engine:
    """Alpha before Beta; Gamma waits for more ratings."""
    with writing(wall) as session:
        rate(session, "Alpha", 30)
        rate(session, "Beta", 22)
        rate(session, "Gamma", 5)
        store(session, Row("B4", team="Beta", owner="Beta 0", stars=1, day=ago(2)))
    return wall


def test_an_empty_database_says_so_in_every_part(wall: Engine) -> None:
    parts = parts_of()

    assert parts["teams"]["empty"] == "The season begins with the first ratings"
    assert parts["scorers"]["empty"] == "Nobody has scored five stars yet"
    assert parts["challenges"] == {"items": [], "empty": "No challenge is running"}
    assert parts["quotes"]["empty"] == "Kind words appear here as they come in"
    assert parts["nominations"]["empty"] == "Nominations begin with ratings"
    assert parts["moves"]["empty"] == "After the first weeks this shows how the places move"
    assert (parts["announcement"], parts["ticker"]) == (None, {"items": []})
    assert parts["head"]["season"].startswith("Season ")


def test_the_table_has_the_ranked_teams_and_who_waits(teams: Engine) -> None:
    table = parts_of()["teams"]

    assert [(row["place"], row["name"], row["ratings"], row["crown"]) for row in table["rows"]] == [
        ("1", "Alpha", "30", True),
        ("2", "Beta", "23", False),
    ]
    assert [(row["average"], row["tied"]) for row in table["rows"]] == [
        ("5.00", False),
        ("4.82", False),
    ]
    assert table["rows"][0]["note"].startswith("Crown for ")
    assert [(one["name"], one["text"]) for one in table["waiting"]] == [
        ("Gamma", "15 more ratings to be ranked")
    ]
    assert set(table["columns"]) == {"team", "ratings", "average", "other", "week"}
    assert table["ranks"] == "other"


def test_a_plain_table_says_that_the_plain_average_ranks_it(
    teams: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CROWNBOARD_CROWN", "plain")
    reads.forget()
    picture.forget()

    table = parts_of()["teams"]

    assert (table["ranks"], table["subtitle"]) == ("average", "average rating")
    assert [row["average"] for row in table["rows"]] == ["5.00", "4.82"]


def test_a_screen_of_some_teams_keeps_the_places_of_the_whole_table(teams: Engine) -> None:
    with writing(teams) as session:
        beta = next(id_ for id_, name in team_names(session).items() if name == "Beta")

    parts = parts_of(replace(SCREEN, teams=(beta,)))

    assert [(row["place"], row["name"]) for row in parts["teams"]["rows"]] == [("2", "Beta")]
    assert parts["teams"]["waiting"] == []
    assert {row["team"] for row in parts["scorers"]["rows"]} == {"Beta"}
    assert all(item["text"].startswith("Beta") for item in parts["ticker"]["items"])


@pytest.mark.parametrize("density", [9, 15])
def test_a_screen_shows_the_best_teams_that_fit(wall: Engine, density: int) -> None:
    with writing(wall) as session:
        for team in "ABCDEFGHIJKLMNOPQ":
            rate(session, f"Team {team}", 21)

    rows = parts_of(replace(SCREEN, density=density))["teams"]["rows"]

    assert len(rows) == density


def test_never_more_than_the_best_half_of_the_people(wall: Engine) -> None:
    with writing(wall) as session:
        for at in range(14):
            store(
                session, *[Row(f"{at}-{n}", owner=f"P{at:02}", day=ago(1)) for n in range(at + 1)]
            )

    scorers = parts_of()["scorers"]

    assert [row["name"] for row in scorers["rows"]] == [f"P{at:02}" for at in range(13, 6, -1)]
    assert scorers["more"] == "The best 7 of 14 who scored"
    assert scorers["rows"][0]["fives"] == "14"
    assert scorers["rows"][0]["note"] == "14 in a row"


def test_fives_in_a_row_begin_anew_after_any_other_rating(wall: Engine) -> None:
    with writing(wall) as session:
        noon = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
        stars = [5, 5, 5, 4, 5, 5, 5]
        store(
            session,
            *[
                Row(f"T{at}", stars=n, at=noon - timedelta(minutes=60 - at))
                for at, n in enumerate(stars)
            ],
        )

    assert [row["note"] for row in parts_of()["scorers"]["rows"]] == ["3 in a row"]


def hide(engine: Engine, name: str) -> int:
    with writing(engine) as session:
        found = session.exec(select(Engineer).where(Engineer.name == name)).one()
        found.hidden = True
        session.add(found)
        return found.id or 0


def test_a_hidden_name_is_nowhere_on_a_wall(wall: Engine) -> None:
    with writing(wall) as session:
        rate(session, "Alpha", 25, owner="Zoltan", comment="Wow")
        create_challenge(
            session,
            criteria=read_criteria({"fives": "100"}),
            season=season_on(TODAY, kind=SeasonKind.QUARTER, calendar=reads.settings().calendar),
            actor=LEA,
            now=datetime.now(UTC),
        )
    number = hide(wall, "Zoltan")

    english, russian = parts_of(), parts_of(replace(SCREEN, language="ru"))

    assert "Zoltan" not in json.dumps([english, russian], ensure_ascii=False)
    assert english["scorers"]["rows"][0]["name"] == f"Engineer {number}"
    assert english["quotes"]["items"][0]["who"] == f"Engineer {number}"
    assert russian["scorers"]["rows"][0]["name"] == f"Инженер {number}"


def test_only_praise_is_quoted_literally_and_without_the_customers_name(wall: Engine) -> None:
    with writing(wall) as session:
        store(
            session,
            Row("T1", day=ago(4), comment=HOSTILE, requester="Maria Lopez"),
            Row("T2", day=ago(3), comment="Good, but slow", stars=4),
            Row("T3", day=ago(2), comment="Thank you, Maria", requester="Maria Lopez"),
            Row("T4", day=ago(1), comment="x" * 400),
        )

    parts = parts_of()

    assert [item["text"] for item in parts["quotes"]["items"]] == [HOSTILE.strip()]
    assert {item["quote"] for item in parts["ticker"]["items"]} == {HOSTILE, ""}
    assert "Lopez" not in json.dumps(parts)


def test_helpers_share_a_goal_by_name(wall: Engine) -> None:
    with writing(wall) as session:
        store(session, Row("T9", owner="Ann", helpers=("Bob",), day=ago(1)))

    (goal,) = parts_of()["ticker"]["items"]

    assert goal["text"] == "Ann and Bob share five stars on ticket T9"
    assert goal["label"] == "GOAL"


def test_a_challenge_says_where_it_stands(wall: Engine) -> None:
    season = season_on(TODAY, kind=SeasonKind.QUARTER, calendar=reads.settings().calendar)
    with writing(wall) as session:
        create_challenge(
            session,
            criteria=read_criteria({"ratings": "40"}),
            season=season,
            title="Forty <b>",
            actor=LEA,
            now=datetime.now(UTC),
        )
        rate(session, "Alpha", 10)

    (item,) = parts_of()["challenges"]["items"]

    assert (item["title"], item["goal"], item["owner"]) == (
        "Forty <b>",
        "40 ratings",
        "The whole department",
    )
    assert item["countdown"]["last"] == season.last.isoformat()
    assert all(day > TODAY.isoformat() for day in item["countdown"]["workdays"])
    assert item["burn"]["goal"] == {"value": 40, "label": "goal: 40 ratings"}
    assert item["burn"]["now"]["label"] == "10 of 40"
    assert item["burn"]["days"][-1][1] == 10
    assert item["met"] is False
    assert len(item["figures"]) <= 3


def test_an_announcement_is_text_and_ends_with_its_last_day(wall: Engine) -> None:
    with writing(wall) as session:
        announce_on_walls(
            session, text=HOSTILE, last=TODAY, today=TODAY, actor=LEA, now=datetime.now(UTC)
        )

    today = parts_of()["announcement"]
    tomorrow = wall_parts(SCREEN, Stamp(reads.clock.look().version, TODAY + timedelta(days=1)))[
        "announcement"
    ]

    assert (today["text"], today["by"]) == (HOSTILE.strip(), "Lea")
    assert tomorrow == "null"


def test_screens_that_show_the_same_share_their_parts(
    teams: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    makings = dict(picture.AT_ONCE)

    def counting(name: str) -> Callable[..., Any]:
        def make(*asked: Any) -> Any:
            made.append(name)
            return makings[name](*asked)

        return make

    monkeypatch.setattr("pages.ui.wall.picture.AT_ONCE", {name: counting(name) for name in makings})
    stamp = reads.clock.look()
    for at in range(50):
        wall_parts(replace(SCREEN, name=f"s{at}", title=str(at)), stamp)

    assert sorted(made) == sorted(makings)
