"""What a look through the data has found, each with as much as it takes to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gamify.ingest.fields import Field
from gamify.similar import Likeness


@dataclass(frozen=True, slots=True)
class LoneTeam:
    """A team with ratings in which nobody was when they were given, the last one on `last`."""

    id: int
    name: str
    ratings: int
    last: date


@dataclass(frozen=True, slots=True)
class TeamlessPerson:
    """Somebody whose ratings of these days count for no team."""

    id: int
    name: str
    ratings: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Named:
    """An engineer or a team as one of two, with how many ratings are theirs."""

    id: int
    name: str
    ratings: int


@dataclass(frozen=True, slots=True)
class AlikeNames:
    """Two engineers or two teams who may be one: `kind` is engineer or team."""

    kind: str
    one: Named
    other: Named
    why: tuple[Likeness, ...]


@dataclass(frozen=True, slots=True)
class FromImport:
    """Ratings of an import; `import_id` is 0 for those that came by none."""

    import_id: int
    file_name: str
    source: str
    ratings: int


@dataclass(frozen=True, slots=True)
class Doubled:
    """Ratings of a later import that an earlier one has brought already.

    `some` are the first of the later ratings; `is_whole` says that the later import brought
    nothing else that counts.
    """

    earlier: FromImport
    later: FromImport
    some: tuple[int, ...]
    is_whole: bool

    @property
    def n(self) -> int:
        """How many there are."""
        return self.later.ratings


@dataclass(frozen=True, slots=True)
class EmptyColumn:
    """A field that the rows of a source often leave empty.

    `shares` are the empty shares of its last imports, the oldest first, and `rows` the rows of
    the last one.
    """

    source: str
    field: Field
    shares: tuple[Fraction, ...]
    rows: int

    @property
    def has_grown(self) -> bool:
        """Whether more is empty than in the imports before."""
        return grown(self.shares) > 0


@dataclass(frozen=True, slots=True)
class CoarseSource:
    """A source whose customers choose among so many points, and its ratings that count."""

    name: str
    points: int
    ratings: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything that was found; empty parts are in order."""

    lone_teams: tuple[LoneTeam, ...] = ()
    teamless: tuple[TeamlessPerson, ...] = ()
    alike: tuple[AlikeNames, ...] = ()
    future: tuple[FromImport, ...] = ()
    doubled: tuple[Doubled, ...] = ()
    ticketless: tuple[FromImport, ...] = ()
    ownerless: tuple[FromImport, ...] = ()
    columns: tuple[EmptyColumn, ...] = ()
    coarse: tuple[CoarseSource, ...] = ()


#: From so large a share on a column counts as half empty, and from so much more than before as
#: emptier.
HALF, MORE = Fraction(1, 2), Fraction(1, 5)
#: Most customers say nothing: that comments are rare isn't told, only that they get rarer.
_RARE = frozenset({Field.COMMENT})


def grown(shares: tuple[Fraction, ...]) -> Fraction:
    """How much emptier the last import is than the ones before it on average."""
    *before, last = shares
    return last - sum(before, Fraction()) / len(before) if before else Fraction()


def is_lacking(field: Field, shares: tuple[Fraction, ...]) -> bool:
    """Whether a column is worth a word: half empty though somebody fills it, or emptier now.

    One that was never filled isn't a column of that source.
    """
    if min(shares) == 1:
        return False
    return grown(shares) >= MORE or (shares[-1] >= HALF and field not in _RARE)
