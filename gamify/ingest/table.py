"""A ratings file as a table of texts, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

import pyarrow as pa

from gamify.ingest.rows import SHOWN_ROW, RejectedRow
from gamify.language import say

#: Rows that formats without blocks of their own hand over at once.
ROWS_AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table stands in the file, and what its columns are called."""

    format: str
    header: tuple[str, ...]
    header_line: int | None = None
    encoding: str | None = None
    separator: str | None = None
    sheet: str | None = None
    #: All sheets of a workbook, in their order.
    sheets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows: `columns` holds the wanted columns, by their place in the header, as texts.

    `rejected` are rows that couldn't be cut into cells. `row_text` gives a row as read.
    """

    lines: list[int]
    columns: dict[int, pa.Array]
    row_text: Callable[[int], str]
    bytes_read: int
    rejected: list[RejectedRow] = field(default_factory=list)


class Table(Protocol):
    """What every format offers; `batches` may be asked for more than once."""

    @property
    def layout(self) -> Layout: ...

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """A row cut into cells."""

    line: int
    cells: list[str]


def batch_of_rows(
    rows: Sequence[Row],
    *,
    width: int,
    wanted: Sequence[int],
    bytes_read: int,
    texts: Sequence[str] | None = None,
) -> Batch:
    """A batch of rows that are cut into cells already; `texts` are the rows as read.

    Rows without any content are no rows. Empty cells beyond the header are forgiven; a row
    that is too short, or has content beyond the header, is rejected.
    """
    shown = texts if texts is not None else ["\t".join(row.cells) for row in rows]
    fitting: list[int] = []
    rejected: list[RejectedRow] = []
    for place, row in enumerate(rows):
        if not any(cell.strip() for cell in row.cells):
            continue
        if len(row.cells) < width or any(row.cells[width:]):
            reason = say(
                "the row has {cells} cells, the header {columns}",
                cells=len(row.cells),
                columns=width,
            )
            rejected.append(RejectedRow(row.line, reason, shown[place][:SHOWN_ROW]))
        else:
            fitting.append(place)
    columns = {
        column: pa.array([rows[place].cells[column] for place in fitting], pa.string())
        for column in wanted
    }
    return Batch(
        lines=[rows[place].line for place in fitting],
        columns=columns,
        row_text=lambda index: shown[fitting[index]],
        bytes_read=bytes_read,
        rejected=rejected,
    )


def in_batches(rows: Iterable[Any], size: int = ROWS_AT_ONCE) -> Iterator[list[Any]]:
    """Lists of up to `size` items."""
    iterator = iter(rows)
    while some := list(islice(iterator, size)):
        yield some
