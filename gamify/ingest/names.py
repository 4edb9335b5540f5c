"""Names in cells: "Name (e-mail)", nobody at all, several engineers in one cell."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from gamify.steering import calm_label

#: A longer name is no name: the row is rejected.
LONGEST_NAME: Final = 200

NOBODY: Final = frozenset(
    ("-", "–", "—", "n/a", "na", "none", "null", "nan", "nobody", "unassigned", "not assigned",
     "no agent", "не назначен", "не назначена", "не назначено", "нет", "никто")
)  # fmt: skip

_WITH_ADDRESS = re.compile(r"(?P<name>.+?)\s*[(<]\s*[^\s()<>]+@[^\s()<>]+\s*[)>]")
_SURE_SEPARATOR = re.compile(r"[;/|\n]")


def plain_name(cell: str) -> str:
    """The name in a cell that holds one, without the address; "" for nobody."""
    name = calm_label(cell)
    if with_address := _WITH_ADDRESS.fullmatch(name):
        name = with_address["name"]
    return "" if name.casefold() in NOBODY else name


@lru_cache(maxsize=10_000)
def split_names(cell: str) -> tuple[str, ...]:
    """All names in a cell, each once, in order; the first one is the owner.

    ; / | and line breaks separate names. A comma does only where every part has two words or
    more: "Kern, Anna" is one person, "Anna Kern, Ben Ode" are two.
    """
    names: dict[str, str] = {}
    for piece in _SURE_SEPARATOR.split(cell):
        for name in filter(None, map(plain_name, _at_commas(piece))):
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _at_commas(piece: str) -> list[str]:
    parts = piece.split(",")
    if len(parts) > 1 and all(len(part.split()) > 1 for part in parts):
        return parts
    return [piece]
