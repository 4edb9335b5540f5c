"""XLSX: the sheet whose header fits, its cells as texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError

from gamify.errors import EmptyFile, ForeignFile, UnclearSheet
from gamify.ingest.cells import cell_text
from gamify.ingest.header import HeaderRow, find_header
from gamify.ingest.options import ReadOptions
from gamify.ingest.table import Batch, Layout, Row, batch_of_rows, in_batches
from gamify.language import say

_PREVIEW_ROWS = 60


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet of a workbook from the row after its header on."""

    path: Path
    layout: Layout
    sheet: CalamineSheet

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        size = self.path.stat().st_size
        rows = max(1, self.sheet.total_height)
        first = self.layout.header_line or 0
        width = len(self.layout.header)
        for some in in_batches(islice(_rows(self.sheet), first, None)):
            padded = [
                replace(row, cells=row.cells + [""] * (width - len(row.cells))) for row in some
            ]
            read = min(size, size * some[-1].line // rows)
            yield batch_of_rows(padded, width=width, wanted=wanted, bytes_read=read)


def open_workbook(path: Path, options: ReadOptions) -> SheetTable:
    """Raises UnclearSheet where two sheets fit equally or the one asked for isn't there."""
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = {name: book.get_sheet_by_name(name) for name in _asked(path, book, options)}
    except PasswordError as error:
        problem = say("it is encrypted; save it without a password")
        raise ForeignFile(file=path.name, problem=problem) from error
    except (CalamineError, OSError) as error:
        problem = say("it breaks off: only a part of it is there")
        raise ForeignFile(file=path.name, problem=problem) from error
    headers = {name: _header(sheet, options) for name, sheet in sheets.items()}
    name, header = _fitting(path, {name: found for name, found in headers.items() if found})
    layout = Layout(
        format="XLSX",
        header=header.cells,
        header_line=header.place + 1,
        sheet=name,
        sheets=tuple(book.sheet_names),
    )
    return SheetTable(path, layout, sheets[name])


def _asked(path: Path, book: CalamineWorkbook, options: ReadOptions) -> list[str]:
    names: list[str] = book.sheet_names
    if options.sheet is None:
        return names
    if options.sheet not in names:
        problem = say("there is no sheet “{sheet}”", sheet=options.sheet)
        raise UnclearSheet(file=path.name, problem=problem, sheets=_listed(names), names=names)
    return [options.sheet]


def _header(sheet: CalamineSheet, options: ReadOptions) -> HeaderRow | None:
    return find_header([row.cells for row in islice(_rows(sheet), _PREVIEW_ROWS)], options)


def _fitting(path: Path, headers: dict[str, HeaderRow]) -> tuple[str, HeaderRow]:
    if not headers:
        raise EmptyFile(file=path.name)
    most = max(header.fitting for header in headers.values())
    best = [name for name, header in headers.items() if header.fitting == most]
    if len(best) > 1:
        problem = say("the sheets “{one}” and “{two}” fit equally", one=best[0], two=best[1])
        names = list(headers)
        raise UnclearSheet(file=path.name, problem=problem, sheets=_listed(names), names=names)
    return best[0], headers[best[0]]


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    """Rows with their number in the sheet; the leading ones without cells are there too."""
    for place, row in enumerate(sheet.iter_rows()):
        yield Row(place + 1, [cell_text(value) for value in row])


def _listed(names: list[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
