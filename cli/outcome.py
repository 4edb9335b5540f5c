"""How a command ended."""

from __future__ import annotations

from enum import IntEnum


class Outcome(IntEnum):
    """Exit codes: all is well, a check found differences, refused, Ctrl+C, nobody reads on."""

    FINE = 0
    DIFFERENT = 1
    REFUSED = 2
    STOPPED = 130
    UNREAD = 141
