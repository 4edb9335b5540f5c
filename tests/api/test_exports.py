"""Tables as files by an address."""

from __future__ import annotations

import io
from collections.abc import Iterator

import openpyxl
import pyarrow.parquet as pq
import pytest
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from db.engine import open_engine, writing
from gamify.rights import Role
from pages.ui import reads
from tests.api.visiting import Browser, account, token_of
from tests.factories import Row, store


@pytest.fixture
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(session, Row("T1", team="=1+1"), Row("T2", 4, team="Ёж"))
    yield engine
    reads.forget()
    engine.dispose()


def test_a_table_comes_as_a_file_of_its_season(engine: Engine) -> None:
    browser = Browser()

    told = {ending: browser.get(f"/export/teams.{ending}?season=2026-Q4") for ending in
            ("csv", "xlsx", "parquet", "json")}  # fmt: skip

    assert {answer.status_code for answer in told.values()} == {200}
    assert told["csv"].headers["content-disposition"] == (
        'attachment; filename="crownboard-teams-2026-Q4.csv"'
    )
    assert told["csv"].text.splitlines()[1].split(",")[1] in {"'=1+1", "Ёж"}
    names = set(pq.read_table(io.BytesIO(told["parquet"].content))["team"].to_pylist())
    page = openpyxl.load_workbook(io.BytesIO(told["xlsx"].content))["teams"]
    assert names == {"=1+1", "Ёж"} == {row[1].value for row in page.iter_rows(min_row=2)}
    assert {row["team"] for row in told["json"].json()["rows"]} == names


def test_what_is_not_for_everybody_asks_who_comes(engine: Engine) -> None:
    viewer, ada = Browser(), Browser()
    for browser, role in ((viewer, Role.VIEWER), (ada, Role.ADMINISTRATOR)):
        browser.cookies.set(SIGN_IN, token_of(engine, account(engine, role, role, password=None)))

    answers = [one.get("/export/people.csv").status_code for one in (Browser(), viewer, ada)]

    assert answers == [401, 403, 200]


def test_single_days_are_refused_wherever_somebody_asks_without_a_right(engine: Engine) -> None:
    # The rating of a day, the whole months around it, and the sums of each day.
    day, months = "2026-11-02..2026-11-02", "2026-10-01..2026-12-31"
    viewer, lead = Browser(), Browser()
    for browser, role in ((viewer, Role.VIEWER), (lead, Role.LEAD)):
        browser.cookies.set(SIGN_IN, token_of(engine, account(engine, role, role, password=None)))

    def statuses(browser: Browser) -> list[int]:
        return [
            browser.get(path).status_code
            for path in (
                f"/export/teams.csv?season={day}",
                f"/export/scorers.csv?season={day}",
                "/export/cells-team-day.csv",
                f"/api/v1/board?season={day}",
                f"/api/v1/seasons/{day}/standings/teams",
                f"/api/v1/seasons/{day}/standings/engineers",
                "/api/v1/seasons/2026-Q4/cells",
                f"/export/places.png?season={day}",
                f"/export/teams.csv?season={months}",
                f"/api/v1/board?season={months}",
                "/api/v1/seasons/2026-Q4/cells?grain=team_quarter",
            )
        ]

    assert statuses(Browser()) == [401, 401, 401, 404, 401, 401, 401, 404, 200, 200, 200]
    assert statuses(viewer) == [403, 403, 403, 404, 403, 403, 403, 404, 200, 200, 200]
    assert set(statuses(lead)) - {404} == {200}
    assert "at will" in viewer.get(f"/api/v1/board?season={day}").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("teams.exe", 404),
        ("teams", 404),
        ("secrets.csv", 404),
        ("teams.csv?season=2026-Q9", 404),
        ("nominations.csv?season=2026-11", 409),
    ],
)
def test_what_there_is_not_is_refused_in_a_sentence(engine: Engine, path: str, status: int) -> None:
    assert Browser().get(f"/export/{path}").status_code == status
