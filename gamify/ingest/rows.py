"""What comes out of a ratings file, whatever its format: cleaned rows, column by column."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple, Self

from gamify.language import Message

#: How much of a rejected row is kept to be shown, in characters.
SHOWN_ROW = 500


class RowStatus(StrEnum):
    """What became of a row."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Coded:
    """A text column of one chunk: each distinct trimmed text once, -1 where there is none."""

    names: list[str]
    codes: list[int]


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that isn't stored, and why. `text` is the row as read, cut to `SHOWN_ROW`."""

    line: int
    reason: Message
    text: str


class Circumstances(NamedTuple):
    """What tickets say besides, column-wise; None where it isn't known.

    The names are those of the ticket's columns. `subject_key` is a hash of the subject's words,
    `first_response_at` in microseconds UTC.
    """

    subject_key: list[str | None]
    reopens: list[int | None]
    transfers: list[int | None]
    surveyed: list[bool | None]
    first_response_at: list[int | None]

    @property
    def told(self) -> dict[str, list[Any]]:
        """The columns in which something is known, by name."""
        columns: dict[str, list[Any]] = self._asdict()
        return {name: each for name, each in columns.items() if each.count(None) < len(each)}

    @classmethod
    def unknown(cls, rows: int) -> Self:
        """Nothing is known of so many rows."""
        nothing: list[None] = [None] * rows
        return cls([*nothing], [*nothing], [*nothing], [*nothing], [*nothing])


@dataclass(frozen=True, slots=True)
class CleanChunk:
    """Cleaned rows, column-wise: every list has the same length.

    Instants are microseconds UTC. `rated_at` is None exactly where `stars` is 0, which is a
    ticket without a rating. `kind` holds the distinct (line, category, priority, channel) of
    the chunk and `kind_code` each row's index in it. `helpers` is sparse: row index in the
    chunk → names of the further engineers. `bytes_read` is the position in the file.
    """

    line: list[int]
    ticket: list[str]
    rating_key: list[str]
    stars: list[int]
    raw: list[str | None]
    comment: list[str | None]
    rated_at: list[int | None]
    opened_at: list[int | None]
    solved_at: list[int | None]
    owner: Coded
    team: Coded
    kind: list[tuple[str, str, str, str]]
    kind_code: list[int]
    helpers: dict[int, tuple[str, ...]]
    requester: list[str | None]
    circumstances: Circumstances
    rejected: list[RejectedRow]
    bytes_read: int
