"""What a whole file brings, before anything is stored: counts, examples, rejected rows, effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from db.import_effect import Effect, import_effect
from db.instant import from_micros
from gamify.access import Visitor
from gamify.errors import UnusableRows
from gamify.ingest.ratings_file import RatingsFile
from gamify.ingest.rejects import Rejects
from gamify.ingest.rows import CleanChunk, RejectedRow
from pages.ui import reads
from pages.ui.data.job import Told

#: Rows that are shown of each kind; the file of rejected rows has all of them.
SHOWN: Final = 500
#: Rows up to which the effect on the standings is looked at: other writers wait meanwhile.
MOST_TRIED: Final = 20_000


@dataclass(frozen=True, slots=True)
class AcceptedRow:
    """A row as it would be stored; `stars` is 0 for a ticket without a rating."""

    line: int
    ticket: str
    stars: int
    rated_at: datetime | None
    engineer: str
    team: str
    kind: str
    comment: str


@dataclass(slots=True)
class Checked:
    """What a file brings. `rejects` is where all rejected rows are, where there are any.

    `effect` is None for a file that is too long to be tried, or brings nothing.
    """

    ratings: int = 0
    unrated: int = 0
    rejected: int = 0
    accepted: list[AcceptedRow] = field(default_factory=list)
    refused: list[RejectedRow] = field(default_factory=list)
    rejects: Path | None = None
    effect: Effect | None = None

    @property
    def rows(self) -> int:
        """All rows of the file."""
        return self.ratings + self.unrated + self.rejected

    @property
    def usable(self) -> int:
        """Rows that would be stored."""
        return self.ratings + self.unrated

    @property
    def is_known(self) -> bool:
        """Whether every usable row is stored already, as far as that was tried."""
        return self.effect is not None and self.effect.summary.unchanged == self.usable


def check(file: RatingsFile, source: str, language: str, actor: Visitor, tell: Told) -> Checked:
    """Read a whole file and try it out. Raises a subclass of UnreadableFile, and NotAllowed."""
    found = Checked()
    tried: list[CleanChunk] = []
    place = file.path.with_name("rejected.csv")
    with Rejects(place, file=file.name, language=language) as rejects:
        try:
            for chunk in rejects.watch(_counted(file.chunks(), found, tell)):
                if found.usable <= MOST_TRIED:
                    tried.append(chunk)
                else:
                    tried.clear()
            rejects.keep()
        except UnusableRows:
            tried.clear()
        found.rejects = place if rejects.n else None
    if tried:
        found.effect = import_effect(
            reads.engine(),
            tried,
            file=file,
            source=source,
            settings=reads.settings(),
            actor=actor,
            now=datetime.now(UTC),
        )
    return found


def _counted(chunks: Iterable[CleanChunk], found: Checked, tell: Told) -> Iterator[CleanChunk]:
    for chunk in chunks:
        rated = sum(1 for stars in chunk.stars if stars)
        found.ratings += rated
        found.unrated += len(chunk.stars) - rated
        found.rejected += len(chunk.rejected)
        found.refused += chunk.rejected[: SHOWN - len(found.refused)]
        room = SHOWN - len(found.accepted)
        found.accepted += [_accepted(chunk, row) for row in range(min(room, len(chunk.line)))]
        tell(chunk.bytes_read, found.rows)
        yield chunk


def _accepted(chunk: CleanChunk, row: int) -> AcceptedRow:
    at, owner, team = chunk.rated_at[row], chunk.owner.codes[row], chunk.team.codes[row]
    others = chunk.helpers.get(row, ())
    return AcceptedRow(
        line=chunk.line[row],
        ticket=chunk.ticket[row],
        stars=chunk.stars[row],
        rated_at=None if at is None else from_micros(at),
        engineer=", ".join([*([chunk.owner.names[owner]] if owner >= 0 else []), *others]),
        team=chunk.team.names[team] if team >= 0 else "",
        kind=" · ".join(part for part in chunk.kind[chunk.kind_code[row]] if part),
        comment=chunk.comment[row] or "",
    )
