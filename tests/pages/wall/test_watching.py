"""What is celebrated is found in the data, whoever wrote them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from db.commands.challenges import create_challenge
from db.commands.pauses import pause_game
from db.commands.undo import undo_import
from db.engine import writing
from gamify.access import console
from gamify.challenges.reading import read_criteria
from gamify.seasons import SeasonKind, season_on
from pages.ui import reads
from pages.ui.wall.watching import Watch
from tests.factories import Row, store

NOW = datetime.now(UTC)
LEA = console("Lea")


def look(watch: Watch, language: str = "en") -> list[dict[str, Any]]:
    reads.clock.forget()
    happenings = watch.look(reads.clock.look(), now=NOW)
    return [json.loads(one.told[language]) for one in happenings]


def rate(engine: Engine, *rows: Row) -> int:
    with writing(engine) as session:
        return store(session, *rows).batch


def row(ticket: str, stars: int = 5, **others: Any) -> Row:
    return Row(ticket, stars=stars, at=others.pop("at", NOW - timedelta(minutes=1)), **others)


def begun(engine: Engine) -> Watch:
    """A watch that has seen what there was; it was stored long ago."""
    watch = Watch()
    look(watch)
    return watch


def test_a_five_is_told_once_with_name_team_and_word(wall: Engine) -> None:
    watch = begun(wall)
    rate(wall, row("T1", comment="Wow :)))", helpers=("Bob",)), row("T2", stars=3))

    (goal,) = look(watch)
    again = look(watch)

    assert goal.pop("key").startswith("goal-1-")
    assert goal.pop("at").endswith("Z")
    assert goal == {
        "kind": "goal",
        "title": "GOAL",
        "name": "Ann and Bob",
        "text": "Ann and Bob share five stars on ticket T1",
        "team": "Alpha",
        "quote": "Wow :)))",
    }
    assert again == []


def test_a_server_that_has_just_started_tells_what_came_in_lately(wall: Engine) -> None:
    rate(wall, row("T1"))

    # The factory's imports are of a morning; a look right after it is within the minute.
    lately = Watch().look(reads.clock.look(), now=datetime(2026, 11, 22, 9, 0, 30, tzinfo=UTC))
    later = Watch().look(reads.clock.look(), now=datetime(2026, 11, 22, 9, 2, tzinfo=UTC))

    assert [one.celebration.rating for one in lately] == [1]
    assert later == []


def test_many_at_once_and_old_ones_are_told_as_one(wall: Engine) -> None:
    watch = begun(wall)

    rate(wall, *[row(f"T{at}") for at in range(30)])
    many = look(watch)
    rate(wall, row("O1", at=NOW - timedelta(days=3)), row("O2"))
    old = look(watch)

    assert [one["kind"] for one in many] == ["bulk"]
    assert many[0]["text"] == "30 ratings have come in"
    assert [one["kind"] for one in old] == ["goal", "bulk"]


def test_a_rating_that_gets_the_number_of_an_undone_one_is_told(wall: Engine) -> None:
    watch = begun(wall)
    batch = rate(wall, row("T1"))
    (first,) = look(watch)
    with writing(wall) as session:
        undo_import(session, batch=batch, actor=LEA, now=NOW)
    assert look(watch) == []

    rate(wall, row("T2", at=NOW - timedelta(minutes=5)))
    (second,) = look(watch)

    assert second["kind"] == "goal"
    assert second["key"] != first["key"]


def test_a_crown_that_changes_hands_is_told_after_the_goal_that_did_it(wall: Engine) -> None:
    days = [NOW - timedelta(hours=at % 20) for at in range(25)]
    rate(
        wall,
        *[row(f"A{n}", team="Alpha", at=at) for n, at in enumerate(days)],
        *[row(f"B{n}", team="Beta", owner="Bob", at=at) for n, at in enumerate(days)],
        row("B", stars=1, team="Beta", owner="Bob"),
    )
    watch = begun(wall)

    rate(wall, row("A", stars=1), row("A'", stars=1), row("B'", team="Beta", owner="Bob"))
    found = look(watch)

    assert [(one["kind"], one["name"]) for one in found] == [("goal", "Bob"), ("crown", "Beta")]
    assert found[1]["title"] == "New crown"
    assert look(watch, "ru") == []


def test_a_pause_quiets_goals_and_many_at_once(wall: Engine) -> None:
    rate(wall, row("T1", team="Alpha"), row("T2", team="Beta", owner="Bob"))
    watch, today = begun(wall), reads.clock.look().day
    with writing(wall) as session:
        told: dict[str, Any] = {"first": today, "last": today, "reason": "a move", "today": today}
        pause_game(session, **told, team_id=1, actor=LEA, now=NOW)

    rate(wall, row("A", team="Alpha"), row("B", team="Beta", owner="Bob"))
    of_a_team = look(watch)
    with writing(wall) as session:
        pause_game(session, **told, actor=LEA, now=NOW)
    rate(wall, *[row(f"M{at}") for at in range(30)])
    of_all = look(watch)

    assert [one["name"] for one in of_a_team] == ["Bob"]
    assert of_all == []


def test_a_challenge_that_one_rating_meets_is_celebrated_at_once(wall: Engine) -> None:
    with writing(wall) as session:
        create_challenge(
            session,
            criteria=read_criteria({"fives": "3"}),
            season=season_on(
                NOW.date(), kind=SeasonKind.QUARTER, calendar=reads.settings().calendar
            ),
            actor=LEA,
            now=NOW,
        )
    rate(wall, row("T1"))
    watch = begun(wall)

    rate(wall, row("T2"))
    half = look(watch)
    rate(wall, row("T3"))
    met = look(watch)
    rate(wall, row("T4"))
    beyond = look(watch)

    assert [one["kind"] for one in half] == ["goal", "milestone"]
    assert [one["kind"] for one in met] == ["goal", "met"]
    assert met[1]["title"] == "Challenge met"
    assert met[1]["key"].startswith("met-")
    assert [one["kind"] for one in beyond] == ["goal"]
