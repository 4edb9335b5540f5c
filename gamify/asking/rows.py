"""What was asked and answered, as the row of a file says it: it goes the same way as imports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from gamify.ingest.rows import Circumstances, CleanChunk, Coded

_EPOCH_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A ticket that was asked about; without stars nobody has answered yet."""

    ticket: str
    key: str = ""
    stars: int = 0
    comment: str | None = None
    rated_at: datetime | None = None
    requester: str | None = None
    owner: str = ""


def asked_chunk(row: AskedRow) -> CleanChunk:
    """The row as the ingest hands it over."""
    return CleanChunk(
        line=[1],
        ticket=[row.ticket],
        rating_key=[row.key if row.stars else ""],
        stars=[row.stars],
        raw=[str(row.stars) if row.stars else None],
        comment=[row.comment],
        rated_at=[_micros(row.rated_at) if row.stars and row.rated_at else None],
        opened_at=[None],
        solved_at=[None],
        owner=Coded([row.owner], [0]) if row.owner else Coded([], [-1]),
        team=Coded([], [-1]),
        kind=[("", "", "", "")],
        kind_code=[0],
        helpers={},
        requester=[row.requester],
        circumstances=Circumstances.unknown(1)._replace(surveyed=[True]),
        rejected=[],
        bytes_read=0,
    )


def _micros(at: datetime) -> int:
    return (at - datetime(1970, 1, 1, tzinfo=at.tzinfo)) // _EPOCH_MICROSECOND
