"""What a ticket says besides: read where it can be, unknown where not, never a reason to reject."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.ingest.circumstances import subject_key
from gamify.ingest.fields import CIRCUMSTANCES, Field
from gamify.ingest.ratings_file import open_ratings
from gamify.ingest.rows import Circumstances, CleanChunk

Read = Callable[..., CleanChunk]


def test_a_file_without_such_columns_leaves_everything_unknown(read: Read) -> None:
    chunk = _read(read, "Note", ["5", "x"])

    assert chunk.circumstances == Circumstances.unknown(2)
    assert [str(field) for field in CIRCUMSTANCES] == [
        "subject" if name == "subject_key" else name for name in Circumstances._fields
    ]


@pytest.mark.parametrize("header", ["Reopens", "Reopened", "Количество переоткрытий"])
def test_reopening_is_a_count_or_yes_or_no(read: Read, header: str) -> None:
    chunk = _read(read, header, ["0", "2", "3.0", "yes", "Нет", "", "soon", "-1", "1000"])

    assert chunk.circumstances.reopens == [0, 2, 3, 1, 0, None, None, None, None]
    assert chunk.rejected == []


@pytest.mark.parametrize("header", ["Reassignments", "Transferred", "Переназначено"])
def test_handing_on_is_a_count_or_yes_or_no(read: Read, header: str) -> None:
    chunk = _read(read, header, ["TRUE", "false", "4", "да", "n/a"])

    assert chunk.circumstances.transfers == [1, 0, 4, 1, None]


def test_a_survey_was_sent_or_not_in_words(read: Read) -> None:
    chunk = _read(read, "Survey sent", ["Yes", "no", "", "0", "2", "maybe"])

    assert chunk.circumstances.surveyed == [True, False, None, False, True, None]


def test_a_survey_was_sent_where_a_date_says_when(read: Read) -> None:
    chunk = _read(read, "Дата отправки опроса", ["2026-01-02 10:00", "", "05.01.2026", "?"])

    assert chunk.circumstances.surveyed == [True, False, True, None]


def test_the_first_response_is_an_instant(read: Read) -> None:
    chunk = _read(
        read, "First reply at", ["2026-01-02 10:00", "2026-01-03 10:00", "2026-02-31 10:00", ""]
    )

    ten = int(datetime(2026, 1, 2, 10, tzinfo=UTC).timestamp()) * 1_000_000
    day = 86_400 * 1_000_000
    assert chunk.circumstances.first_response_at == [ten, ten + day, None, None]
    assert chunk.rejected == []


def test_a_duration_isnt_taken_for_the_first_response(read: Read) -> None:
    chunk = _read(read, "First response time", ["00:12:07", "3 h"])

    assert chunk.circumstances == Circumstances.unknown(2)


def test_two_columns_that_fit_equally_are_left_alone_and_refuse_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(
        "Ticket,Agent,Rated at,Score,Subject,Ticket subject\n1,Ann,2026-01-02,5,a,b\n",
        encoding="utf-8",
    )

    opened = open_ratings(path)

    assert opened.understanding.ignored == ("Subject", "Ticket subject")
    assert [chunk.circumstances for chunk in opened.chunks()] == [Circumstances.unknown(1)]


def test_the_topic_stays_the_category_beside_a_subject(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(
        "Заявка,Инженер,Дата оценки,Оценка,Тема,Тема письма\n1,Анна,2026-01-02,5,VPN,Не работает\n",
        encoding="utf-8",
    )

    columns = open_ratings(path).understanding.columns

    assert columns[Field.CATEGORY] == ("Тема",)
    assert columns[Field.SUBJECT] == ("Тема письма",)


def test_rejected_rows_take_their_circumstances_along(read: Read) -> None:
    chunk = read(
        "Ticket,Agent,Rated at,Score,Reopens,Subject\n"
        "1,Ann,2026-01-02,5,1,a\n2,Ann,2026-01-02,7,2,b\n3,Ann,2026-01-02,4,3,c\n"
    )

    assert (chunk.ticket, chunk.circumstances.reopens) == (["1", "3"], [1, 3])
    assert chunk.circumstances.subject_key == [subject_key("a"), subject_key("c")]


@pytest.mark.parametrize(
    "same",
    ["OFFLINE: printer on floor 3 is!", "is on 3  floor_offline Printer"],
)
def test_subjects_of_the_same_words_have_one_key(same: str) -> None:
    assert subject_key(same) == subject_key("printer on floor 3 is offline") == "5b37522de2b01621"


def test_other_words_have_another_key_and_none_have_none() -> None:
    keys = [subject_key(text) for text in ("VPN down", "VPN", "принтер", "ПРИНТЕР?")]

    assert len(set(keys)) == 3
    assert subject_key(" … ?! ") is None


@given(st.text())
def test_a_key_holds_nothing_of_the_subject(subject: str) -> None:
    key = subject_key(subject)

    assert key is None or (len(key) == 16 and set(key) <= set("0123456789abcdef"))


def _read(read: Read, header: str, values: list[str]) -> CleanChunk:
    rows = [f"{n},Ann,2026-01-05,5,{value}" for n, value in enumerate(values)]
    return read("\n".join([f"Ticket,Agent,Rated at,Score,{header}", *rows]) + "\n")
