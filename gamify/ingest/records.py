"""Delimited text cut into records and cells, one by one: the exact and patient way.

It follows RFC 4180 and is as lenient as Python's csv module: a quotation mark inside an
unquoted cell is a character like any other. A line ends with LF or CR LF.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Record:
    """Cells of a record and where it stands; `closed` is False when it ends inside quotes."""

    start: int
    end: int
    cells: list[bytes]
    closed: bool = True


def split_records(content: bytes, separator: str, start: int = 0) -> Iterator[Record]:
    """The records of `content` in order, blank lines included (one empty cell).

    The last one may be cut off where the content is; the caller knows whether more follows.
    """
    match = _cell(separator.encode()).match
    end = len(content)
    position = start
    while position < end:
        begin, cells = position, []
        while True:
            found = match(content, position)
            assert found is not None  # noqa: S101  the pattern fits any text, the empty one too
            position = found.end()
            quoted, quote, bare, stop = found.groups()
            cells.append(_value(quoted, bare, ends=stop != separator.encode()))
            if stop != separator.encode():
                break
        yield Record(begin, position, cells, closed=quoted is None or bool(quote))


def _value(quoted: bytes | None, bare: bytes, *, ends: bool) -> bytes:
    if ends and bare.endswith(b"\r"):
        bare = bare[:-1]
    return bare if quoted is None else quoted.replace(b'""', b'"') + bare


@lru_cache(maxsize=8)
def _cell(separator: bytes) -> re.Pattern[bytes]:
    mark = re.escape(separator)
    return re.compile(rb'(?:"((?:[^"]++|"")*+)("?))?+([^' + mark + rb"\n]*+)(" + mark + rb"|\n|\Z)")
