"""Parquet: every column with its type, written group by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from gamify.tables.column import DECIMALS, Row, Wire, spreader, wires
from gamify.tables.sheet import Sheet

#: Rows of a group: enough to be packed well, few enough to be held.
GROUP = 50_000
#: Digits of an average before and after the point.
_DIGITS = 20
_MOST_WHOLE = 2**63


def write_parquet(sheet: Sheet, target: BinaryIO) -> None:
    """Averages are decimals with two places beside two 64-bit integers, instants have their zone.

    A numerator or denominator beyond 64 bits is left empty.
    """
    columns = wires(sheet.columns)
    types = {
        Wire.TEXT: pa.string(),
        Wire.WHOLE: pa.int64(),
        Wire.DECIMAL: pa.decimal128(_DIGITS, DECIMALS),
        Wire.FLAG: pa.bool_(),
        Wire.DAY: pa.date32(),
        Wire.INSTANT: pa.timestamp("us", tz=sheet.zone.key),
    }
    about = {"crownboard.table": sheet.name} | {f"crownboard.{k}": v for k, v in sheet.about}
    fields = [(name, types[wire]) for name, wire in columns]
    schema = pa.schema(fields, metadata=about)
    spread = spreader(sheet.columns)
    with pq.ParquetWriter(target, schema, compression="zstd") as writer:
        for group in _groups(map(spread, sheet.rows)):
            values = zip(*group, strict=True)
            arrays = [
                pa.array(map(_fitting, each), type=type_)
                for each, (_, type_) in zip(values, fields, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while group := list(islice(left, GROUP)):
        yield group


def _fitting(value: Any) -> Any:
    if isinstance(value, int) and not -_MOST_WHOLE <= value < _MOST_WHOLE:
        return None
    return value
