"""Texts from outside in cells of CSV and XLSX files: no spreadsheet shall run them as formulas."""

from __future__ import annotations

import unicodedata
from typing import Final

#: Where a formula begins, also in full width, which some spreadsheets take for the same.
_FORMULA: Final = tuple("=+-@\uff1d\uff0b\uff0d\uff20")

#: So many characters are looked at for what a spreadsheet skips; more of it is no slip.
_LOOKED_AT: Final = 1_000


def text_cell(text: str) -> str:
    """A text that a spreadsheet takes for text: an apostrophe goes before what begins a formula.

    Every cell of a CSV or XLSX file that may hold somebody's words goes through this; numbers and
    dates that we made ourselves don't need it. Source: OWASP, "CSV Injection".
    """
    begins = text.lstrip("".join(char for char in set(text[:_LOOKED_AT]) if _is_skipped(char)))
    return "'" + text if begins.startswith(_FORMULA) or text[:1] in ("\t", "\r") else text


def _is_skipped(char: str) -> bool:
    """Whether a spreadsheet may skip a character at the beginning: blanks, controls, no width."""
    return char.isspace() or unicodedata.category(char) in ("Cc", "Cf")
