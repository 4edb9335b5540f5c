"""Signs that steer a terminal or turn a line around: names and words from outside may hold some."""

from __future__ import annotations

import unicodedata

#: They turn lines around, so that a name could rewrite what stands beside it.
_TURNING = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def is_steering(char: str) -> bool:
    """Whether a character moves the cursor, turns the line around, or isn't one at all."""
    return (
        unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(char) in _TURNING
    )


def calm_label(text: str) -> str:
    """A name or label in one line: single spaces, and nothing that steers."""
    if not text.isprintable():
        text = "".join(_calm(char) for char in text)
    return " ".join(text.split())


def _calm(char: str) -> str:
    """A break of the line stays a space; what isn't seen at all goes without one."""
    if char.isspace():
        return " "
    return "" if is_steering(char) else char
