"""Whole columns and blocks at once give what one value and one row after the other give."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gamify.ingest import encodings
from gamify.ingest.instant_columns import BAD, NONE, parse_column
from gamify.ingest.instants import Clock, parse_instant
from gamify.ingest.options import DateOrder, ReadOptions
from gamify.ingest.ratings_file import open_ratings
from gamify.ingest.records import split_records

_TEXTS = st.text(alphabet='ab 5,;"\r\n\tжё😀', max_size=12)
_DIGITS = st.integers(0, 99)


@st.composite
def _dates(draw: st.DrawFn) -> str:
    one, two, year = draw(_DIGITS), draw(_DIGITS), draw(st.sampled_from([2023, 2024, 1899, 26]))
    wide = draw(st.sampled_from(["02d", "d"]))
    mark = draw(st.sampled_from("-/."))
    day = draw(
        st.sampled_from(
            [
                f"{year}{mark}{one:{wide}}{mark}{two:{wide}}",
                f"{one:{wide}}{mark}{two:02d}{mark}{year}",
            ]
        )
    )
    hour, minute = draw(st.integers(0, 26)), draw(st.integers(0, 61))
    time = draw(st.sampled_from(["", f" {hour}:{minute:02d}", f"T{hour:02d}:{minute:02d}:07.5"]))
    zone = draw(st.sampled_from(["", "Z", "+03:00", " -0530", " PM", " UTC"])) if time else ""
    return day + time + zone


_INSTANTS = st.one_of(
    _dates(), st.sampled_from(["", "x", "1671028894", "44927.5", "20230102", "2023-02-29"])
)


@settings(max_examples=150, deadline=None)
@given(
    few=st.lists(_INSTANTS, min_size=1, max_size=6),
    order=st.sampled_from([None, *DateOrder]),
    zone=st.sampled_from(["UTC", "Europe/Berlin", "Australia/Lord_Howe"]),
)
def test_a_column_of_dates_is_what_each_of_them_is(
    few: list[str], order: DateOrder | None, zone: str
) -> None:
    clock = Clock(order, ZoneInfo(zone))
    texts = few * 20

    instants = parse_column(pa.array(texts, pa.string()), clock).tolist()

    one_by_one = [
        NONE if not text else BAD if (at := parse_instant(text, clock)) is None else at
        for text in texts
    ]
    assert instants == one_by_one


@settings(max_examples=200, deadline=None)
@given(rows=st.lists(st.lists(_TEXTS, min_size=2, max_size=4), min_size=1, max_size=8))
def test_records_are_cut_as_the_csv_module_cuts_them(rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    content = text.getvalue().encode()

    records = list(split_records(content, ","))

    assert [[cell.decode() for cell in record.cells] for record in records] == rows
    assert [content[record.start : record.end] for record in records] == _pieces(rows)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    comments=st.lists(_TEXTS, min_size=1, max_size=12),
    block=st.sampled_from([16, 64, 4096]),
    stray=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_a_file_gives_the_rows_of_the_csv_module_whatever_the_blocks(
    tmp_path: Path, comments: list[str], block: int, stray: bool, end: str
) -> None:
    rows = [[str(n), "Ann", "2026-01-02", "5", text] for n, text in enumerate(comments)]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["ticket", "agent", "rated at", "score", "comment"], *rows])
    extra = f'77,Ann,2026-01-02,5,5" disk{end}' if stray else ""
    content = text.getvalue() + extra + f"88,Ann,2026-01-02,5,last{end}"
    path = tmp_path / "ratings.csv"
    path.write_bytes(content.encode())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encodings, "BLOCK", block)
        chunks = list(open_ratings(path, options=ReadOptions(separator=",")).chunks())

    expected = [*comments, *(['5" disk'] if stray else []), "last"]
    assert [text or "" for chunk in chunks for text in chunk.comment] == expected
    assert [line for chunk in chunks for line in chunk.line] == _lines(content, expected)
    assert [chunk.rejected for chunk in chunks] == [[]] * len(chunks)


def _pieces(rows: list[list[str]]) -> list[bytes]:
    pieces = []
    for row in rows:
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\r\n").writerow(row)
        pieces.append(text.getvalue().encode())
    return pieces


def _lines(content: str, comments: list[str]) -> list[int]:
    """A line ends with LF; those inside comments count, too."""
    lines = [2]
    for comment in comments[:-1]:
        lines.append(lines[-1] + 1 + comment.count("\n"))
    assert lines[-1] == content.rstrip("\r\n").count("\n") + 1
    return lines
