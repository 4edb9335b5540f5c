"""The page about fair play as Streamlit runs it: flags are shown, decided on, and taken back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from db.commands.people import hide_engineer
from db.discretion import pseudonyms_of
from db.engine import open_engine, reading, writing
from db.models import AuditEntry, Rating
from db.settings import Settings
from gamify.access import console
from gamify.pseudonyms import short_pseudonym
from pages.ui.fair_play.reading import forget
from tests.factories import NOW, Row, store

FRAME = Path(__file__).resolve().parents[2] / "pages" / "ui" / "frame.py"
#: What a customer may write to do harm.
HOSTILE = "<img src=x onerror=alert(1)> :red[x] $x$ [a](b) :)))"


@pytest.fixture(autouse=True)
def database(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database of its own, and nothing read before."""
    monkeypatch.setenv("CROWNBOARD_DATABASE_URL", sqlite_url)
    forget()
    yield sqlite_url
    forget()


def fill(url: str) -> None:
    """Six ratings of one customer for Ann, who has a tenth of her team's sixty tickets."""
    first = date(2026, 11, 2)
    mine = [
        Row(f"{HOSTILE}{n}", day=first + timedelta(days=n), requester=HOSTILE, comment=HOSTILE)
        for n in range(6)
    ]
    four = Row("B0", stars=4, owner="Bob", day=date(2026, 10, 5))
    others = [Row(f"B{n}", stars=0, owner="Bob") for n in range(1, 54)]
    engine = open_engine(url)
    with writing(engine) as session:
        store(session, *mine, four, *others)
    engine.dispose()


def opened(lang: str = "en", season: str = "2026-Q4", name: str = "") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=30)
    page.query_params["lang"], page.query_params["season"] = lang, season
    page.run()
    page.switch_page(str(FRAME.parents[1] / "fair_play.py")).run()
    if name:
        page.text_input(key="fair_play_name").input(name).run()
    assert not page.exception
    return page


def drawn(page: AppTest) -> list[dict[str, Any]]:
    """What the components were given, but the menu of downloads."""
    found: list[Any] = [element for element in page.main if element.type == "bidi_component"]
    return [
        json.loads(element.proto.bytes) for element in found if "downloads" not in element.proto.id
    ]


def head(page: AppTest) -> dict[str, Any]:
    """The season picker."""
    picker: dict[str, Any] = drawn(page)[0]["picker"]
    return picker


def cards(page: AppTest) -> list[dict[str, Any]]:
    """The flags below the head."""
    return drawn(page)[1:]


def headings(page: AppTest) -> list[str]:
    """Headings of the flags; that of the help on tickets is tried beside this module."""
    found = [heading.value for heading in page.subheader]
    beside = {"Help on tickets", "Помощь по обращениям", "Find a rating", "Найти оценку"}
    return [each for each in found if each not in beside]


def excluded(url: str) -> list[int]:
    engine = open_engine(url)
    with reading(engine) as session:
        statement = select(Rating.id).where(col(Rating.excluded_at).is_not(None))
        found = list(session.exec(statement.order_by(col(Rating.id))))
    engine.dispose()
    return found


def logged(url: str) -> list[tuple[str, str]]:
    """Who decided what, imports left out."""
    engine = open_engine(url)
    with reading(engine) as session:
        entries = session.exec(select(AuditEntry).order_by(col(AuditEntry.id))).all()
    engine.dispose()
    return [(entry.action, entry.actor) for entry in entries if entry.action != "import"]


def test_a_flag_shows_its_evidence_ratings_and_scores(database: str) -> None:
    fill(database)

    page = opened()

    (card,) = cards(page)
    assert headings(page) == ["1 open flag"]
    assert (card["title"], card["people"]) == ("Ann", [["Customer", HOSTILE]])
    assert card["evidence"] == (
        "6 of 6 ratings of one customer in this team went to the same engineer, who has 6 of the "
        "team's 60 tickets. By chance this happens in 1 of 1,000,000 cases."
    )
    assert card["ratings"][0] == {
        "number": 1,
        "stars": 5,
        "spoken": "wow",
        "day": "2 Nov 2026",
        "ticket": f"{HOSTILE}0",
        "credit": "Ann 1",
        "comment": HOSTILE,
        "excluded": "",
    }
    assert card["scores"] == [
        {"name": "Average of Alpha", "now": "4.85", "without": "4.00"},
        {"name": "Goals of Ann", "now": "6", "without": "0"},
    ]


def test_a_colleague_is_seen_among_hashed_customers(database: str) -> None:
    customer = pseudonyms_of(Settings(database_url=database, _env_file=None)).of_customer("BOB")
    engine = open_engine(database)
    with writing(engine) as session:
        store(session, Row("T1", requester=customer), Row("T2", owner="Bob"))
    engine.dispose()

    (card,) = cards(opened())

    assert card["people"] == [["Colleague", "Bob"], ["Customer", short_pseudonym(customer)]]


def test_outside_text_reaches_the_component_alone(database: str) -> None:
    fill(database)

    page = opened(name=HOSTILE)
    page.button(key="fine-1").click().run()

    texts = [
        element.value
        for kind in (page.markdown, page.caption, page.subheader, page.header, page.text)
        for element in kind
    ]
    labels = [widget.label for widget in [*page.button, *page.selectbox, *page.text_input]]
    assert texts
    assert not any("onerror" in str(text) for text in [*texts, *labels])
    assert HOSTILE in cards(page)[0]["verdict"]


def test_nothing_is_decided_without_a_name(database: str) -> None:
    fill(database)

    page = opened()

    assert all(button.disabled for button in page.button if button.key != "exclude-1")
    page.button(key="exclude-1").click().run()
    assert [text.value for text in page.text] == [
        "This can't be done: the name of the one who decides is needed"
    ]
    assert (excluded(database), logged(database)) == ([], [])


def test_a_flag_that_is_fine_moves_to_the_decided_ones_and_back(database: str) -> None:
    fill(database)
    page = opened(name="Lea")

    page.button(key="fine-1").click().run()

    assert headings(page) == ["No open flags"]
    assert cards(page)[0]["verdict"].startswith("Fine, says Lea, ")
    page.button(key="undo-1").click().run()
    assert headings(page) == ["1 open flag"]
    assert logged(database) == [("flag decided", "Lea"), ("flag reopened", "Lea")]


def test_chosen_ratings_are_excluded_with_a_reason_and_restored(database: str) -> None:
    fill(database)
    page = opened(name="Lea")

    page.button_group(key="ratings-1").set_value(["1", "2"])
    page.selectbox(key="reason-1").select("counted twice")
    page.text_input(key="note-1").input("the same case")
    page.button(key="exclude-1").click().run()

    (card,) = cards(page)
    assert excluded(database) == [1, 2]
    assert card["verdict"].startswith("2 ratings excluded by Lea, ")
    assert card["verdict"].endswith(": counted twice")
    assert card["note"] == "the same case"
    assert [rating["excluded"] for rating in card["ratings"]] == ["excluded"] * 2 + [""] * 4
    page.button(key="undo-1").click().run()
    assert excluded(database) == []
    assert headings(page) == ["1 open flag"]


def test_an_exclusion_without_a_reason_is_refused_in_a_sentence(database: str) -> None:
    fill(database)
    page = opened(name="Lea")

    page.button(key="exclude-1").click().run()

    assert [text.value for text in page.text] == ["This can't be done: a reason is needed"]
    assert headings(page) == ["1 open flag"]
    page.run()
    assert not page.text


def test_a_trusted_pair_is_not_flagged_again(database: str) -> None:
    fill(database)
    page = opened(name="Lea")

    page.button(key="trust-1").click().run()

    assert headings(page) == ["No open flags"]
    assert cards(page)[0]["verdict"].startswith("Pair trusted by Lea, ")
    assert headings(opened(season="2026-11")) == ["No open flags"]


def test_the_address_chooses_the_season(database: str) -> None:
    fill(database)

    november, october = opened(season="2026-11"), opened(season="2026-10")

    assert (head(november)["title"], headings(november)) == ("November 2026", ["1 open flag"])
    assert (head(october)["title"], cards(october)) == ("October 2026", [])


def test_rules_that_cannot_look_say_what_they_need(database: str) -> None:
    fill(database)

    page = opened()

    lacking = page.expander[-1]
    assert lacking.label == "7 rules lack data"
    assert "Needs: helpers on the tickets" in [caption.value for caption in lacking.caption]


@pytest.mark.parametrize(
    ("language", "title"), [("en", "No ratings yet"), ("ru", "Оценок пока нет")]
)
def test_an_empty_database_says_when_the_rules_begin(language: str, title: str) -> None:
    page = opened(lang=language)

    assert headings(page) == [title]
    assert not page.button


def test_a_season_that_means_nothing_is_explained(database: str) -> None:
    fill(database)

    page = opened(season=HOSTILE)

    assert page.text[0].value.startswith(f"“{HOSTILE}” is not a season.")
    assert cards(page) == []


def test_the_page_speaks_russian(database: str) -> None:
    fill(database)

    page = opened(lang="ru")

    assert page.header[0].value == "Честная игра"
    assert headings(page) == ["1 открытый флаг"]
    assert cards(page)[0]["evidence"].startswith("Из 6 оценок одного клиента")


def test_a_hidden_engineer_has_no_name_here_either(database: str) -> None:
    fill(database)
    engine = open_engine(database)
    with writing(engine) as session:
        hide_engineer(session, engineer_id=1, hidden=True, actor=console("lead"), now=NOW)
    engine.dispose()

    assert cards(opened())[0]["title"] == "Engineer 1"
