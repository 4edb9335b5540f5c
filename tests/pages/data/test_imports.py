"""The history of imports as Streamlit runs it, and the way back."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading, writing
from db.queries.imports import import_batches
from tests.factories import Row, store
from tests.pages.pressing import texts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"


def opened(section: str = "imports", lang: str = "en") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / "data.py"))
    page.query_params["lang"] = lang
    page.query_params["section"] = section
    page.run()
    assert not page.exception
    return page


def fill(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, *[Row(f"A{n}") for n in range(3)], Row("B1", owner="Bob", team="Beta"))
        store(session, Row("A0", stars=4), *[Row(f"B{n}", team="Beta") for n in (2, 3)])
    engine.dispose()


def test_without_an_import_the_page_says_what_will_be_there() -> None:
    page = opened(lang="ru")

    assert "Пока ничего не импортировано" in [one.value for one in page.subheader]


def test_an_import_is_taken_back_after_its_effect_was_seen(database: str) -> None:
    fill(database)
    page = opened()
    listed = page.dataframe[0].value
    page.selectbox(key="data-undo").select(2).run()
    page.button(key="data-undo-look").click().run()
    said = texts(page)
    page.button(key="data-undo-do").click().run()

    assert list(listed["New ratings"]) == [2, 4]
    assert "2 ratings go. 2 tickets go. 1 rating becomes what it was." in said
    assert "Import 2 was undone." in texts(page)
    assert page.selectbox(key="data-undo").options == [page.selectbox(key="data-undo").options[0]]
    engine = open_engine(database)
    with reading(engine) as session:
        undone = {one.id: one.undone_at is not None for one in import_batches(session)}
    engine.dispose()
    assert undone == {1: False, 2: True}


def test_an_import_on_which_another_builds_says_which_goes_first(database: str) -> None:
    fill(database)
    page = opened()
    page.selectbox(key="data-undo").select(1).run()
    page.button(key="data-undo-look").click().run()

    assert "Import 2 changed what import 1 brought. Undo import 2 first." in texts(page)
