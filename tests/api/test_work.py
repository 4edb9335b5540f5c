"""The route of the kinds of work behind a team's handicap."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Engine

from db.engine import writing
from db.settings import Settings
from db.upkeep import keep_up
from pages.ui import reads
from pages.ui.work import works
from tests.api.conftest import Client
from tests.factories import Row, store

WORK = "/api/v1/work"
HOSTILE = "<b>:red[x] $x$ {n}"
NOW = datetime(2023, 12, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def fresh_works() -> Iterator[None]:
    """Forget what another test has made."""
    works.clear()
    yield
    works.clear()


def rate(engine: Engine, team: str, kind: str, *stars: int) -> None:
    """Ratings of a team on one kind of work, with the par that they make."""
    day = date(2023, 11, 2)
    rows = [
        Row(f"{team}{kind}{at}", star, owner=team, team=team, day=day, kind=("", kind, "", ""))
        for at, star in enumerate(stars)
    ]
    with writing(engine) as session:
        store(session, *rows)
    keep_up(engine, Settings(), now=NOW)
    reads.clock.forget()


def test_a_team_gets_its_own_bars_in_the_readers_language(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", HOSTILE, *[5] * 39, 4)
    rate(engine, "Beta", HOSTILE, *[5] * 37, 4, 4, 4)

    first, second = (
        client.get(WORK, params={"season": "2023-Q4", "team": team, "lang": "en"})
        for team in ("1", "2")
    )

    assert first.json() == {
        "bars": [
            {
                "group": HOSTILE,
                "text": "40 ratings · usually 2.0 off · lost 1",
                "saved": "+1.0",
                "share": 1.0,
            }
        ]
    }
    assert [bar["saved"] for bar in second.json()["bars"]] == ["-1.0"]
    russian = client.get(WORK, params={"season": "2023-Q4", "team": "1", "lang": "ru"})
    assert russian.json()["bars"][0]["text"] == "40 оценок · норма потерь 2,0 · потеряно 1"


def test_bars_are_asked_for_once_a_version(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", "Network", *[5] * 40)
    asked = {"season": "2023-Q4", "team": "1"}

    first = client.get(WORK, params=asked)
    again = client.get(WORK, params=asked, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


@pytest.mark.parametrize("team", ["", "99", "-1", "1e3", "9" * 30, "Alpha", "²"])
def test_a_team_that_is_not_there_has_no_bars(client: Client, engine: Engine, team: str) -> None:
    rate(engine, "Alpha", "Network", *[5] * 40)

    answer = client.get(WORK, params={"season": "2023-Q4", "team": team})

    assert (answer.status_code, answer.json()) == (200, {"bars": []})


@pytest.mark.parametrize("season", ["2023-Q9", "soon"])
def test_a_season_that_is_none_is_not_found(client: Client, engine: Engine, season: str) -> None:
    rate(engine, "Alpha", "Network", *[5] * 40)

    answer = client.get(WORK, params={"season": season, "team": "1"})

    assert (answer.status_code, answer.json()) == (404, {"bars": []})


def test_a_month_has_no_par_and_no_bars(client: Client, engine: Engine) -> None:
    rate(engine, "Alpha", "Network", *[5] * 40)

    answer = client.get(WORK, params={"season": "2023-11", "team": "1"})

    assert (answer.status_code, answer.json()) == (200, {"bars": []})
