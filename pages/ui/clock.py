"""Which data a board shows: the version of the database and the organisation's day."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from threading import Lock

#: Seconds for which a version that was read may be told again without asking the database.
FRESH = 0.25


@dataclass(frozen=True, slots=True)
class Stamp:
    """The version of the data and the day, which also changes what a board says."""

    version: int
    day: date


class VersionClock:
    """Asks for the stamp at most four times a second, however many boards are open."""

    def __init__(self, read: Callable[[], Stamp]) -> None:
        self._read = read
        self._lock = Lock()
        self._last: tuple[float, Stamp] | None = None

    def fresh(self) -> Stamp | None:
        """The stamp, if it was read a moment ago; never waits."""
        last = self._last
        if last is None or time.monotonic() - last[0] > FRESH:
            return None
        return last[1]

    def look(self) -> Stamp:
        """The stamp, read from the database unless that was done a moment ago."""
        with self._lock:
            stamp = self.fresh()
            if stamp is None:
                began = time.monotonic()
                stamp = self._read()
                self._last = (began, stamp)
            return stamp

    def forget(self) -> None:
        """Read anew at the next question."""
        self._last = None
