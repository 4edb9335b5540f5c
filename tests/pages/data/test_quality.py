"""Findings on the page “Data”: each is mended by a click or two, and then no longer there."""

from __future__ import annotations

from datetime import date

from streamlit.testing.v1 import AppTest

from db.engine import open_engine, writing
from tests.factories import Row, store
from tests.pages.data.test_imports import opened
from tests.pages.pressing import press, texts


def fill(url: str) -> None:
    """A pair of names, a team of one letter more, somebody without a team, a queue, a copy."""
    engine = open_engine(url)
    with writing(engine) as session:
        store(
            session,
            *(Row(f"A{n}", owner=":red[Ann] Lee") for n in range(3)),
            Row("B1", owner="Lee :red[Ann]"),
            Row("C1", team="Alphas"),
            Row("D1", owner="Dan", team=None),
            Row("E1", owner=None, team="Queue"),
        )
        store(session, *(Row(f"A{n}", owner=":red[Ann] Lee") for n in range(2)), source="copy")
        store(session, Row("F1", day=date(2099, 1, 1)), source="late")
    engine.dispose()


def heads(page: AppTest) -> list[str]:
    return [element.value for element in page.subheader]


def test_without_faults_there_is_nothing_to_mend() -> None:
    assert heads(opened("quality")) == ["There is nothing to mend"]
    assert heads(opened("quality", "ru")) == ["Исправлять нечего"]


def test_every_finding_is_mended_where_it_stands(database: str) -> None:
    fill(database)
    page = opened("quality")
    assert heads(page) == [
        "2 pairs of names look alike",
        "1 person has ratings without a team",
        "1 team has ratings and no people",
        "2 ratings seem to be there twice",
        "1 rating is dated in the future",
        "1 rating is nobody’s",
    ]

    press(page, "alike-engineer-1-2-one")
    assert "the same words in another order" in [one.value for one in page.caption]
    assert "1 rating moves. 1 ticket moves. 1 membership moves. Nobody's credit is doubled." in (
        texts(page))  # fmt: skip
    press(page, "quality-wish-do")
    assert "Lee :red[Ann] is :red[Ann] Lee from now on." in texts(page)

    press(page, "alike-team-1-2-two")
    assert "Alpha and Alphas are two; nobody is asked again." in texts(page)
    press(page, "teamless-4-open")
    page.selectbox(key="teamless-4-team").select(1).run()
    press(page, "quality-wish-look")
    press(page, "quality-wish-do")
    press(page, "lone-3-open")
    page.selectbox(key="lone-3-team").select(1).run()
    press(page, "quality-wish-look")
    press(page, "quality-wish-do")
    press(page, "doubled-1-2-open")
    press(page, "quality-wish-look")
    press(page, "quality-wish-do")
    assert "2 ratings are excluded as duplicates; each can be restored." in texts(page)
    assert heads(page) == ["1 rating is dated in the future", "1 rating is nobody’s"]

    press(page, "quality-again-team-1-2")
    assert heads(page)[0] == "1 pair of names looks alike"
    press(page, "future-3-import")
    assert page.selectbox(key="data-undo").value == 3
