"""Which words of a customer may stand on a wall: praise, short enough, without a name."""

from __future__ import annotations

import re

#: Longer comments can't be read from afar; they are left out, never cut.
LONGEST_QUOTE = 240

#: Parts of a customer's name shorter than this are words like any other.
_SHORTEST_NAME = 3


def quotable(comment: str, *, stars: int, requester: str = "") -> str:
    """The comment as it may be quoted; "" where it may not.

    Only five stars are quoted (PRODUCT 12), and nothing in which the customer is named.
    """
    plain = comment.strip()
    if stars != 5 or not plain or len(plain) > LONGEST_QUOTE:
        return ""
    spoken = set(_words(plain))
    if any(word in spoken for word in _words(requester) if len(word) >= _SHORTEST_NAME):
        return ""
    return plain


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
