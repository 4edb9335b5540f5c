"""Operations on whole columns of texts: each distinct text is judged once."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]

#: A date cell at midnight, before the time of day from the column beside it is joined to it.
_MIDNIGHT = r"[T ]00:00(:00(\.0+)?)?$"


# Arrow loads pandas to look at any Python or numpy value that it is given: 60 MB and a third of a
# second for nothing. So what isn't an Arrow array already is made or compared by its buffers.


def byte_lengths(texts: pa.Array) -> Codes:
    """How many bytes of UTF-8 each text has."""
    if not len(texts):
        return np.empty(0, dtype=np.int64)
    return np.diff(_numbers(texts, len(texts) + 1))


def blank_texts(rows: int) -> pa.Array:
    """So many empty texts."""
    offsets = pa.py_buffer(np.zeros(rows + 1, dtype=np.int32))
    return pa.StringArray.from_buffers(rows, offsets, pa.py_buffer(b""))


def taken(texts: pa.Array, rows: Codes) -> pa.Array:
    """The texts of some rows."""
    places = pa.Array.from_buffers(pa.int64(), len(rows), [None, pa.py_buffer(rows)])
    return texts.take(places)


def _numbers(array: pa.Array, count: int) -> Codes:
    """The 32-bit numbers of an array, or of where its texts begin."""
    if not count:
        return np.empty(0, dtype=np.int64)
    numbers = np.frombuffer(array.buffers()[1], dtype=np.int32)
    return numbers[array.offset : array.offset + count].astype(np.int64)


def trimmed(texts: pa.Array) -> pa.Array:
    """Without white space around them."""
    return pc.utf8_trim_whitespace(texts)


def optional_texts(texts: pa.Array) -> list[str | None]:
    """As they are, None instead of ""."""
    return [text or None for text in texts.to_pylist()]


def joined_instants(parts: list[pa.Array]) -> pa.Array:
    """One date column as it is; a date and a time of day as one text."""
    if len(parts) == 1:
        return trimmed(parts[0])
    day = pc.replace_substring_regex(trimmed(parts[0]), _MIDNIGHT, "")
    time = trimmed(parts[1])
    both = pc.binary_join_element_wise(day, time, " ")
    return trimmed(both)


def distinct(texts: pa.Array) -> tuple[list[str], Codes]:
    """Each distinct text once, and per row its place among them."""
    encoded = texts.dictionary_encode()
    return encoded.dictionary.to_pylist(), _numbers(encoded.indices, len(texts))


def recoded(texts: pa.Array, judge: Callable[[str], str]) -> tuple[list[str], Codes]:
    """The distinct results of `judge` without "", and per row the place among them or -1."""
    written, codes = distinct(texts)
    names: dict[str, int] = {}
    places = [
        names.setdefault(name, len(names)) if (name := judge(text)) else -1 for text in written
    ]
    return list(names), np.asarray([*places, -1], dtype=np.int64)[codes]


def too_long(texts: pa.Array, limit: int) -> list[int]:
    """Rows whose text has more characters than the limit."""
    if not (byte_lengths(texts) > limit).any():
        return []
    characters = _numbers(pc.utf8_length(texts), len(texts))
    rows: list[int] = np.flatnonzero(characters > limit).tolist()
    return rows
