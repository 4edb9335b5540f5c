"""Ticket ids for rows that have none: the same file read again gives the same ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b


@dataclass(slots=True)
class Fingerprints:
    """Numbers equal rows of a file in their order, so that each stays a row of its own."""

    _seen: Counter[int] = field(default_factory=Counter)

    def number(self, rows: list[tuple[object, ...]]) -> list[str]:
        """ "#", the fingerprint of the content in hexadecimal, and the ordinal among equal rows."""
        ids: list[str] = []
        for row in rows:
            content = repr(row).encode("utf-8", "backslashreplace")
            digest = blake2b(content, digest_size=8).digest()
            key = int.from_bytes(digest, "big")
            self._seen[key] += 1
            ids.append(f"#{digest.hex()}-{self._seen[key]}")
        return ids
