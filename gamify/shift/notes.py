"""What a shift note is made of: kinds of items, one line each, and what they may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from gamify.errors import N_, DecisionRefused
from gamify.language import say

#: Characters of an item, and items of a note.
LONGEST_ITEM, MOST_ITEMS = 500, 30
#: Signs that turn the direction of what follows: a line could read otherwise than it is.
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class ItemKind(StrEnum):
    """What an item is about, in the order of the form."""

    TICKET = "ticket"
    ALERT = "alert"
    INCIDENT = "incident"
    OTHER = "other"


KIND_TITLES: Mapping[ItemKind, str] = {
    ItemKind.TICKET: N_("Tickets to watch"),
    ItemKind.ALERT: N_("Alerts"),
    ItemKind.INCIDENT: N_("Incidents"),
    ItemKind.OTHER: N_("Other"),
}


def read_items(form: Mapping[ItemKind, str]) -> list[tuple[ItemKind, str]]:
    """The items of a form: each line that says something is one.

    Raises DecisionRefused for a form that says nothing or too much.
    """
    items = [
        (kind, plain)
        for kind in ItemKind
        for line in form.get(kind, "").splitlines()
        if (plain := plain_line(line))
    ]
    if not items:
        raise DecisionRefused(problem=say("the note says nothing yet"))
    if len(items) > MOST_ITEMS:
        raise DecisionRefused(problem=say("a note has up to {most} lines", most=MOST_ITEMS))
    if any(len(text) > LONGEST_ITEM for _, text in items):
        raise DecisionRefused(problem=say("a line has up to {most} characters", most=LONGEST_ITEM))
    return items


def plain_line(line: str) -> str:
    """A line without signs that nobody sees and that mislead; a tab is a space."""
    spaced = line.replace("\t", " ")
    kept = (char for char in spaced if char not in _TURNING and _is_visible(char))
    return "".join(kept).strip()


def search_key(text: str) -> str:
    """A text as it is searched for: case folded in every script, which no database does alike."""
    return unicodedata.normalize("NFKC", text).casefold()


def _is_visible(char: str) -> bool:
    return unicodedata.category(char) not in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}
