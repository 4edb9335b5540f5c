"""Ticket ids for rows that have none: the same file read again gives the same ids."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b

from gamify.ingest.rows import CleanChunk


@dataclass(slots=True)
class Fingerprints:
    """Numbers equal rows of a file in their order, so that each stays a row of its own."""

    _seen: Counter[int] = field(default_factory=Counter)

    def name_tickets(self, chunk: CleanChunk) -> None:
        """Give a fingerprint to rows without a ticket id."""
        if "" not in chunk.ticket:
            return
        nameless = [row for row, ticket in enumerate(chunk.ticket) if not ticket]
        ids = self.number(row_contents(chunk, nameless))
        for row, ticket in zip(nameless, ids, strict=True):
            chunk.ticket[row] = ticket

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


def row_contents(chunk: CleanChunk, rows: list[int]) -> list[tuple[object, ...]]:
    """What rows say, whatever the format, the columns' order and the spelling of dates."""
    kinds = [tuple(label.casefold() for label in kind) for kind in chunk.kind]
    owners, teams = [*chunk.owner.names, ""], [*chunk.team.names, ""]
    return [
        (
            chunk.rating_key[row],
            chunk.stars[row],
            chunk.comment[row],
            chunk.rated_at[row],
            chunk.opened_at[row],
            chunk.solved_at[row],
            owners[chunk.owner.codes[row]],
            teams[chunk.team.codes[row]],
            kinds[chunk.kind_code[row]],
            chunk.helpers.get(row, ()),
            chunk.requester[row],
        )
        for row in rows
    ]
