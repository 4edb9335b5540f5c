"""Valid values with defaults; a test names only what matters to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from db.commands.imports import ImportSummary, store_ratings
from db.instant import to_micros
from gamify.access import console
from gamify.credit import CreditRule
from gamify.ingest.rows import Circumstances, CleanChunk, Coded
from gamify.ratings import StarCounts
from gamify.seasons import Calendar
from gamify.standings import EngineerTally

NOON = time(12, tzinfo=UTC)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a ratings file: unless said otherwise, a five for Ann of Alpha."""

    ticket: str = "T1"
    stars: int = 5
    owner: str | None = "Ann"
    team: str | None = "Alpha"
    day: date = date(2026, 11, 2)
    at: datetime | None = None
    solved: datetime | None = None
    helpers: tuple[str, ...] = ()
    comment: str | None = None
    kind: tuple[str, str, str, str] = ("", "Network", "High", "")
    key: str = ""
    subject_key: str | None = None
    reopens: int | None = None
    transfers: int | None = None
    surveyed: bool | None = None
    first_response: datetime | None = None
    opened: datetime | None = None
    requester: str | None = None

    @property
    def rated_at(self) -> int | None:
        """When it was rated, in microseconds; None without a rating."""
        return to_micros(self.moment) if self.stars else None

    @property
    def moment(self) -> datetime:
        """Noon of its day, unless `at` is given."""
        return self.at or datetime.combine(self.day, NOON)

    @property
    def opened_at(self) -> datetime | None:
        """When its ticket was opened: the only time of a row without a rating."""
        return self.opened or (None if self.stars else self.moment)


def tally_of(
    engineer: int,
    name: str,
    units: StarCounts,
    team: str = "",
    reached_at: datetime | None = None,
    tickets: int = 0,
    rated_at: datetime | None = None,
    own_fives: int = 0,
) -> EngineerTally:
    """An engineer's season in credit units."""
    reached = None if reached_at is None else to_micros(reached_at)
    rated = None if rated_at is None else to_micros(rated_at)
    return EngineerTally(engineer, name, team, *units, reached, tickets, 0, rated, own_fives)


def chunk_of(rows: Sequence[Row]) -> CleanChunk:
    """Rows as the ingest hands them over."""
    kinds = list(dict.fromkeys(row.kind for row in rows))
    return CleanChunk(
        line=list(range(2, len(rows) + 2)),
        ticket=[row.ticket for row in rows],
        rating_key=[row.key for row in rows],
        stars=[row.stars for row in rows],
        raw=[str(row.stars) if row.stars else None for row in rows],
        comment=[row.comment for row in rows],
        rated_at=[row.rated_at for row in rows],
        opened_at=[_micros(row.opened_at) for row in rows],
        solved_at=[_micros(row.solved) for row in rows],
        owner=coded([row.owner for row in rows]),
        team=coded([row.team for row in rows]),
        kind=kinds,
        kind_code=[kinds.index(row.kind) for row in rows],
        helpers={at: row.helpers for at, row in enumerate(rows) if row.helpers},
        requester=[row.requester for row in rows],
        circumstances=Circumstances(
            subject_key=[row.subject_key for row in rows],
            reopens=[row.reopens for row in rows],
            transfers=[row.transfers for row in rows],
            surveyed=[row.surveyed for row in rows],
            first_response_at=[_micros(row.first_response) for row in rows],
        ),
        rejected=[],
        bytes_read=0,
    )


def _micros(at: datetime | None) -> int | None:
    return None if at is None else to_micros(at)


def coded(values: Sequence[str | None]) -> Coded:
    """A text column, each distinct text once."""
    names = list(dict.fromkeys(value for value in values if value))
    return Coded(names, [names.index(value) if value else -1 for value in values])


def store(
    session: Session,
    *rows: Row,
    chunks: Iterable[CleanChunk] | None = None,
    calendar: Calendar | None = None,
    source: str = "desk",
    rule: CreditRule = CreditRule.HALF,
) -> ImportSummary:
    """Import rows as one file."""
    return store_ratings(
        session,
        [chunk_of(rows)] if chunks is None else chunks,
        source=source,
        file_name="ratings.csv",
        digest="0",
        actor=console("lead"),
        now=NOW,
        calendar=calendar or Calendar(),
        credit_rule=rule,
    )
