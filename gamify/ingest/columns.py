"""Operations on whole columns of texts: each distinct text is judged once."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Codes = npt.NDArray[np.int64]

#: A date cell at midnight, before the time of day from the column beside it is joined to it.
_MIDNIGHT = r"[T ]00:00(:00(\.0+)?)?$"


def trimmed(texts: pa.Array) -> pa.Array:
    """Without white space around them."""
    return pc.utf8_trim_whitespace(texts)


def optional_texts(texts: pa.Array) -> list[str | None]:
    """As they are, None instead of ""."""
    filled = pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
    found: list[str | None] = filled.to_pylist()
    return found


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
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return encoded.dictionary.to_pylist(), codes


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
    if not pc.any(pc.greater(pc.binary_length(texts), limit)).as_py():
        return []
    rows: Any = np.flatnonzero(
        pc.greater(pc.utf8_length(texts), limit).to_numpy(zero_copy_only=False)
    )
    return [int(row) for row in rows]


_WHITE = re.compile(r"\s+")


def plain_text(text: str) -> str:
    """A label: trimmed, one space between words."""
    return _WHITE.sub(" ", text).strip()
