"""Ratings that programs send, row by row, read as rows of a file would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from zoneinfo import ZoneInfo

import pyarrow as pa

from gamify.ingest.cells import cell_text
from gamify.ingest.cleaning import Cleaner
from gamify.ingest.fields import CIRCUMSTANCES, Field
from gamify.ingest.instants import Clock
from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import Scale
from gamify.ingest.table import Batch

#: What a program says of one rating or ticket: texts, numbers, truth values, lists of names.
PostedRow = Mapping[Field, object]

#: Fields that every chunk has; the others only where some row tells them.
_ALWAYS: Final = tuple(field for field in Field if field not in {*CIRCUMSTANCES, Field.CLOSED_AT})
_HEADER: Final = tuple(Field)


def clean_rows(rows: Sequence[PostedRow], *, scale: Scale, zone: ZoneInfo) -> CleanChunk:
    """Rows as a chunk whose lines count from 0; each of them is in it or among its rejected.

    A rating needs `SCORE` and `RATED_AT`, a ticket without one another time. Times without an
    offset are of `zone`; day first or month first is nothing that a program leaves open.
    """
    told = set().union(*rows)
    fields = [name for name in Field if name in told or name in _ALWAYS]
    columns = {
        place: pa.array([cell_text(row.get(name)) for row in rows], pa.string())
        for place, name in enumerate(_HEADER)
        if name in fields
    }
    batch = Batch(
        lines=list(range(len(rows))),
        columns=columns,
        # An empty row is a row as well: whoever has sent it wants to know what became of it.
        row_text=lambda row: repr({str(key): value for key, value in rows[row].items()}),
        bytes_read=0,
    )
    places = {name: (_HEADER.index(name),) for name in fields}
    clock = Clock(None, zone)
    return Cleaner(tuple(map(str, _HEADER)), places, scale, clock).clean(batch)
