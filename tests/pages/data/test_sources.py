"""Sources as Streamlit runs their page: tried, added, paused, removed."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading
from db.pull import pull_source
from db.queries.feeds import feed_cards
from tests.pages.data.test_imports import opened
from tests.pages.pressing import texts
from tests.sources.desk import Desk
from tests.sources.pulling import add, asked_of, bury, puller, ratings

ITEMS: list[dict[str, Any]] = [
    {"id": n, "message_id": n, "conversation_id": n, "rating": 9 if n == 3 else 5,
     "created_at": 1793880000,
     "feedback_message": "**loud** <b>", "contact": {"email": "c@d.example"},
     "assigned_agent": {"name": "[Ann](x)"}}
    for n in (1, 2, 3)
]  # fmt: skip


@pytest.fixture(autouse=True)
def _key(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of the tests' sources."""
    key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="
    monkeypatch.setenv("CROWNBOARD_SECRET_KEY", key)


def fill_form(page: AppTest, **values: str) -> None:
    for name, value in values.items():
        page.text_input(key=f"data-source-NEW-chatwoot-wish-{name}").set_value(value)
    page.run()


def test_a_source_is_tried_added_paused_and_removed(database: str) -> None:
    engine = open_engine(database)
    desk = Desk("chatwoot", ITEMS, page=25)
    with desk.open():
        page = opened("sources")
        assert "No ticket system is read yet" in [one.value for one in page.subheader]
        fill_form(page, address=f"http://127.0.0.1:{desk.port}", account="1")
        page.button(key="data-source-try").click().run()
        assert "The source can't be kept like this: “API token” is missing." in texts(page)

        fill_form(page, token="tell-nobody")
        page.button(key="data-source-try").click().run()
        said = "3 answers read, nothing stored · 2 of them are ratings · 1 can't be used"
        assert said in texts(page)
        assert "the score “9” isn't on the scale" in texts(page)
        assert list(page.dataframe[0].value["Engineer"]) == ["[Ann](x)", "[Ann](x)"]
        page.button(key="data-source-add").click().run()
        assert not page.exception
        with reading(engine) as session:
            (card,) = feed_cards(session)
        assert (card.name, card.system, dict(card.entered)["account"]) == ("chatwoot",) * 2 + ("1",)
        assert page.text_input(key="data-source-NEW-chatwoot-wish-token").value == ""
        assert "tell-nobody" not in repr(page)

    page.button(key="data-source-chatwoot-pause").click().run()
    assert "“chatwoot” is paused." in texts(page)
    page.radio(key="data-source-chatwoot-ratings").set_value("undo").run()
    page.button(key="data-source-chatwoot-remove").click().run()
    assert "“chatwoot” is forgotten." in texts(page)
    with reading(engine) as session:
        assert feed_cards(session) == []
    engine.dispose()


def test_a_source_says_how_it_is_in_russian(database: str) -> None:
    engine = open_engine(database)
    desk = Desk(
        "zendesk", [{"id": 1, "ticket_id": 1, "score": "great", "updated_at": "2026-11-02"}]
    )
    with desk.open(), asked_of(desk.definition):
        add(engine, "zendesk")
        pull_source(puller(engine), "zendesk")
    bury(engine)
    page = opened("sources", lang="ru")

    assert ratings(engine) == []
    assert "Состояние: в порядке" in texts(page)
    captions = [one.value for one in page.caption]
    assert any(text.startswith(":material/stairs: 2-балльный источник") for text in captions)
    assert any(code.value.endswith("/api/v1/hooks/zendesk") for code in page.code)
    engine.dispose()
