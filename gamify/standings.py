"""The values of a standings table: what goes in (tallies) and what comes out (standings).

What comes in thousands is a named tuple: made in a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gamify.ratings import CREDIT, StarCounts

#: The id under which ratings without a known team are counted; it is never ranked.
NO_TEAM = 0


@dataclass(frozen=True, slots=True)
class TeamTally:
    """A team's season in whole ratings. `tickets` are closed tickets, None where unknown."""

    id: int
    name: str
    stars: StarCounts
    tickets: int | None = None
    last_rated_at: datetime | None = None


class TeamDay(NamedTuple):
    """What a day brought a team, in whole ratings. `tickets` are those closed on that day."""

    team_id: int
    day: date
    stars: StarCounts
    tickets: int | None = None


class EngineerTally(NamedTuple):
    """An engineer's season in credit units (27 720 a rating).

    `name` is the public one. `last_five_at` is when the score was reached.
    """

    id: int
    name: str
    units: StarCounts
    team: str | None = None
    last_five_at: datetime | None = None

    @property
    def credits(self) -> Fraction:
        """Ratings credited, exact."""
        return Fraction(self.units.n, CREDIT)

    @property
    def goals(self) -> Fraction:
        """Five-star ratings credited, exact."""
        return Fraction(self.units.five, CREDIT)


@dataclass(frozen=True, slots=True)
class Rules:
    """The parameters of SCORING 0 that standings need; a company may change them."""

    min_ratings_team: int = 20
    min_ratings_person: int = 10
    k_default_team: int = 100
    k_min_team: int = 10
    k_max_team: int = 300
    k_default_person: int = 60
    k_min_person: int = 10
    k_max_person: int = 150
    clear: float = 0.80
    ahead: float = 0.50
    contender_mass: float = 0.80
    interval: float = 0.80
    public_top: int = 10


@dataclass(frozen=True, slots=True)
class Strength:
    """What the data say of how far units differ (SCORING A3)."""

    #: Variance of lost stars per lost star.
    phi: float
    #: Variance of the true ratios between units; None where it can't be estimated.
    tau2: float | None
    #: Borrowed ratings.
    k: int


@dataclass(frozen=True, slots=True)
class Interval:
    """An interval of the true average, in stars; `low` and `high` are approximate floats."""

    low: float
    high: float


class LeadLabel(StrEnum):
    """How sure place 1 is (SCORING A5)."""

    CLEAR = "clear"
    AHEAD = "ahead"
    TOO_CLOSE = "too_close"


@dataclass(frozen=True, slots=True)
class Lead:
    """The evidence behind place 1. `contenders` are ids, most probable first."""

    label: LeadLabel
    probability: float
    contenders: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One row of the team table. `place` is None below the minimum; `missing` ratings are needed.

    `steady` is exact (SCORING A2); `p_first` is None where it isn't computed.
    """

    place: int | None
    tally: TeamTally
    steady: Fraction | None
    interval: Interval | None
    p_first: float | None
    missing: int

    @property
    def plain(self) -> Fraction | None:
        """The plain average, exact; None without ratings."""
        return self.tally.stars.average


@dataclass(frozen=True, slots=True)
class TeamTable:
    """The team table of a season: ranked rows first, then those below the minimum.

    `common` is the average C over all ratings of the season; `lead` is None with fewer than
    two ranked teams or without a lost star.
    """

    rows: tuple[TeamStanding, ...]
    strength: Strength
    common: Fraction | None
    lead: Lead | None

    @property
    def ranked(self) -> tuple[TeamStanding, ...]:
        """Rows with a place, in order."""
        return tuple(row for row in self.rows if row.place is not None)

    @property
    def waiting(self) -> tuple[TeamStanding, ...]:
        """Rows below the minimum, most ratings first."""
        return tuple(row for row in self.rows if row.place is None)


class EngineerStanding(NamedTuple):
    """One row of the top scorers: ranked by five-credits (SCORING A7, persons)."""

    place: int | None
    tally: EngineerTally


@dataclass(frozen=True, slots=True)
class EngineerTable:
    """Top scorers of a season, in order; engineers without a five have no place."""

    rows: tuple[EngineerStanding, ...]
