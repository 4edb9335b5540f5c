"""A file on its way in, as Streamlit runs the page: understood, asked about, tried out, stored."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from db.engine import open_engine, reading
from db.queries.file_mappings import kept_mapping
from db.queries.imports import import_batches
from gamify.access import Visitor, Way
from gamify.rights import Role
from pages.ui.data.parking import Parking, parking, safe_name
from tests.pages.pressing import press, texts

FRAME = Path(__file__).resolve().parents[3] / "pages" / "ui" / "frame.py"
ADA = Visitor("Ada", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=1)
HEADER = "Ticket ID,Agent,Team,Rating,Rated at,Comment\n"
GOOD = HEADER + "".join(f"{n},Ann,Alpha,5,2026-11-0{n},:red[x] =1+1\n" for n in (1, 2, 3))


def dropped(text: str | bytes, name: str = "ratings.csv") -> str:
    """The token of a file that has arrived."""
    parked = parking.open(name, ADA)
    parked.path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return parked.token


def opened(text: str | bytes, name: str = "ratings.csv") -> AppTest:
    page = AppTest.from_file(str(FRAME), default_timeout=60)
    page.run()
    page.switch_page(str(FRAME.parents[1] / "data.py"))
    page.query_params["lang"] = "en"
    page.session_state["data-token"] = dropped(text, name)
    return settled(page, lambda: bool(page.text))


def settled(page: AppTest, seen: Callable[[], bool]) -> AppTest:
    """The page once something shows, however busy the machine is."""
    end = time.monotonic() + 60
    while True:
        page.run()
        assert not page.exception
        if seen():
            return page
        assert time.monotonic() < end
        time.sleep(0.1)


def has_button(page: AppTest, key: str) -> bool:
    return any(button.key == key for button in page.button)


def stored(url: str) -> list[tuple[str, str, int, int]]:
    engine = open_engine(url)
    with reading(engine) as session:
        found = import_batches(session)
    engine.dispose()
    return [(one.file_name, one.source, one.ratings_added, one.rejected) for one in found]


def test_a_file_is_seen_and_stored_and_its_kind_is_known_afterwards(database: str) -> None:
    page = opened(GOOD + "4,Ann,Alpha,9,2026-11-04,\n")
    settled(page, lambda: has_button(page, "data-save-button"))
    said, metrics = texts(page), [one.value for one in page.metric]
    refused = page.dataframe[0].value
    assert stored(database) == []
    press(page, "data-save-button")
    settled(page, lambda: "Import 1 is stored." in [one.value for one in page.subheader])
    again = opened(HEADER.lower() + "9,Bob,Beta,4,2026-11-09,\n")
    same = opened(GOOD)
    settled(same, lambda: bool(same.metric))

    assert metrics == ["3", "0", "1"]
    assert list(refused["Why"]) == ["the score “9” isn't on the scale"]
    assert "3 new ratings." in said
    assert stored(database) == [("ratings.csv", "files", 3, 1)]
    known = "A file with this header is known: it is read as the last one of “files”."
    assert known in texts(again)
    assert "Every row of it is stored already, so there is nothing to store." in texts(same)
    assert not has_button(same, "data-save-button")


def test_what_can_be_read_in_two_ways_is_asked_with_buttons() -> None:
    text = "Ticket ID,Agent,Rating,CSAT,Rated at\n1,Ann,5,88,03/04/2026\n2,Ann,4,90,05/06/2026\n"
    page = opened(text)
    assert "##### Which column is the score?" in [one.value for one in page.markdown]
    press(page, "data-answer-column-2")
    press(page, "data-answer-dates-day-first")
    settled(page, lambda: has_button(page, "data-save-button"))

    assert [one.value for one in page.metric] == ["2", "0", "0"]
    assert page.selectbox(key="data-column-2").value == "score"
    assert page.selectbox(key="data-column-3").value is None


def test_a_scale_is_declared_by_a_choice_or_word_by_word() -> None:
    text = HEADER + "1,Ann,Alpha,great,2026-11-01,\n2,Ann,Alpha,poor,2026-11-02,\n"
    page = opened(text)
    page.button_group(key="data-scale-0").set_value(5).run()
    page.button_group(key="data-scale-1").set_value(2).run()
    press(page, "data-scale-table")
    settled(page, lambda: has_button(page, "data-save-button"))

    assert [one.value for one in page.metric] == ["2", "0", "0"]


def test_a_column_is_mapped_by_hand() -> None:
    page = opened(GOOD)
    settled(page, lambda: has_button(page, "data-save-button"))
    page.selectbox(key="data-column-2").select(None).run()
    settled(page, lambda: has_button(page, "data-save-button"))

    assert page.selectbox(key="data-column-2").value is None
    assert page.selectbox(key="data-column-1").value == "owner"


@pytest.mark.parametrize(
    ("text", "name", "sentence"),
    [
        (bytes(range(256)) * 9, "a.csv", "a.csv can't be read: it isn't a text but binary data."),
        (b"PK\x03\x04 half of it", "b.xlsx", "b.xlsx can't be read: it breaks off"),
        (HEADER, "c.csv", "c.csv holds no ratings"),
    ],
)
def test_a_broken_file_is_one_sentence(text: bytes, name: str, sentence: str) -> None:
    assert any(one.startswith(sentence) for one in texts(opened(text, name)))


def test_a_file_without_a_usable_row_is_not_stored() -> None:
    page = opened(HEADER + "1,Ann,Alpha,5,,\n,Ann,Alpha,,2026-11-01,\n")
    settled(page, lambda: bool(page.metric))

    assert not has_button(page, "data-save-button")
    assert "No row of it can be used, so there is nothing to store." in texts(page)


def test_files_are_private_and_go() -> None:
    room = Parking(kept=0.05)
    mine = room.open("../../etc/passwd", ADA)
    mine.path.write_text("secret")
    other = Visitor("Eve", Role.ADMINISTRATOR, way=Way.PASSWORD, account_id=2)
    mode = mine.path.parent.stat().st_mode & 0o777
    named = mine.path.name

    assert (mode, named, room.find(mine.token, other)) == (0o700, "passwd", None)
    end = time.monotonic() + 20
    while mine.path.exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    many = Parking()
    tokens = [many.open("a.csv", ADA).token for _ in range(5)]
    folders = list(many.open("b.csv", ADA).path.parents[1].iterdir())
    many.clear()
    assert (len(tokens), len(folders)) == (5, 3)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("a/b\\c.csv", "c.csv"),
        ("", "file"),
        (".csv", "csv"),
        ("x" * 300 + ".xlsx", "x" * 155 + ".xlsx"),
        ("оценки\n2026.csv", "оценки2026.csv"),
    ],
)
def test_a_name_is_one_that_any_file_system_bears(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_mapping_is_kept_by_its_header(database: str) -> None:
    engine = open_engine(database)
    with reading(engine) as session:
        assert kept_mapping(session, ["Ticket", "Score"]) is None
    engine.dispose()
