"""CSV as spreadsheets open it by a double click, and no cell of which they run."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from gamify.spreadsheet import text_cell
from gamify.tables.column import spreader, wires
from gamify.tables.sheet import Sheet


def write_csv(sheet: Sheet, target: BinaryIO) -> None:
    """Commas, and a byte order mark: without one Excel reads Cyrillic as something else.

    Instants are ISO 8601 with the offset of the organisation's zone. Texts that a spreadsheet
    would run get an apostrophe before them, everything else is as it is.
    """
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([name for name, _ in wires(sheet.columns)])
    spread, zone = spreader(sheet.columns), sheet.zone
    for row in sheet.rows:
        writer.writerow([_cell(value, zone) for value in spread(row)])
    text.flush()
    text.detach()


def _cell(value: object, zone: ZoneInfo) -> object:
    if isinstance(value, str):
        return text_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value
