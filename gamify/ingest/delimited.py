"""CSV and its relatives: found out by looking, then read block by block in bounded memory.

A block whose quotation marks all stand where they belong is handed to Arrow; any other block
is cut by `records`, which gives the same cells, only slower.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv

from gamify.errors import EmptyFile, ForeignFile, SettingRefused
from gamify.ingest.encodings import find_encoding, utf8_blocks
from gamify.ingest.header import HeaderRow, find_header
from gamify.ingest.options import ReadOptions
from gamify.ingest.records import Record, split_records
from gamify.ingest.table import Batch, Layout, Row, batch_of_rows
from gamify.language import say

SEPARATORS: Final = (",", ";", "\t", "|")

#: Rows among which the header is looked for, in so many bytes.
_PREVIEW_ROWS: Final = 60
_PREVIEW_BYTES: Final = 256 << 10

#: A record that is longer than this has an open quotation mark, not a long comment.
_LONGEST_RECORD: Final = 32 << 20

_QUOTE, _LF, _CR = b'"\n\r'


@dataclass(frozen=True, slots=True)
class DelimitedTable:
    """A text file with a separator. `skip` bytes of UTF-8 stand before the first row."""

    path: Path
    layout: Layout
    skip: int
    first_line: int

    def batches(self, wanted: Sequence[int]) -> Iterator[Batch]:
        cutter = _Cutter(self, tuple(wanted))
        skip = self.skip
        for block, position, final in utf8_blocks(self.path, self.layout.encoding or "utf-8"):
            taken, skip = block[skip:], max(0, skip - len(block))
            yield from cutter.take(taken, position, final=final)


def open_delimited(path: Path, options: ReadOptions) -> DelimitedTable:
    """Find encoding, separator and header row."""
    encoding = options.encoding or find_encoding(path)
    preview = b""
    for block, _, _ in utf8_blocks(path, encoding):
        preview += block
        if len(preview) >= _PREVIEW_BYTES:
            break
    candidates = [_asked_separator(options.separator)] if options.separator else SEPARATORS
    looks = [_look(preview[:_PREVIEW_BYTES], separator, options) for separator in candidates]
    found = [look for look in looks if look is not None]
    if not found:
        raise EmptyFile(file=path.name)
    best = max(found, key=lambda look: (look[1].fitting, len(look[1].cells)))
    separator, header, records = best
    lines = preview[: records[header.place].end].count(_LF)
    layout = Layout(
        format="TSV" if separator == "\t" else "CSV",
        header=header.cells,
        header_line=preview[: records[header.place].start].count(_LF) + 1,
        encoding=encoding,
        separator=separator,
    )
    return DelimitedTable(path, layout, skip=records[header.place].end, first_line=lines + 1)


def _asked_separator(written: str) -> str:
    separator = {"tab": "\t", "\\t": "\t"}.get(written, written)
    if len(separator) != 1 or not separator.isascii() or separator in '"\r\n':
        raise SettingRefused(name="--separator", value=written, allowed=", ; | tab")
    return separator


def _look(
    preview: bytes, separator: str, options: ReadOptions
) -> tuple[str, HeaderRow, list[Record]] | None:
    """The table as it is with this separator; None without any content."""
    records: list[Record] = []
    for record in split_records(preview, separator):
        records.append(record)
        if len(records) == _PREVIEW_ROWS:
            break
    header = find_header([_texts(record.cells) for record in records], options)
    return None if header is None else (separator, header, records)


def _texts(cells: list[bytes]) -> list[str]:
    return [cell.decode("utf-8", "replace") for cell in cells]


class _Cutter:
    """Cuts the stream of bytes into batches; keeps what is left of a record for the next block."""

    def __init__(self, table: DelimitedTable, wanted: tuple[int, ...]) -> None:
        self.file = table.path.name
        self.separator = table.layout.separator or ","
        self.width = len(table.layout.header)
        self.wanted = wanted
        self.line = table.first_line
        self.carry = b""

    def take(self, block: bytes, position: int, *, final: bool) -> Iterator[Batch]:
        content = self.carry + block
        batch: Batch | None = None
        marks = np.frombuffer(content, dtype=np.uint8)
        quotes = np.flatnonzero(marks == _QUOTE) if b'"' in content else np.empty(0, np.int64)
        ends = _record_ends(marks, quotes, final=final)
        if not self._is_regular(content, marks, quotes):
            batch, taken = self._cut_slowly(content, position, final=final)
        elif final and len(quotes) % 2:
            raise self._never_closed(content, int(quotes[-1]))
        else:
            taken = int(ends[-1]) if len(ends) else 0
            batch = self._cut_fast(content[:taken], ends, position) if taken else None
        self.carry = content[taken:]
        self.line += int(np.count_nonzero(marks[:taken] == _LF))
        if len(self.carry) > _LONGEST_RECORD:
            raise self._never_closed(self.carry, 0)
        if batch is not None:
            yield batch

    def _is_regular(
        self, content: bytes, marks: npt.NDArray[np.uint8], quotes: npt.NDArray[np.int64]
    ) -> bool:
        """Whether every quotation mark opens or closes a cell, or is doubled inside of one.

        Then counting them tells what is inside quotes. A CR without LF isn't regular either.
        """
        before_feeds = marks[np.flatnonzero(marks[1:] == _LF)] == _CR
        if np.count_nonzero(marks == _CR) - content.endswith(b"\r") > before_feeds.sum():
            return False
        opening, closing = quotes[0::2], quotes[1::2]
        before = marks[opening[opening > 0] - 1]
        after = marks[closing[closing < len(marks) - 1] + 1]
        separator = ord(self.separator)
        opens = (before == separator) | (before == _LF) | (before == _QUOTE)
        closes = (after == separator) | (after == _LF) | (after == _CR) | (after == _QUOTE)
        return bool(opens.all() and closes.all())

    def _cut_fast(self, content: bytes, ends: npt.NDArray[np.int64], position: int) -> Batch | None:
        starts = np.concatenate(([0], ends[:-1]))
        marks = np.frombuffer(content, dtype=np.uint8)
        blank = (ends - starts == 1) & (marks[starts] == _LF)
        blank |= (ends - starts == 2) & (marks[starts] == _CR)
        starts, ends = starts[~blank], ends[~blank]
        if not len(starts):
            return None
        try:
            table = _read_csv(content, self.separator, self.width, self.wanted)
        except pa.ArrowInvalid:
            return self._cut_slowly(content, position, final=True)[0]
        if table.num_rows != len(starts):
            return self._cut_slowly(content, position, final=True)[0]
        breaks = np.flatnonzero(marks == _LF)
        lines = self.line + np.searchsorted(breaks, starts)
        return Batch(
            lines=lines.tolist(),
            columns={column: table.column(f"c{column}").combine_chunks() for column in self.wanted},
            row_text=lambda row: _shown(content[starts[row] : ends[row]]),
            bytes_read=position,
        )

    def _cut_slowly(self, content: bytes, position: int, *, final: bool) -> tuple[Batch, int]:
        records = list(split_records(content, self.separator))
        if not final and records:
            records.pop()
        elif records and not records[-1].closed:
            raise self._never_closed(content, records[-1].start)
        rows: list[Row] = []
        line, counted = self.line, 0
        for record in records:
            line, counted = line + content.count(_LF, counted, record.start), record.start
            rows.append(Row(line, self._decoded(record.cells, line)))
        batch = batch_of_rows(
            rows,
            width=self.width,
            wanted=self.wanted,
            bytes_read=position,
            texts=[_shown(content[record.start : record.end]) for record in records],
        )
        return batch, records[-1].end if records else 0

    def _decoded(self, cells: list[bytes], line: int) -> list[str]:
        try:
            return [cell.decode() for cell in cells]
        except UnicodeDecodeError as error:
            problem = say("line {line} isn't in the encoding of the rest", line=line)
            raise ForeignFile(file=self.file, problem=problem) from error

    def _never_closed(self, content: bytes, place: int) -> ForeignFile:
        line = self.line + content.count(_LF, 0, place)
        problem = say(
            "the quotation mark of line {line} is never closed, so the file seems to break off",
            line=line,
        )
        return ForeignFile(file=self.file, problem=problem)


def _record_ends(
    marks: npt.NDArray[np.uint8], quotes: npt.NDArray[np.int64], *, final: bool
) -> npt.NDArray[np.int64]:
    """Where records end: after each LF outside quotes, and at the end of the file."""
    breaks = np.flatnonzero(marks == _LF)
    if len(quotes):
        breaks = breaks[np.searchsorted(quotes, breaks) % 2 == 0]
    ends = breaks + 1
    if final and len(marks) and (not len(ends) or ends[-1] != len(marks)):
        ends = np.append(ends, len(marks))
    return ends


def _read_csv(content: bytes, separator: str, width: int, wanted: tuple[int, ...]) -> pa.Table:
    """All columns are texts; raises ArrowInvalid where a row is too short or too long."""
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        read_options=pyarrow.csv.ReadOptions(
            use_threads=False,
            block_size=len(content) + 1,
            column_names=[f"c{column}" for column in range(width)],
        ),
        parse_options=pyarrow.csv.ParseOptions(delimiter=separator, newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types={f"c{column}": pa.string() for column in wanted},
            include_columns=[f"c{column}" for column in wanted],
            strings_can_be_null=False,
        ),
    )


def _shown(record: bytes) -> str:
    return record[:4000].decode("utf-8", "replace").strip("\r\n")
