"""A table that is ready to go out, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from gamify.errors import N_, CrownboardError
from gamify.tables.column import Column, Row


class Format(StrEnum):
    """What a table is written as; the value is how the name of the file ends."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSON = "json"


MEDIA_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PARQUET: "application/vnd.apache.parquet",
    Format.JSON: "application/json",
}


class TooManyRows(CrownboardError):
    """A table of more rows than a workbook can hold. Raised with `table` and `limit`."""

    sentence = N_(
        "The table {table} has more than {limit} rows, which no workbook can hold. Take csv or "
        "parquet, or a shorter season."
    )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with its rows, read one after the other. `zone` is that of its instants.

    `about` are lines of a heading and a text, like ("Season", "2026-Q4"): they stand in the second
    sheet of a workbook and before the rows of JSON. `meanings` explain the columns, in their order.
    """

    name: str
    columns: Sequence[Column]
    rows: Iterable[Row]
    zone: ZoneInfo
    about: Sequence[tuple[str, str]] = ()
    meanings: Sequence[str] = ()
    headings: tuple[str, str] = ("Column", "Meaning")
