"""What is printed can't steer the terminal: names and words from outside may hold such commands."""

from __future__ import annotations

from gamify.steering import is_steering


def printable(text: str) -> str:
    r"""A text of any lines as it may be printed; what would steer is spelled out, like \u001b.

    JSON stays JSON by it, and means the same.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(
        f"\\u{ord(char):04x}" if char not in "\n\t" and is_steering(char) else char for char in text
    )
