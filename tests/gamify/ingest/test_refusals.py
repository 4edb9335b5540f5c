"""What can't be read, or read in two ways, is refused with one sentence."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from gamify.errors import (
    EmptyFile,
    ForbiddenFile,
    ForeignFile,
    MissingFile,
    SettingRefused,
    TooLargeFile,
    UnclearColumns,
    UnclearDates,
    UnclearScale,
    UnclearSheet,
    UnreadableFile,
)
from gamify.ingest.options import ReadOptions
from gamify.ingest.ratings_file import open_ratings
from gamify.language import describe

HEADER = "ticket,agent,rated at,score\n"
GOOD = HEADER + "1,Ann,2026-01-02,5\n"


def _refusal(path: Path, **options: object) -> tuple[type[UnreadableFile], str]:
    with pytest.raises(UnreadableFile) as caught:
        list(open_ratings(path, options=ReadOptions(**options)).chunks())  # type: ignore[arg-type]
    sentence = describe(caught.value, "en")
    assert "\n" not in sentence
    assert "{" not in sentence
    return type(caught.value), sentence


def _parquet() -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table({"agent": ["A"], "rated at": ["2026-01-02"], "score": [5]}), sink)
    return sink.getvalue()


def _zip(name: str) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(name, "content " * 100)
    return sink.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
FOREIGN = {
    "encrypted.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "it is encrypted"),
    "old.xls": (OLE, "workbook of the old kind"),
    "report.csv": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 stuff", "a PDF document"),
    "screen.csv": (b"\x89PNG\r\n\x1a\n" + bytes(99), "a picture"),
    "noise.csv": (bytes(range(256)) * 64, "binary data"),
    "half.xlsx": (_zip("xl/workbook.xml")[:200], "it breaks off"),
    "broken.xlsx": (_zip("xl/workbook.xml"), "it breaks off"),
    "other.zip": (_zip("readme.txt"), "an archive"),
    "half.parquet": (_parquet()[:-20], "it breaks off"),
    "half.json": (b'[{"agent": "Ann", "rated at": "2026-01-02",\n "sco', "it breaks off in line 2"),
    "bad.json": (b'[{"agent": "Ann"} {"agent": "Ben"}]', "line 1 isn't JSON"),
    "list.json": (b"[1, 2, 3]", "it isn't a list of objects"),
    "two.json": (b'{"a": [{"x": 1}], "b": [{"x": 1}]}', "it isn't a list of objects"),
    "half.jsonl": (b'{"score": 5}\n{"score": 5}\n{"sco', "it breaks off in line 3"),
    "cut.csv": ((GOOD + '2,Ann,2026-01-02,5\n3,"An').encode(), "mark of line 4 is never closed"),
    "half.csv": ("\ufeff".encode("utf-16-le") + GOOD.encode("utf-16-le")[:-1], "it breaks off"),
    "latin.csv": ((HEADER + "1,André,2026-01-02,5\n").encode("cp1252"), "--encoding cp1252"),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_or_broken_file_is_named_for_what_it_is(tmp_path: Path, name: str) -> None:
    content, expected = FOREIGN[name]
    (tmp_path / name).write_bytes(content)

    kind, sentence = _refusal(tmp_path / name)

    assert issubclass(kind, ForeignFile)
    assert sentence.startswith(f"{name} can't be read: ")
    assert expected in sentence


@pytest.mark.parametrize(
    "content",
    [b"", b"\n\n", b"\xef\xbb\xbf", HEADER.encode(), HEADER.encode() + b",,,\n\n", b"[]", b"{}"],
)
def test_a_file_without_rows_is_empty(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ratings.txt"
    path.write_bytes(content)

    assert _refusal(path)[0] is EmptyFile


def test_a_cell_of_many_lines_among_the_columns_is_told_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text('ticket,agent,rated at,"mood\n' + "x\ty\n" * 99 + '"\n1,Ann,2026-01-02,5\n')

    kind, sentence = _refusal(path)

    assert kind is UnclearColumns
    assert sentence.isprintable()
    assert len(sentence) < 300


def test_a_missing_file_and_a_folder_are_no_files(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.csv")[0] is MissingFile
    assert _refusal(tmp_path)[0] is MissingFile
    assert _refusal(tmp_path / ("x" * 5000))[0] is MissingFile


def test_a_file_above_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(2 << 30)

    kind, sentence = _refusal(path)

    assert kind is TooLargeFile
    assert sentence.startswith("big.csv is 2,048 MB; the limit is 1,024 MB.")


def test_a_file_that_may_not_be_read_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret.csv"
    path.write_text(GOOD)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)

    assert _refusal(path)[0] is ForbiddenFile


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("ticket,agent,rated at,score,rating",
         'both “score” and “rating” could be the score. Say which one with --map score="score".'),
        ("ticket,agent,rated at,score,score",
         'columns 4 and 5 are both called “score”. Say which one with --map score="#4".'),
        ("ticket,agent,rated at,mood,note 2",
         "no column looks like the score; there are “ticket”, “agent”, “rated at”, “mood”, “note"),
        ("ticket,agent,when,score,x", "no column looks like the time of the rating"),
        ("ticket,who,rated at,score,x", "no column looks like the engineer"),
    ],
)  # fmt: skip
def test_unclear_columns_name_what_to_write(tmp_path: Path, header: str, expected: str) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(header + "\n1,Ann,2026-01-02,5,4\n")

    kind, sentence = _refusal(path)

    assert kind is UnclearColumns
    assert sentence.startswith("ratings.csv, line 1: ")
    assert expected in sentence


@pytest.mark.parametrize("days", [["03/04/2026", "05/06/2026"], ["13/04/2026", "04/13/2026"]])
def test_dates_that_can_be_read_both_ways_are_a_question(tmp_path: Path, days: list[str]) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(HEADER + "".join(f"1,Ann,{day},5\n" for day in days))

    kind, sentence = _refusal(path)

    assert kind is UnclearDates
    assert f"“rated at” ({days[0]})" in sentence


def test_scores_of_another_scale_are_refused_with_the_first_of_them(tmp_path: Path) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(HEADER + "1,A,2026-01-02,5\n2,A,2026-01-02,10\n3,A,2026-01-02,9\n")

    kind, sentence = _refusal(path)

    assert kind is UnclearScale
    assert sentence.startswith("ratings.csv, line 3: “10” in “score” is not a number of stars")


def test_two_sheets_that_fit_and_a_sheet_that_is_not_there_are_questions(
    write_workbook: Callable[[object], Path],
) -> None:
    rows = [line.split(",") for line in GOOD.splitlines()]
    path = write_workbook({"May": rows, "June": rows})

    kind, sentence = _refusal(path)

    assert kind is UnclearSheet
    assert sentence.startswith("ratings.xlsx: the sheets “May” and “June” fit equally.")
    assert sentence.endswith("Say which with --sheet: “May”, “June”.")
    assert _refusal(path, sheet="July")[0] is UnclearSheet
    assert (
        open_ratings(path, options=ReadOptions(sheet="June")).understanding.layout.sheet == "June"
    )


@pytest.mark.parametrize("options", [{"encoding": "klingon"}, {"separator": "::"}])
def test_an_option_that_makes_no_sense_is_refused(tmp_path: Path, options: dict[str, str]) -> None:
    path = tmp_path / "ratings.csv"
    path.write_text(GOOD)

    with pytest.raises(SettingRefused):
        open_ratings(path, options=ReadOptions(**options))  # type: ignore[arg-type]


def test_deeply_nested_json_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text("[" * 100_000)

    assert _refusal(path)[0] is ForeignFile


def test_half_of_a_surrogate_pair_in_json_is_replaced(tmp_path: Path) -> None:
    row = {"agent": "Ann", "rated at": "2026-01-02", "score": 5, "comment": "\ud83d"}
    path = tmp_path / "r.json"
    path.write_text(json.dumps([row]))

    (chunk,) = open_ratings(path).chunks()

    assert chunk.comment == ["\ufffd"]
