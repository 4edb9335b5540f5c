"""The season's report and certificates, as plain pages to be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape

import pytest
from sqlalchemy import Engine

from api.cookies import SIGN_IN
from db.commands.awards import record_awards
from db.commands.hall import keep_season
from db.engine import open_engine, writing
from gamify.rights import Role
from gamify.seasons import Calendar, parse_season
from gamify.standings import Rules
from pages.ui import reads
from pages.ui.hall import reading
from tests.api.visiting import Browser, account, token_of
from tests.factories import NOW, Row, store

CALENDAR, RULES = Calendar(), Rules(min_ratings_team=2, min_ratings_person=3)
QUARTER = parse_season("2026-Q3", calendar=CALENDAR)
HOSTILE = '<b onclick="x">Ann</b> {{ 7 * 7 }}'


@pytest.fixture(autouse=True)
def engine(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A quarter that is kept: four fives of Ann's and one of Bob's."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    reads.forget()
    reading.forget()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        rows = [
            Row(f"T{at}", owner=HOSTILE if at < 4 else "Bob", team=HOSTILE, day=date(2026, 8, 3))
            for at in range(5)
        ]
        store(session, *rows)
        for decide in (record_awards, keep_season):
            decide(
                session, season=QUARTER, calendar=CALENDAR, rules=RULES, now=NOW + timedelta(days=1)
            )
    yield engine
    reads.forget()
    reading.forget()
    engine.dispose()


def words(page: str) -> str:
    """What a page says, without its markup."""
    body = page[page.index("<main>") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


@pytest.mark.parametrize(("language", "title"), [("en", "Season report"), ("ru", "Отчёт о сезоне")])
def test_a_report_shows_the_figures_of_the_board_with_literal_names(
    language: str, title: str
) -> None:
    browser = Browser()
    board = browser.get(f"/api/v1/board?season=2026-Q3&lang={language}").json()

    answer = browser.get(f"/report/2026-Q3?lang={language}")

    told = words(answer.text)
    assert answer.status_code == 200
    assert "<b onclick" not in answer.text
    assert title in told
    for row in board["rows"]:
        assert HOSTILE in told
        assert {row["ratings"], row["plain"], row["steady"]} <= set(told.split())
    assert all(one["figure"] in told for one in board["scorers"]["podium"])


def test_the_newest_season_needs_no_code() -> None:
    assert "2026 Q3" in words(Browser().get("/report/newest").text)


def test_a_season_without_ratings_is_refused_in_a_sentence() -> None:
    answer = Browser().get("/report/2019-Q1?lang=ru")

    assert answer.status_code == 404
    assert words(answer.text).startswith("Печатать пока нечего. ")


@pytest.mark.parametrize(
    ("award", "value"),
    [
        ("crown", "5.00 – the average that ranked; ratings: 5"),
        ("most_goals", "4"),
        ("longest_run", "4"),
        ("top_scorer", "4 goals"),
    ],
)
def test_a_certificate_has_the_name_and_the_figure_of_the_hall(award: str, value: str) -> None:
    answer = Browser().get(f"/certificate/2026-Q3/{award}")

    told = words(answer.text)
    assert answer.status_code == 200
    assert answer.text.count('class="sheet"') == 1
    assert f"is given to {HOSTILE} {value} 2026 Q3" in told
    assert "<b onclick" not in answer.text


@pytest.mark.parametrize(
    "path", ["2026-Q4/crown", "2026-Q3/year", "2026-Q3/x", "1999-Q1/crown", "%3Cb%3E/%3Cb%3E"]
)
def test_what_nobody_has_won_has_no_certificate(path: str) -> None:
    answer = Browser().get(f"/certificate/{path}")

    assert answer.status_code == 404
    assert words(answer.text).startswith("There is no certificate for “")
    assert "<b>" not in answer.text


@pytest.mark.parametrize("path", ["/report/newest", "/certificate/2026-Q3/crown"])
def test_paper_is_for_those_who_see_the_boards(
    engine: Engine, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setenv("CROWNBOARD_OPEN_READING", "false")
    reads.forget()
    viewer = Browser()
    viewer.cookies.set(
        SIGN_IN, token_of(engine, account(engine, "vic", Role.VIEWER, password=None))
    )

    assert [one.get(path).status_code for one in (Browser(), viewer)] == [401, 200]


def test_nothing_is_loaded_from_elsewhere() -> None:
    answer = Browser().get("/report/newest")

    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text)


def test_single_days_are_printed_for_leads_alone(engine: Engine) -> None:
    viewer, lead = Browser(), Browser()
    for browser, role in ((viewer, Role.VIEWER), (lead, Role.LEAD)):
        browser.cookies.set(SIGN_IN, token_of(engine, account(engine, role, role, password=None)))

    answers = [one.get("/report/2026-08-03..2026-08-03").status_code for one in (viewer, lead)]

    assert answers == [404, 200]
