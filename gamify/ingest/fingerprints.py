"""Ticket ids for rows that have none: the same file read again gives the same ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from gamify.ingest.rows import CleanChunk
from gamify.ingest.scales import plain_score


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


def row_content(chunk: CleanChunk, row: int) -> tuple[object, ...]:
    """What a row says, whatever the format, the columns' order and the spelling of dates."""
    owner, team = chunk.owner.codes[row], chunk.team.codes[row]
    return (
        chunk.rating_key[row],
        plain_score(chunk.raw[row] or ""),
        chunk.comment[row],
        chunk.rated_at[row],
        chunk.opened_at[row],
        chunk.solved_at[row],
        chunk.owner.names[owner] if owner >= 0 else "",
        chunk.team.names[team] if team >= 0 else "",
        tuple(label.casefold() for label in chunk.kind[chunk.kind_code[row]]),
        chunk.helpers.get(row, ()),
        chunk.requester[row],
    )
