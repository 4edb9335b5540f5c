"""Tables in plain text, aligned by what a terminal shows: Cyrillic, Chinese, combining marks."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from gamify.steering import is_steering

#: Columns are set apart by this.
GAP = "  "
#: Longer cells are cut, so that one odd name can't push a table off the screen.
WIDEST = 48


def text_table(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> str:
    """Header, a rule and rows as lines; columns named in `right` are flush right."""
    table = [[fit(cell) for cell in row] for row in (header, *rows)]
    widths = [max(display_width(cell) for cell in column) for column in zip(*table, strict=True)]
    lines = [
        GAP.join(
            pad(cell, width, right=at in right)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
    rule = GAP.join("─" * width for width in widths)
    return "\n".join([lines[0], rule, *lines[1:]])


def pad(text: str, width: int, *, right: bool = False) -> str:
    """A text filled up with spaces to a width as displayed."""
    space = " " * (width - display_width(text))
    return space + text if right else text + space


def fit(text: str, widest: int = WIDEST) -> str:
    """A text from outside that is safe to print: one line, no control characters, not too wide."""
    plain = "".join(" " if is_steering(char) else char for char in text[: 4 * widest])
    if display_width(plain) <= widest:
        return plain
    while display_width(plain) > widest - 1:
        plain = plain[:-1]
    return plain + "…"


def display_width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(_columns(char) for char in text)


def _columns(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
