"""One table in every format, written and read back: types, zones, and words that are only words."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pyarrow.parquet as pq
import pytest

from gamify.errors import UnwritableFile
from gamify.tables import workbook
from gamify.tables.column import Column, Kind, Row
from gamify.tables.files import FileExists, whole_file, write_sheet
from gamify.tables.sheet import Format, Sheet, TooManyRows

BERLIN = ZoneInfo("Europe/Berlin")
COLUMNS = (
    Column("name", Kind.TEXT, "who"),
    Column("plain", Kind.AVERAGE, "average"),
    Column("ratings", Kind.WHOLE, "how many"),
    Column("met", Kind.FLAG, "whether"),
    Column("day", Kind.DAY, "when"),
    Column("at", Kind.INSTANT, "when exactly"),
)
NEW_YEAR = datetime(2025, 12, 31, 23, 30, tzinfo=UTC)
HOSTILE = (
    "=1+1",
    "+7 900",
    "-5",
    "@SUM(A1)",
    "\t=2",
    '=HYPERLINK("http://evil","x")',
    "http://evil/",
    "<b>)))",
    "[x](y) $z$ :red[…] 🏆 Ёж",
    '"a",b\r\nc',
    "007",
    "TRUE",
    "1/2",
)


def golden() -> list[Row]:
    """429/86 is 4.988…: shown as 4.98, never as 4.99 (golden case G2)."""
    return [
        ("Ann", Fraction(429, 86), 86, True, date(2025, 12, 31), NEW_YEAR),
        ("Bob", None, 0, None, None, None),
    ]


def written(format_: Format, rows: Any) -> bytes:
    file = io.BytesIO()
    sheet = Sheet("golden", COLUMNS, rows, BERLIN, about=[("Season", "2025-Q4")], meanings=["who"])
    write_sheet(sheet, format_, file)
    return file.getvalue()


def read_csv(told: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(told.decode("utf-8-sig"), newline="")))


def names_in(format_: Format, told: bytes) -> list[str]:
    match format_:
        case Format.CSV:
            return [row[0] for row in read_csv(told)[1:]]
        case Format.XLSX:
            page = openpyxl.load_workbook(io.BytesIO(told))["golden"]
            cells = [row[0] for row in page.iter_rows(min_row=2)]
            assert {cell.data_type for cell in cells} == {"s"}
            assert not any(cell.hyperlink for cell in cells)
            return [str(cell.value) for cell in cells]
        case Format.PARQUET:
            return list(pq.read_table(io.BytesIO(told))["name"].to_pylist())
        case Format.JSON:
            return [row["name"] for row in json.loads(told)["rows"]]


def test_csv_opens_in_a_spreadsheet_with_exact_figures_and_the_zones_offset() -> None:
    told = written(Format.CSV, golden())

    assert told.startswith(b"\xef\xbb\xbfname,")
    assert read_csv(told) == [
        ["name", "plain", "plain_numerator", "plain_denominator", "ratings", "met", "day", "at"],
        ["Ann", "4.98", "429", "86", "86", "true", "2025-12-31", "2026-01-01T00:30:00+01:00"],
        ["Bob", "", "", "", "0", "", "", ""],
    ]


def test_json_has_numbers_that_are_cut_and_a_head_that_explains_them() -> None:
    told = json.loads(written(Format.JSON, golden()), parse_float=Decimal)

    assert told["about"] == {"Season": "2025-Q4"}
    assert told["columns"][1] == {"name": "plain", "type": "decimal"}
    assert told["rows"][0] == {
        "name": "Ann",
        "plain": Decimal("4.98"),
        "plain_numerator": 429,
        "plain_denominator": 86,
        "ratings": 86,
        "met": True,
        "day": "2025-12-31",
        "at": "2026-01-01T00:30:00+01:00",
    }


def test_parquet_keeps_every_type_and_the_zone() -> None:
    table = pq.read_table(io.BytesIO(written(Format.PARQUET, golden())))

    assert [str(field.type) for field in table.schema] == [
        "string",
        "decimal128(20, 2)",
        "int64",
        "int64",
        "int64",
        "bool",
        "date32[day]",
        "timestamp[us, tz=Europe/Berlin]",
    ]
    ann = table.to_pylist()[0]
    assert (ann["plain"], ann["day"], ann["at"]) == (
        Decimal("4.98"),
        date(2025, 12, 31),
        NEW_YEAR.astimezone(timezone(timedelta(hours=1))),
    )


def test_a_workbook_has_dates_numbers_and_a_sheet_that_explains_them() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(Format.XLSX, golden())))

    ann = [cell.value for cell in book["golden"][2]]
    assert ann == [
        "Ann",
        4.98,
        429,
        86,
        86,
        True,
        datetime(2025, 12, 31),  # noqa: DTZ001 — a spreadsheet knows no zones
        datetime(2026, 1, 1, 0, 30),  # noqa: DTZ001 — the same
    ]
    assert [cell.value for cell in book["about"][1]] == ["Season", "2025-Q4"]


@pytest.mark.parametrize("format_", Format)
def test_words_that_look_like_formulas_stay_words(format_: Format) -> None:
    rows = [(name, None, None, None, None, None) for name in HOSTILE]

    found = names_in(format_, written(format_, rows))

    marked = {name: f"'{name}" for name in HOSTILE[:6]} if format_ is Format.CSV else {}
    expected = [marked.get(name, name) for name in HOSTILE]
    if format_ is Format.XLSX:
        # A workbook's reader takes any line end for one.
        found = [name.replace("_x000D_\n", "\n") for name in found]
        expected = [name.replace("\r\n", "\n") for name in expected]
    assert found == expected


@pytest.mark.parametrize("format_", Format)
def test_an_empty_table_still_names_its_columns(format_: Format) -> None:
    assert b"plain_numerator" in written(format_, []) or format_ is Format.XLSX
    assert names_in(format_, written(format_, [golden()[1]])) == ["Bob"]


def test_a_workbook_that_is_full_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_ROWS", 1)

    with pytest.raises(TooManyRows, match="golden has more than 1 rows"):
        written(Format.XLSX, golden())


def test_what_goes_wrong_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "teams.csv"
    path.write_text("old", encoding="utf-8")

    def broken() -> Iterator[Row]:
        yield golden()[0]
        raise ValueError("the database is away")

    with pytest.raises(ValueError, match="away"), whole_file(path, force=True) as file:
        write_sheet(Sheet("golden", COLUMNS, broken(), BERLIN), Format.CSV, file)
    with pytest.raises(FileExists, match="--force"), whole_file(path, force=False):
        pass
    nowhere = tmp_path / "no" / "teams.csv"
    with pytest.raises(UnwritableFile, match="--output"), whole_file(nowhere, force=False):
        pass

    assert {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()} == {
        "teams.csv": "old"
    }
