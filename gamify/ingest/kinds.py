"""Kinds of work: support line, category, priority and channel, in one spelling each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

import numpy as np
import pyarrow as pa

from gamify.ingest.columns import recoded
from gamify.ingest.fields import Field
from gamify.steering import calm_label

KIND_FIELDS: Final = (Field.LINE, Field.CATEGORY, Field.PRIORITY, Field.CHANNEL)

Kind = tuple[str, str, str, str]


@dataclass(slots=True)
class Kinds:
    """Remembers through a file how each label was first spelled."""

    _spellings: dict[tuple[Field, str], str] = field(default_factory=dict)

    def read(self, columns: Sequence[pa.Array]) -> tuple[list[Kind], list[int]]:
        """The distinct kinds in columns in the order of `KIND_FIELDS`, and each row's place."""
        labels: list[list[str]] = []
        combined = np.zeros(len(columns[0]), dtype=np.int64)
        for name, texts in zip(KIND_FIELDS, columns, strict=True):
            names, codes = recoded(texts, partial(self._spelling, name))
            labels.append([*names, ""])
            combined = combined * (len(names) + 1) + np.where(codes < 0, len(names), codes)
        seen, places = np.unique(combined, return_inverse=True)
        return [_unpacked(code, labels) for code in seen.tolist()], places.tolist()

    def _spelling(self, name: Field, text: str) -> str:
        """Labels that differ in capitals or spaces alone are one."""
        label = calm_label(text)
        return self._spellings.setdefault((name, label.casefold()), label)


def _unpacked(code: int, labels: list[list[str]]) -> Kind:
    parts: list[str] = []
    for names in reversed(labels):
        code, place = divmod(code, len(names))
        parts.append(names[place])
    line, category, priority, channel = reversed(parts)
    return line, category, priority, channel
