"""Ratings files made on the spot, in every format."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from gamify.ingest.options import ReadOptions
from gamify.ingest.ratings_file import open_ratings
from gamify.ingest.rows import CleanChunk

Read = Callable[..., CleanChunk]
Sheets = dict[str, list[list[str | float | None]]]

REAL_FILES = Path(__file__).parents[3] / ".." / "shared" / "data"


@pytest.fixture
def real_file() -> Callable[[str], Path]:
    """The path of a real ratings file; the test is skipped where there is none."""

    def find(name: str) -> Path:
        path = REAL_FILES / name
        if not path.exists():
            pytest.skip(f"../shared/data/{name} isn't here")
        return path

    return find


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write content to a file and read its single chunk; keyword arguments are ReadOptions."""

    def write_and_read(
        content: str | bytes, name: str = "ratings.csv", **options: object
    ) -> CleanChunk:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        opened = open_ratings(path, options=ReadOptions(**options))  # type: ignore[arg-type]
        (chunk,) = opened.chunks()
        return chunk

    return write_and_read


@pytest.fixture
def write_workbook(tmp_path: Path) -> Callable[[Sheets], Path]:
    """Write an XLSX file; strings become text cells, numbers number cells."""

    def write(sheets: Sheets) -> Path:
        path = tmp_path / "ratings.xlsx"
        with zipfile.ZipFile(path, "w") as book:
            book.writestr("[Content_Types].xml", _content_types(len(sheets)))
            book.writestr("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")]))
            book.writestr("xl/workbook.xml", _workbook(sheets))
            targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
            book.writestr("xl/_rels/workbook.xml.rels", _relations(targets))
            for number, rows in enumerate(sheets.values(), 1):
                book.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(rows))
        return path

    return write


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _content_types(sheets: int) -> str:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = [f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>']
    parts += [
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in range(1, sheets + 1)
    ]
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="{rels}"/>'
        f"{''.join(parts)}</Types>"
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    parts = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{parts}</Relationships>'


def _workbook(sheets: Iterable[str]) -> str:
    parts = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{parts}</sheets></workbook>'


def _sheet(rows: list[list[str | float | None]]) -> str:
    parts = []
    for number, row in enumerate(rows, 1):
        cells = "".join(
            _cell(f"{chr(65 + place)}{number}", value) for place, value in enumerate(row)
        )
        parts.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(parts)}</sheetData></worksheet>'


def _cell(reference: str, value: str | float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        text = escape(value)
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'
