"""XLSX: typed cells, and texts that are texts whatever they begin with.

XlsxWriter, because it writes a row and forgets it, so a large table needs little memory.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

import xlsxwriter
from xlsxwriter.format import Format as Style
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gamify.tables.column import Row, Wire, spreader, wires
from gamify.tables.sheet import Sheet, TooManyRows

#: Rows of a workbook's sheet without the header, and characters of a cell.
MOST_ROWS, MOST_CHARACTERS = 1_048_575, 32_767
#: Whole numbers above this lose digits in a cell, so they are texts there.
MOST_EXACT = 10**15
#: Days before this are no dates to a spreadsheet.
_FIRST_YEAR = 1900
_WIDTHS = {Wire.TEXT: 24, Wire.INSTANT: 18, Wire.DAY: 12}
#: Nothing that was written as a text becomes a formula, a link or a number.
_PLAIN = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_STYLES = {
    Wire.DECIMAL: {"num_format": "0.00"},
    Wire.DAY: {"num_format": "yyyy-mm-dd"},
    Wire.INSTANT: {"num_format": "yyyy-mm-dd hh:mm:ss"},
}


def write_workbook(sheet: Sheet, target: BinaryIO) -> None:
    """The rows in the first sheet, what they mean in the second.

    A spreadsheet knows no zones: instants are in the organisation's, which the second sheet names.
    Texts are cut after 32,767 characters. Raises TooManyRows.
    """
    book: Workbook = xlsxwriter.Workbook(target, _PLAIN)
    try:
        _write_rows(book, sheet)
        _write_about(book, sheet)
    finally:
        book.close()


def _write_rows(book: Workbook, sheet: Sheet) -> None:
    columns = wires(sheet.columns)
    page: Worksheet = book.add_worksheet(sheet.name[:31])
    page.freeze_panes(1, 0)
    head: Style = book.add_format({"bold": True, "bottom": 1})
    for at, (name, wire) in enumerate(columns):
        page.set_column(at, at, max(_WIDTHS.get(wire, 9), len(name) + 2))
        page.write_string(0, at, name, head)
    styles = [book.add_format(_STYLES.get(wire, {})) for _, wire in columns]
    spread, last = spreader(sheet.columns), 0
    for last, row in enumerate(sheet.rows, start=1):
        if last > MOST_ROWS:
            raise TooManyRows(table=sheet.name, limit=f"{MOST_ROWS:,}")
        _write_row(page, last, spread(row), styles, sheet)
    page.autofilter(0, 0, last, len(columns) - 1)


def _write_row(page: Worksheet, at: int, row: Row, styles: list[Style], sheet: Sheet) -> None:
    for column, value in enumerate(row):
        if value is not None:
            _write_cell(page, (at, column), value, styles[column], sheet.zone)


def _write_cell(
    page: Worksheet, place: tuple[int, int], value: Any, style: Style, zone: ZoneInfo
) -> None:
    row, column = place
    if isinstance(value, bool):
        page.write_boolean(row, column, value)
    elif isinstance(value, datetime):
        page.write_datetime(
            row, column, value.astimezone(zone).replace(tzinfo=None, microsecond=0), style
        )
    elif isinstance(value, date) and value.year >= _FIRST_YEAR:
        page.write_datetime(row, column, value, style)
    elif isinstance(value, Decimal) or (isinstance(value, int) and abs(value) < MOST_EXACT):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, str(value)[:MOST_CHARACTERS])


def _write_about(book: Workbook, sheet: Sheet) -> None:
    page: Worksheet = book.add_worksheet("about")
    bold: Style = book.add_format({"bold": True})
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 90)
    named = zip((column.name for column in sheet.columns), sheet.meanings, strict=False)
    lines = chain(sheet.about, [("", ""), sheet.headings], named)
    for at, (heading, text) in enumerate(lines):
        page.write_string(at, 0, heading, bold)
        page.write_string(at, 1, text[:MOST_CHARACTERS])
