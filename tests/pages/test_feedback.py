"""The page with customers' words as Streamlit runs it, full and empty, and by whom it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading, writing
from db.models import Lesson, SharedPractice
from gamify.access import READER, Visitor, Way
from gamify.feedback.costs import Cost, DayCost, costs_by_season, total_of
from gamify.feedback.lesson import Cause
from gamify.rights import Role
from gamify.seasons import Calendar, SeasonKind, parse_season
from pages.ui import reads
from pages.ui.feedback.cause_chart import cause_bars
from pages.ui.feedback.reading import forget
from tests.factories import Row, store

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
HOSTILE = "<b>x</b> :red[kind] $x$ [a](b) :)))"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of its own, and nothing read before."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    forget()
    yield sqlite_url
    forget()


def fill(url: str) -> None:
    engine = open_engine(url)
    with writing(engine) as session:
        store(
            session,
            Row("A5", comment=HOSTILE),
            Row("B4", stars=4, owner="Bob", comment="too slow"),
        )
    engine.dispose()


def opened(section: str = "", lang: str = "en", **asked: str) -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.query_params["lang"], page.query_params["season"] = lang, "2026-Q4"
    page.query_params["section"] = section
    for name, value in asked.items():
        page.query_params[name] = value
    page.run()
    page.switch_page(str(FRAME.parents[1] / "feedback.py")).run()
    assert not page.exception
    return page


def texts(page: AppTest) -> list[str]:
    return [one.value for one in page.text]


def test_praise_comes_first_and_stands_as_it_was_written(database: str) -> None:
    fill(database)

    page = opened()

    assert texts(page)[:2] == ["1 comment with five stars", HOSTILE]
    page.text_input(key="feedback-text").input("slow").run()
    assert [one.value for one in page.subheader] == ["Nothing fits"]
    assert page.query_params["text"] == "slow"
    next(one for one in page.button if one.label == "Show everything").click().run()
    assert texts(page)[:2] == ["1 comment with five stars", HOSTILE]
    assert "text" not in page.query_params


def test_a_link_leads_to_a_page_of_what_was_asked_for(database: str) -> None:
    engine = open_engine(database)
    with writing(engine) as session:
        store(session, *[Row(f"A{n}", team="Alpha", comment=f"word {n}") for n in range(12)])
        store(session, Row("B1", team="Beta", owner="Bob", comment="word of Beta"))
    engine.dispose()

    page = opened(text="words", team="alpha", page="2")

    assert [page.text_input(key="feedback-text").value, page.selectbox[0].value] == ["words", 1]
    assert texts(page)[0] == "12 comments with five stars"
    assert sum(one.startswith("word ") for one in texts(page)) == 2
    page.button(key="feedback-newer").click().run()
    assert sum(one.startswith("word ") for one in texts(page)) == 10
    assert "page" not in page.query_params
    page.button(key="feedback-older").click().run()
    assert page.query_params["page"] == "2"
    # Another question begins at its first page, and a page that there isn't is the first.
    page.selectbox[0].select(2).run()
    assert "page" not in page.query_params
    assert texts(page)[:2] == ["1 comment with five stars", "word of Beta"]
    assert sum(one.startswith("word ") for one in texts(opened(page="77"))) == 10


def test_a_lead_notes_a_lesson_and_shares_what_is_good(database: str) -> None:
    fill(database)
    page = opened("lessons")
    page.text_input(key="fair_play_name").input("Lea").run()
    page.selectbox(key="feedback-cause-2").select(Cause.PRODUCT)
    page.text_area(key="feedback-lesson-2").input("Known fault.")
    page.button(key="feedback-note-2").click().run()
    page.text_area(key="feedback-words-2").input("Say what happens next.")
    page.button(key="feedback-share-2").click().run()

    assert not page.exception
    assert "State: new · Cause: the product" in texts(page)
    engine = open_engine(database)
    with reading(engine) as session:
        (lesson,), (shared,) = session.exec(select(Lesson)), session.exec(select(SharedPractice))
    engine.dispose()
    assert (lesson.cause, lesson.lesson, lesson.noted_by) == ("product", "Known fault.", "Lea")
    assert (shared.words, shared.quotes) == ("Say what happens next.", False)


@pytest.mark.parametrize(
    ("reader", "shows"),
    [
        (READER, False),
        (Visitor("Ann", Role.ENGINEER, 1, way=Way.PASSWORD), False),
        (Visitor("Bob", Role.ENGINEER, 2, way=Way.PASSWORD), True),
    ],
)
def test_an_address_opens_a_low_rating_to_those_concerned_alone(
    database: str, monkeypatch: pytest.MonkeyPatch, reader: Visitor, *, shows: bool
) -> None:
    fill(database)
    monkeypatch.setattr(reads.doorkeeper, "visitor", lambda _: reader)

    page = opened("lessons")

    assert ("too slow" in texts(page)) is shows
    assert ("1 rating" in texts(page)) is shows
    # A single person's causes aren't summed up for anybody.
    assert "What it cost" not in str(opened("causes").main)


def test_without_ratings_the_page_says_what_will_come() -> None:
    page = opened(lang="ru")

    assert [one.value for one in page.subheader] == ["Оценок пока нет"]


def test_causes_are_summed_in_whole_stars_and_drawn() -> None:
    days = [
        DayCost(date(2026, 11, 1), Cause.PRODUCT, 2, 5),
        DayCost(date(2026, 10, 2), Cause.PRODUCT, 1, 1),
        DayCost(date(2026, 11, 3), None, 1, 4),
    ]
    months = costs_by_season(days, kind=SeasonKind.MONTH, calendar=Calendar())
    (product, unknown) = costs_by_season(days, kind=SeasonKind.QUARTER, calendar=Calendar())
    quarter = parse_season("2026-Q4", calendar=Calendar())
    (drawn,) = cause_bars(months, theme="dark", language="en")["datasets"].values()

    assert (product, unknown) == (Cost(quarter, Cause.PRODUCT, 3, 6), Cost(quarter, None, 1, 4))
    assert total_of(months, Cause.PRODUCT, Cause.POLICY) == 6
    assert [(row["time"], row["cause"], row["stars"]) for row in drawn] == [
        ("October 2026", "the product", 1),
        ("November 2026", "the product", 5),
        ("November 2026", "not noted yet", 4),
    ]
