"""The page of the nominations as Streamlit runs it: full and empty, in both languages."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.commands.awards import record_awards
from db.commands.people import hide_engineer
from db.engine import open_engine, writing
from gamify.access import console
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from tests.factories import NOW, Row, store

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"
PAGE = str(FRAME.parents[1] / "nominations.py")
#: What a customer or a colleague may write to do harm.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database of its own."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    return sqlite_url


def fill(url: str) -> None:
    """Two ranked teams in the fourth quarter of 2023; everything in one has a hostile name."""
    first = date(2023, 10, 2)
    rows = [
        Row(f"{team}{at}", 4 if at % losses == 0 else 5, owner, team, first + timedelta(days=at))
        for team, owner, losses in (("Alpha", "Ann", 3), (HOSTILE, HOSTILE, 9))
        for at in range(40)
    ]
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, *rows)
    engine.dispose()


def opened(**address: str) -> AppTest:
    """The page, reached over the frame."""
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    for name, value in address.items():
        page.query_params[name] = value
    page.switch_page(PAGE)
    page.run()
    assert not page.exception
    return page


def gallery_of(page: AppTest) -> dict[str, Any]:
    """What the component was given."""
    component: Any = page.main[0]
    gallery: dict[str, Any] = json.loads(component.proto.bytes)
    return gallery


def test_the_gallery_opens_at_the_newest_quarter_with_ratings(database: str) -> None:
    fill(database)

    gallery = gallery_of(opened())

    assert gallery["picker"]["title"] == "2023 Q4"
    winners = {card["id"]: [one["name"] for one in card["winners"]] for card in gallery["cards"]}
    assert winners["crown"] == winners["top_scorer"] == [HOSTILE]
    assert [card["id"] for card in gallery["cards"]][:2] == ["crown", "top_scorer"]
    assert "tester" in [card["id"] for card in gallery["lacking"]]


def test_the_address_chooses_season_and_language(database: str) -> None:
    fill(database)

    gallery = gallery_of(opened(season="2023-Q4", lang="ru"))

    assert (gallery["language"], gallery["picker"]["title"]) == ("ru", "4 кв. 2023")
    assert gallery["cards"][0]["title"] == "Корона"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_an_empty_database_says_how_to_begin(language: str) -> None:
    gallery = gallery_of(opened(lang=language))

    assert gallery["empty"]["commands"][1].endswith("-m gamify import ratings.csv")
    assert (gallery["picker"], gallery["cards"], gallery["lacking"]) == (None, [], [])


def test_a_month_leads_to_its_quarter(database: str) -> None:
    fill(database)

    gallery = gallery_of(opened(season="2023-11"))

    assert gallery["empty"]["title"] == "Nominations are for quarters"
    assert gallery["empty"]["go"] == {"code": "2023-Q4", "name": "2023 Q4"}
    assert gallery["cards"] == []


def test_a_quarter_without_ratings_leads_to_the_newest(database: str) -> None:
    fill(database)

    gallery = gallery_of(opened(season="2019-Q1"))

    assert gallery["empty"]["title"] == "No ratings in 2019 Q1"
    assert gallery["empty"]["go"]["code"] == "2023-Q4"


def test_a_season_that_means_nothing_is_explained(database: str) -> None:
    fill(database)

    gallery = gallery_of(opened(season="2023-Q9"))

    assert "2023-Q9" in gallery["empty"]["title"]
    assert gallery["empty"]["go"]["code"] == "2023-Q4"


def test_a_closed_quarter_shows_what_was_recorded(database: str) -> None:
    fill(database)
    calendar = Calendar()
    engine = open_engine(database)
    with writing(engine) as session:
        season = parse_season("2023-Q4", calendar=calendar)
        record_awards(session, season=season, calendar=calendar, rules=Rules(), now=NOW)
        store(session, *(Row(f"late{at}", day=date(2023, 12, 30)) for at in range(99)))
    engine.dispose()

    cards = {card["id"]: card for card in gallery_of(opened())["cards"]}

    assert cards["top_scorer"]["standing"] == "Winner"
    assert cards["top_scorer"]["winners"][0]["name"] == HOSTILE
    assert {card["recorded"] for card in cards.values()} == {"Recorded on 22 Nov 2026"}


def test_a_hidden_engineer_has_no_name_in_the_readers_language(database: str) -> None:
    fill(database)
    engine = open_engine(database)
    with writing(engine) as session:
        hide_engineer(session, engineer_id=2, hidden=True, actor=console("lead"), now=NOW)
    engine.dispose()

    names = {
        language: gallery_of(opened(lang=language))["cards"][1]["winners"][0]["name"]
        for language in ("en", "ru")
    }

    assert names == {"en": "Engineer 2", "ru": "Инженер 2"}


def test_a_database_that_cannot_be_reached_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", f"sqlite:///{tmp_path}/no/such.db")
    (tmp_path / "no").write_text("not a folder", encoding="utf-8")

    gallery = gallery_of(opened())

    assert gallery["empty"]["title"].startswith("The database can't be used: ")
    assert gallery["version"] == -1
