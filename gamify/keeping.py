"""Backups: what one says of itself, and why one is refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from gamify.errors import N_, CrownboardError

#: The format that this version writes; it reads this one and all before it.
FORMAT = 1

#: Told from time to time: how many rows are done, of how many.
Progress = Callable[[int, int], None]


class BackupRefused(CrownboardError):
    """Raised with `file` and `problem`."""

    sentence = N_("{file} is not a backup that can be used: {problem}")


class RestoreRefused(CrownboardError):
    """Raised with `problem`."""

    sentence = N_("Nothing was restored, and the database is as it was: {problem}")


@dataclass(frozen=True, slots=True)
class BackupHead:
    """What a backup says of itself before its rows.

    `schema` is the migration at which the database stood, `database` its kind, and `tables` how
    many rows each of its tables has, in the order in which they can be stored. `key` recognises
    the secret key, of which nothing else is in the backup; None without one.
    """

    format: int
    schema: str
    made_at: datetime
    database: str
    key: str | None
    tables: Mapping[str, int]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(self.tables.values())


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did. `is_other_key` says that the secret key isn't that of the backup."""

    head: BackupHead
    schema: str
    is_other_key: bool
