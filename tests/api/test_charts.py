"""Charts as pictures by an address, and the menus that lead to them and to the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from api.cookies import SIGN_IN
from db.engine import open_engine, writing
from gamify.access import Visitor, Way
from gamify.rights import Role
from pages.ui import reads, visit
from pages.ui.downloads.charts import CHARTS
from pages.ui.seats import Seat
from tests.api.visiting import Browser, account, token_of
from tests.factories import Row, store

PAGES = Path(__file__).resolve().parents[2] / "pages"
HOSTILE = "<script>alert(1)</script>"
ADA = Visitor("Ada", Role.ADMINISTRATOR, engineer_id=1, way=Way.PASSWORD)


@pytest.fixture(autouse=True)
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Two quarters of two teams, weeks of many people, a low rating in each."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        rows = [
            Row(
                f"{team}{day}-{n}",
                stars=3 if n == 0 else 5,
                owner=f"{team} {n}" if n else HOSTILE,
                team=team,
                day=date(2026, 8, 3) + timedelta(days=day),
                comment=f"Words of {day}",
            )
            for team in (HOSTILE, "Beta")
            for day in range(0, 100, 7)
            for n in range(6 if team == "Beta" else 5)
        ]
        store(session, *rows)
    yield engine
    reads.forget()
    engine.dispose()


def browser_of(engine: Engine, role: Role, **person: Any) -> Browser:
    browser = Browser()
    found = account(engine, f"a {role}", role, password=None, **person)
    browser.cookies.set(SIGN_IN, token_of(engine, found))
    return browser


@pytest.mark.parametrize("chart", sorted(set(CHARTS) - {"burn-up"}))
def test_a_chart_is_a_picture_with_literal_names(engine: Engine, chart: str) -> None:
    browser = browser_of(engine, Role.ADMINISTRATOR, engineer_id=1)
    asked = urlencode({"season": "2026-Q4", "team": HOSTILE, "lang": "ru"})
    asked = urlencode({"season": "2026-Q4", "lang": "ru"}) if chart == "places" else asked

    svg, png = (browser.get(f"/export/{chart}.{end}?{asked}") for end in ("svg", "png"))

    root = ElementTree.fromstring(svg.text)
    assert root.tag.endswith("svg")
    assert not [one for one in root.iter() if one.tag.endswith(("script", "foreignObject"))]
    assert HOSTILE in " ".join(root.itertext()) or chart in {"causes", "goals"}
    assert png.content.startswith(b"\x89PNG")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert f'filename="crownboard-{chart}-' in png.headers["content-disposition"]


def test_what_is_not_for_everybody_is_refused(engine: Engine) -> None:
    people = [Browser(), browser_of(engine, Role.VIEWER)]
    person = browser_of(engine, Role.ENGINEER, engineer_id=1)

    def answers(chart: str) -> list[int]:
        return [one.get(f"/export/{chart}.svg").status_code for one in (*people, person)]

    assert answers("causes") == [401, 403, 403]
    assert answers("goals") == [401, 403, 200]
    assert answers("stars") == [200, 200, 200]


@pytest.mark.parametrize(
    "path",
    ["nothing.svg", "burn-up.png?challenge=999", "stars.svg?team=Nobody", "places.svg?season=x"],
)
def test_what_there_is_not_is_not_found(path: str) -> None:
    assert Browser().get(f"/export/{path}").status_code == 404


@pytest.mark.parametrize(
    ("page", "charts", "tables"),
    [
        ("leaderboard", {"places"}, {"teams", "scorers"}),
        ("team", {"stars", "averages"}, {"team-seasons"}),
        ("my_season", {"goals"}, {"own-ratings"}),
        ("feedback", {"causes"}, {"feedback"}),
        ("fair_play", set(), {"flags", "excluded"}),
        ("nominations", set(), {"nominations", "awards"}),
    ],
)
def test_every_link_of_a_menu_leads_to_a_file(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, page: str, charts: set[str], tables: set[str]
) -> None:
    monkeypatch.setattr(visit, "seat", lambda: Seat("x"))
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: ADA)
    browser = browser_of(engine, Role.ADMINISTRATOR, engineer_id=1)
    shown = AppTest.from_file(str(PAGES / f"{page}.py"), default_timeout=60)
    shown.query_params["season"] = "2026-Q4"
    shown.run()
    assert not shown.exception

    links = list(links_of(shown))

    names = {path.removeprefix("export/").partition(".")[0] for path, _ in links}
    assert charts | tables <= names
    for path, query in links:
        assert browser.get(f"/{path}?{urlencode(query)}").status_code == 200, path


def links_of(page: AppTest) -> Iterator[tuple[str, dict[str, str]]]:
    """Where each link of the menu leads; of a table's formats the first alone."""
    parts: list[Any] = [each for each in page.main if each.type == "bidi_component"]
    [menu] = [one for one in parts if "downloads" in one.proto.id]
    for row in json.loads(menu.proto.json or menu.proto.bytes)["rows"]:
        yield row["links"][0]["path"], row["links"][0]["query"]
