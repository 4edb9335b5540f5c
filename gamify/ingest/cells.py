"""Typed cells of workbooks, JSON and Parquet as the texts that a CSV file would have."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

_NOT_STORABLE = re.compile("[\0\ud800-\udfff]")


def cell_text(value: object) -> str:
    """3.0 is "3", true is "true", an instant is ISO 8601; several values stand in lines.

    What no database stores in a text (U+0000, halves of surrogate pairs) becomes U+FFFD.
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return _NOT_STORABLE.sub("\ufffd", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (float, Decimal)):
        return _number_text(value)
    if isinstance(value, (list, tuple)):
        return "\n".join(map(cell_text, value))
    return value.isoformat() if isinstance(value, (datetime, date, time)) else str(value)


def _number_text(value: float | Decimal) -> str:
    number = Decimal(value)
    if number.is_nan():
        return ""
    if number.is_finite() and abs(number) < 10**15 and number == int(number):
        return str(int(number))
    return str(value)
