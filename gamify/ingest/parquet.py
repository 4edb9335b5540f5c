"""Parquet as a table of texts, row group by row group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from gamify.errors import EmptyFile, ForeignFile
from gamify.ingest.cells import cell_text
from gamify.ingest.table import ROWS_AT_ONCE, Batch, Layout, Row, batch_of_rows
from gamify.language import say

#: What Arrow raises for broken files; the last two for texts that aren't UTF-8 and for instants
#: that no calendar has.
_DAMAGE = (pa.ArrowException, OSError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class ParquetTable:
    """Rows are counted from 1; every column but the wanted ones is left unread."""

    path: Path
    layout: Layout

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        size, done = self.path.stat().st_size, 0
        names = [self.layout.header[column] for column in wanted]
        with pq.ParquetFile(self.path) as file:
            total = max(1, file.metadata.num_rows)
            try:
                for batch in file.iter_batches(ROWS_AT_ONCE, columns=names):
                    rows = self._rows(batch, done)
                    done += len(rows)
                    yield batch_of_rows(
                        rows,
                        width=len(self.layout.header),
                        wanted=wanted,
                        bytes_read=size * done // total,
                    )
            except _DAMAGE as error:
                problem = say("it is damaged after row {row}", row=done)
                raise ForeignFile(file=self.path.name, problem=problem) from error

    def _rows(self, batch: pa.RecordBatch, done: int) -> list[Row]:
        texts = {
            name: map(cell_text, batch.column(name).to_pylist()) for name in batch.schema.names
        }
        empty = [""] * batch.num_rows
        cells = zip(*(texts.get(name, empty) for name in self.layout.header), strict=True)
        return [Row(done + place, list(row)) for place, row in enumerate(cells, 1)]


def open_parquet(path: Path) -> ParquetTable:
    """Raises ForeignFile where the end with the table of contents is missing."""
    try:
        with pq.ParquetFile(path) as file:
            names, rows = file.schema_arrow.names, file.metadata.num_rows
    except _DAMAGE as error:
        problem = say("it breaks off: only a part of it is there")
        raise ForeignFile(file=path.name, problem=problem) from error
    if not names or not rows:
        raise EmptyFile(file=path.name)
    return ParquetTable(path, Layout("Parquet", tuple(names)))
