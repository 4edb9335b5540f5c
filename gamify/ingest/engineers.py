"""Who worked on a ticket: the first name of a row owns it, all further ones helped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from gamify.ingest.columns import Codes, byte_lengths, distinct
from gamify.ingest.names import split_names
from gamify.ingest.rows import Coded


def read_engineers(
    owners: pa.Array, helpers: Sequence[pa.Array]
) -> tuple[Coded, dict[int, tuple[str, ...]]]:
    """The owner of each row, and by row the others: from the owner's cell and from columns."""
    crew = _Crew(owners)
    for column in helpers:
        crew.add(column)
    return Coded(list(crew.places), crew.owner.tolist()), crew.helpers


@dataclass(slots=True)
class _Crew:
    """`places` are the distinct owners, `owner` each row's place among them or -1."""

    texts: pa.Array
    places: dict[str, int] = field(default_factory=dict)
    owner: Codes = field(init=False)
    helpers: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        written, codes = distinct(self.texts)
        names = [split_names(text) for text in written]
        for code in (code for code, found in enumerate(names) if len(found) > 1):
            rows = np.flatnonzero(codes == code).tolist()
            self.helpers.update(dict.fromkeys(rows, names[code][1:]))
        first = [self._place(found[0]) if found else -1 for found in names]
        self.owner = np.asarray([*first, -1], dtype=np.int64)[codes]

    def add(self, texts: pa.Array) -> None:
        """Join a column of helpers; in a row without an owner its first name owns."""
        by_place = list(self.places)
        for row in np.flatnonzero(byte_lengths(texts)).tolist():
            mine = by_place[self.owner[row]] if self.owner[row] >= 0 else ""
            others = split_names("\n".join([*self.helpers.get(row, ()), texts[row].as_py()]))
            if others and not mine:
                mine = others[0]
                self.owner[row] = self._place(mine)
                by_place = list(self.places)
            others = tuple(name for name in others if name.casefold() != mine.casefold())
            if others:
                self.helpers[row] = others

    def _place(self, name: str) -> int:
        return self.places.setdefault(name, len(self.places))
