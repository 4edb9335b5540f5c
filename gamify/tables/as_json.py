"""JSON: one document whose rows stand one to a line, written without holding all of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO
from zoneinfo import ZoneInfo

from gamify.tables.column import spreader, wires
from gamify.tables.sheet import Sheet


def write_json(sheet: Sheet, target: BinaryIO) -> None:
    """An object with `table`, what is said about it, `columns` and `rows`; UTF-8.

    Averages are numbers of two decimals with their numerators and denominators beside them,
    instants are ISO 8601 with the offset of the organisation's zone.
    """
    columns = wires(sheet.columns)
    head = {
        "table": sheet.name,
        "about": dict(sheet.about),
        "columns": [{"name": name, "type": wire.value} for name, wire in columns],
    }
    target.write(_text(head)[:-1].encode() + b', "rows": [')
    names = [json.dumps(name) for name, _ in columns]
    spread, comma = spreader(sheet.columns), b"\n"
    for row in sheet.rows:
        cells = zip(names, spread(row), strict=True)
        told = ", ".join(f"{name}: {_value(value, sheet.zone)}" for name, value in cells)
        target.write(comma + f"{{{told}}}".encode())
        comma = b",\n"
    target.write(b"\n]}\n")


def _value(value: object, zone: ZoneInfo) -> str:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return _text(value.astimezone(zone).isoformat())
    if isinstance(value, date):
        return _text(value.isoformat())
    return _text(value)


def _text(value: object | Iterable[object]) -> str:
    # A lone surrogate is no text in UTF-8, so it stays escaped.
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isascii() or _is_clean(text) else json.dumps(value)


def _is_clean(text: str) -> bool:
    return not any("\ud800" <= char <= "\udfff" for char in text)
