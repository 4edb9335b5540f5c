"""Which row is the header: it need not be the first, titles may stand above it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gamify.ingest.fields import SYNONYMS, Field, plain_header
from gamify.ingest.options import ReadOptions

_FIELDS_BY_HEADER: dict[str, set[Field]] = {}
for _field, _groups in SYNONYMS.items():
    for _word in (word for group in _groups for word in group):
        _FIELDS_BY_HEADER.setdefault(_word, set()).add(_field)


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """`place` among the rows looked at; `fitting` fields are named in it."""

    place: int
    cells: tuple[str, ...]
    fitting: int


def find_header(rows: Sequence[Sequence[str]], options: ReadOptions) -> HeaderRow | None:
    """The first of the rows that name most fields, a score above all, or the one that was told.

    None without any content there.
    """
    named = {name.strip() for text in options.columns.values() for name in text.split(" + ")}
    best: HeaderRow | None = None
    for place, row in enumerate(rows):
        cells = tuple(cell.strip() for cell in row)
        if not any(cells) or options.header not in (None, place + 1):
            continue
        fitting = fitting_fields(cells) + 3 * len(named & set(cells))
        if best is None or fitting > best.fitting:
            best = HeaderRow(place, cells, fitting)
    return best


def fitting_fields(cells: Sequence[str]) -> int:
    """How many fields these headers name; naming a score counts threefold."""
    fields: set[Field] = set()
    for cell in cells:
        fields |= _FIELDS_BY_HEADER.get(plain_header(cell), set())
    return len(fields) + (2 if Field.SCORE in fields else 0)
