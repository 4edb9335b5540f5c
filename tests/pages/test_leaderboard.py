"""The leaderboard as Streamlit runs it: full and empty, in both languages."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.commands.people import hide_engineer
from db.engine import open_engine, writing
from db.settings import Settings
from db.upkeep import keep_up
from gamify.access import console
from tests.factories import NOW, Row, store

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
#: What a customer or a colleague may write to do harm.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database of its own."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    return sqlite_url


def fill(url: str) -> None:
    """Two ranked teams in the fourth quarter of 2023, one of them with a hostile name."""
    first = date(2023, 10, 2)
    rows = [
        Row(f"{team}{at}", 4 if at % losses == 0 else 5, owner, team, first + timedelta(days=at))
        for team, owner, losses in (("Alpha", "Ann", 9), (HOSTILE, "Ben", 3))
        for at in range(40)
    ]
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, *rows)
    engine.dispose()


def give_par(url: str) -> None:
    """Let the night fit the pars that are missing."""
    engine = open_engine(url)
    keep_up(engine, Settings(), now=NOW)
    engine.dispose()


def opened(**address: str) -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def board_of(page: AppTest) -> dict[str, Any]:
    """What the component was given."""
    component: Any = page.main[0]
    board: dict[str, Any] = json.loads(component.proto.bytes)
    return board


def kinds(page: AppTest) -> list[str]:
    return [element.type for element in page.main.children.values()]


def test_the_board_opens_at_the_newest_quarter_with_ratings(database: str) -> None:
    fill(database)

    page = opened()

    board = board_of(page)
    assert board["picker"]["title"] == "2023 Q4"
    assert board["crown"]["team"] == "Alpha"
    assert [row["name"] for row in board["rows"]] == ["Alpha", HOSTILE]
    assert kinds(page) == ["bidi_component", "vega_lite_chart", "bidi_component"]


def test_the_address_chooses_season_team_and_language(database: str) -> None:
    fill(database)

    board = board_of(opened(season="2023-11", team="Alpha", lang="ru"))

    assert (board["language"], board["team"], board["picker"]["title"]) == (
        "ru",
        "Alpha",
        "Ноябрь 2023",
    )
    assert [row["chosen"] for row in board["rows"] if row["name"] == "Alpha"] == [True]
    assert [line["name"] for line in board["scorers"]["podium"]] == ["Ann"]


@pytest.mark.parametrize(
    ("table", "mode"), [("raw", "steady"), ("handicapped", "fair"), ("nonsense", "steady")]
)
def test_the_address_chooses_the_table(database: str, table: str, mode: str) -> None:
    fill(database)
    give_par(database)

    board = board_of(opened(season="2023-Q4", table=table))

    assert board["table"]["mode"] == mode
    assert [choice["chosen"] for choice in board["table"]["choices"]] == [
        mode == "steady",
        mode == "fair",
    ]
    assert board["table"]["badge"] == "provisional par"
    assert [row["handicap"]["fair"] != "–" for row in board["rows"]] == [True, True]
    assert board["crown"]["by"] == ("Crown by the raw table" if mode == "fair" else "")
    assert board["scorers"]["title"] == ("Top scorers, net" if mode == "fair" else "Top scorers")


def test_a_month_has_one_table_and_says_so(database: str) -> None:
    fill(database)
    give_par(database)

    board = board_of(opened(season="2023-11", table="handicapped"))

    assert board["table"]["choices"] == []
    assert board["table"]["note"].endswith("A handicapped table is there for quarters.")
    assert [row["handicap"] for row in board["rows"]] == [None, None]


def test_a_chosen_language_is_remembered_for_the_visit(database: str) -> None:
    fill(database)
    page = opened(lang="ru")

    page.query_params.clear()
    page.run()

    assert board_of(page)["language"] == "ru"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_database_says_how_to_begin(language: str) -> None:
    page = opened(lang=language)

    board = board_of(page)
    assert board["empty"]["commands"][1].endswith("-m gamify import ratings.csv")
    assert (board["picker"], board["rows"]) == (None, [])
    assert kinds(page) == ["bidi_component"]


def test_a_hidden_engineer_has_no_name_in_the_readers_language(database: str) -> None:
    fill(database)
    engine = open_engine(database)
    with writing(engine) as session:
        hide_engineer(session, engineer_id=1, hidden=True, actor=console("lead"), now=NOW)
    engine.dispose()

    names = {
        language: board_of(opened(lang=language))["scorers"]["podium"][0]["name"]
        for language in ("en", "ru")
    }

    assert names == {"en": "Engineer 1", "ru": "Инженер 1"}


def test_a_season_without_ratings_leads_to_the_newest(database: str) -> None:
    fill(database)

    board = board_of(opened(season="2019-Q1"))

    assert board["empty"]["title"] == "No ratings in 2019 Q1"
    assert board["empty"]["go"] == {"code": "2023-Q4", "name": "2023 Q4"}


@pytest.mark.parametrize("address", [{"season": "2023-Q9"}, {"team": HOSTILE * 2}])
def test_an_address_that_means_nothing_is_explained(database: str, address: dict[str, str]) -> None:
    fill(database)

    empty = board_of(opened(**address))["empty"]

    assert next(iter(address.values()))[:40] in empty["title"]
    assert empty["go"]["code"] == "2023-Q4"


def test_a_database_that_cannot_be_reached_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/no/such.db")
    (tmp_path / "no").write_text("not a folder", encoding="utf-8")

    board = board_of(opened())

    assert board["empty"]["title"].startswith("The database can't be used: ")
    assert board["version"] == -1
