"""The page "Today" as Streamlit runs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading, writing
from db.queries.thanks import ThanksCard, thanks_said
from tests.factories import Row, store
from tests.pages.pressing import press, texts

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"
DAY = datetime.now(UTC).date() - timedelta(days=1)


@pytest.fixture
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Ann of Alpha, whom somebody helped; Cid of Beta."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_DEMO", "false")
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(
            session,
            Row("T1", helpers=(HOSTILE,), day=DAY),
            Row("T2", owner="Cid", team="Beta", day=DAY),
        )
    yield engine
    engine.dispose()


def opened(section: str, *, name: str = "Lea") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["lang"] = "en"
    page.run()
    page.query_params["section"] = section
    page.switch_page(str(FRAME.parents[1] / "context.py")).run()
    assert not page.exception
    if name:
        page.text_input(key="fair_play_name").set_value(name).run()
    return page


def said(engine: Engine) -> list[ThanksCard]:
    with reading(engine) as session:
        return thanks_said(session, hidden_name="?", most=9)


def test_thanks_are_said_with_a_click_or_a_form_and_taken_back(database: Engine) -> None:
    page = opened("thanks")
    assert f"{HOSTILE} on ticket T1" in texts(page)

    press(page, "thank-1-3")
    page.text_input(key="thanks-ticket").set_value("T2").run()
    page.selectbox(key="thanks-helper").set_value(1).run()
    page.text_area(key="thanks-words").set_value(f"{HOSTILE}").run()
    press(page, "thanks-say")

    told = [(one.sayer, one.helper, one.ticket, one.words) for one in said(database)]
    assert told == [("Lea", "Ann", "T2", HOSTILE), ("Lea", HOSTILE, "T1", "")]
    assert {f"Lea thanks {HOSTILE} for help on ticket T1", f"“{HOSTILE}”"} <= set(texts(page))
    assert page.text_input(key="thanks-ticket").value == ""
    press(page, "unthank-1")
    assert [one.ticket for one in said(database)] == ["T2"]


def test_a_ticket_that_there_is_not_is_refused_in_a_sentence(database: Engine) -> None:
    page = opened("thanks")

    page.text_input(key="thanks-ticket").set_value("T9").run()
    press(page, "thanks-say")

    assert "This can't be done: there is no ticket “T9”" in texts(page)
    assert said(database) == []
