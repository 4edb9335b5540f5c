"""The parts of a story as values: every text translated and every figure formatted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A large figure, what it is, and what is said below it."""

    value: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hero:
    """What the page is about in a sentence, and its figures.

    `above` stands over the title, `mark` is the shape of a crown before it, "" for none.
    """

    title: str
    sentence: str
    figures: tuple[Figure, ...] = ()
    notes: tuple[str, ...] = ()
    mark: str = ""
    above: str = ""
    kind: str = "hero"


@dataclass(frozen=True, slots=True)
class Rung:
    """A place of a ladder; `own` is the one whose story it is."""

    place: str
    name: str
    value: str
    note: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Ladder:
    """Neighbouring places, the best at the top."""

    title: str
    rungs: tuple[Rung, ...]
    note: str = ""
    kind: str = "ladder"


@dataclass(frozen=True, slots=True)
class Countdown:
    """A challenge: the days that are left as a large figure, and what is still needed."""

    number: str
    name: str
    title: str
    lines: tuple[str, ...] = ()
    whose: str = ""
    kind: str = "countdown"


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names its rows, the others are figures.

    On a phone each row stands as a card of its own.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class Item:
    """A line with a figure; `badge` is a word in a frame, `lines` stand below."""

    title: str
    value: str = ""
    lines: tuple[str, ...] = ()
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of lines."""

    title: str
    items: tuple[Item, ...]
    note: str = ""
    kind: str = "items"


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence or two in the place of what isn't there."""

    title: str
    lines: tuple[str, ...] = ()
    kind: str = "note"


Block = Hero | Ladder | Countdown | Table | Items | Note


def story_json(blocks: Sequence[Block]) -> bytes:
    """The blocks as the component takes them."""
    told = {"blocks": [asdict(block) for block in blocks]}
    return json.dumps(told, ensure_ascii=False).encode()
