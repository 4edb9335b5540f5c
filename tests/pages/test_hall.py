"""The hall of fame as Streamlit runs it, and as the command line prints it: full and empty."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from cli.main import main
from cli.outcome import Outcome
from db.commands.awards import record_awards
from db.commands.hall import keep_season
from db.engine import open_engine, writing
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from pages.ui.hall import reading
from tests.factories import NOW, Row, store

PAGE = Path(__file__).resolve().parents[2] / "pages" / "hall_of_fame.py"
CALENDAR, RULES = Calendar(), Rules(min_ratings_team=2, min_ratings_person=3)
QUARTER = parse_season("2026-Q3", calendar=CALENDAR)
TOMORROW = NOW + timedelta(days=1)
HOSTILE = "<b>Ann</b> [x](y)"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reading.forget()
    yield sqlite_url
    reading.forget()


def blocks(page: AppTest) -> list[dict[str, Any]]:
    """All blocks of the page's stories."""
    parts: list[Any] = [each for each in page.main if each.type == "bidi_component"]
    found = [json.loads(one.proto.bytes or "{}") for one in parts]
    return [block for one in found for block in one.get("blocks", ())]


def downloads(page: AppTest) -> dict[str, Any]:
    """What the menu of downloads holds."""
    parts: list[Any] = [each for each in page.main if each.type == "bidi_component"]
    [menu] = [one for one in parts if "downloads" in one.proto.id]
    told: dict[str, Any] = json.loads(menu.proto.json or menu.proto.bytes)
    return told


def close(url: str) -> None:
    """A quarter with four fives of Ann's and one of Bob's, kept."""
    engine = open_engine(url)
    with writing(engine) as session:
        rows = [
            Row(f"T{at}", owner=HOSTILE if at < 4 else "Bob", day=date(2026, 8, 3))
            for at in range(5)
        ]
        store(session, *rows)
        for decide in (record_awards, keep_season):
            decide(session, season=QUARTER, calendar=CALENDAR, rules=RULES, now=TOMORROW)
    engine.dispose()


def test_a_closed_season_is_told_with_literal_names(database: str) -> None:
    close(database)

    page = AppTest.from_file(str(PAGE), default_timeout=60).run()

    assert not page.exception
    told = blocks(page)
    records = next(one for one in told if one["title"] == "Records")
    assert [(one["title"], one["value"], one["lines"][0]) for one in records["items"][:2]] == [
        ("Most goals in a quarter", "4", f"{HOSTILE}, 2026 Q3"),
        ("Longest run of fives", "4", f"{HOSTILE}, 2026 Q3"),
    ]
    assert any(one.get("above") == "2026 Q3" for one in told)


def test_a_closed_season_says_by_which_rules_and_what_can_be_printed(database: str) -> None:
    close(database)

    page = AppTest.from_file(str(PAGE), default_timeout=60)
    page.query_params["lang"] = "ru"
    page.run()

    assert [one.value for one in page.text][:2] == [
        "Дни по часовому поясу UTC; первый месяц финансового года: январь.",
        "Вид работы: Категория, Приоритет, Канал.",
    ]
    line = downloads(page)["rows"][0]
    assert [link["path"] for link in line["links"]][:3] == [
        "report/2026-Q3",
        "certificate/2026-Q3/crown",
        "certificate/2026-Q3/most_goals",
    ]


def test_before_a_season_has_closed_the_page_says_when_the_first_one_will() -> None:
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()

    assert not page.exception
    [hero] = blocks(page)
    assert str(hero["title"]).startswith("The first season closes on ")


def test_the_command_line_prints_exact_fractions(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    close(database)

    assert main(["hall", "--season", "2026-Q3", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert main(["hall", "--season", "1999-Q1"]) == Outcome.REFUSED

    goals = [one for one in told["seasons"][0]["places"] if one["ranking"] == "scorers"]
    assert (goals[0]["name"], goals[0]["score"], goals[0]["plain"]) == (HOSTILE, "4", "5")
    assert told["records"][0]["score"] == "4"
