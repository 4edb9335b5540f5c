"""Nominations on the page of settings: set with their effect, hard work, and own ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading, writing
from db.models import AuditEntry
from db.queries.nominations import hard_labels, nomination_choices, own_entries
from gamify.access import Visitor, Way
from gamify.rights import Role
from pages.ui import reads
from pages.ui.settings.own_nomination import key_of
from tests.factories import NOW, Row, store
from tests.pages.pressing import press, texts
from tests.post import KEY

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"
ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """Ann has four fives, one with a comment; Bob has three."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", KEY)
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: ADA)
    day = NOW.date()
    engine = open_engine(sqlite_url)
    with writing(engine) as session:
        store(
            session,
            *[Row(f"A{n}", day=day, comment="thanks" if n == 0 else None) for n in range(4)],
            *[Row(f"B{n}", owner="Bob", team="Beta", day=day) for n in range(3)],
        )
    engine.dispose()
    return sqlite_url


def opened() -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / "settings.py"))
    page.query_params["lang"] = "en"
    page.query_params["section"] = "nominations"
    page.run()
    assert not page.exception
    return page


def kept(url: str, query: Any) -> Any:
    engine = open_engine(url)
    with reading(engine) as session:
        found = query(session)
    engine.dispose()
    return found


def test_a_gate_shows_who_would_win_before_it_is_kept(database: str) -> None:
    page = opened()
    page.selectbox(key="settings-nomination").select("top_scorer").run()
    gate = next(one for one in page.number_input if "gate" in str(one.key))
    gate.set_value(5).run()

    assert any(text.endswith("would go from Ann to nobody.") for text in texts(page))
    assert kept(database, nomination_choices) == {}
    press(page, "nomination-top_scorer-save")

    choice = kept(database, nomination_choices)["top_scorer"]
    assert (choice.is_on, list(choice.gates.values())) == (True, [5])
    page.toggle(key="nomination-top_scorer-on").set_value(False).run()
    assert any(text.endswith("would be there no more.") for text in texts(page))


def test_a_nomination_of_ones_own_is_declared_and_removed(database: str) -> None:
    page = opened()
    page.selectbox(key="settings-nomination").select("…own").run()
    page.selectbox(key="own-nomination-comment").select("with")
    page.number_input(key="own-nomination-least").set_value(1)
    page.text_input(key="own-nomination-title").set_value("Kind :red[words]").run()

    assert "• “Kind :red[words]” would be there: Ann." in texts(page)
    press(page, "own-nomination-save")

    (entry,) = kept(database, own_entries)
    assert entry == {
        "key": "kind_red_words",
        "title": "Kind :red[words]",
        "measure": "count",
        "of": "ratings",
        "where": {"comment": [True]},
        "least": 1,
        "unit": "engineer",
    }
    page.selectbox(key="settings-nomination").select("kind_red_words").run()
    press(page, "nomination-kind_red_words-gone-save")
    assert kept(database, own_entries) == []
    actions = kept(database, lambda session: list(session.exec(select(AuditEntry.action))))
    assert actions[-2:] == ["own nomination declared", "own nomination removed"]


def test_hard_work_is_set(database: str) -> None:
    page = opened()
    page.multiselect(key="settings-hard").select("Network × High").run()
    press(page, "settings-hard-save")

    assert kept(database, hard_labels) == ("Network × High",)


def test_a_key_is_made_of_any_title() -> None:
    assert key_of("Calm nights!") == "calm_nights"
    assert key_of("Добрые слова").startswith("own_")
