"""The values of a standings table: what goes in (tallies) and what comes out (standings).

What comes in thousands is a named tuple: made in a third of the time of a frozen dataclass.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gamify.crown_rule import CrownRule
from gamify.handicap.published import Par
from gamify.ratings import CREDIT, StarCounts

#: The id under which ratings without a known team are counted; it is never ranked.
NO_TEAM = 0

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class RankMode(StrEnum):
    """Which average ranks the teams, and whether scorers are ranked net of their tickets."""

    FAIR = "fair"
    STEADY = "steady"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class TeamTally:
    """A team's season in whole ratings. `tickets` are closed tickets, None where unknown.

    `due` is what par expects of these ratings, in 1/10 000 lost stars; 0 without a par.
    """

    id: int
    name: str
    stars: StarCounts
    tickets: int | None = None
    last_rated_at: datetime | None = None
    due: int = 0


class TeamDay(NamedTuple):
    """What a day brought a team, in whole ratings. `tickets` are those closed on that day.

    `due` is what par expects of the ratings, in 1/10 000 lost stars; 0 without a par.
    """

    team_id: int
    day: date
    stars: StarCounts
    tickets: int | None = None
    due: int = 0


class EngineerTally(NamedTuple):
    """An engineer's season in credit units (27 720 a rating), as plain as the database gives it.

    `name` is the public one; `team` is that of the latest rating, "" where unknown. `reached`
    is when the score was reached and `rated` when the latest rating was given, in microseconds
    since 1970. `tickets` were handled as their owner, `own_fives` are the whole five-star
    ratings they brought, and `due` is what par expects of them, in 1/10 000 fives.
    """

    id: int
    name: str
    team: str
    five: int = 0
    four: int = 0
    three: int = 0
    two: int = 0
    one: int = 0
    reached: int | None = None
    tickets: int = 0
    due: int = 0
    rated: int | None = None
    own_fives: int = 0

    @property
    def units(self) -> StarCounts:
        """The credit units by stars."""
        return StarCounts(self.five, self.four, self.three, self.two, self.one)

    @property
    def credits(self) -> Fraction:
        """Ratings credited, exact."""
        return Fraction(self.units.n, CREDIT)

    @property
    def goals(self) -> Fraction:
        """Five-star ratings credited, exact."""
        return Fraction(self.five, CREDIT)

    @property
    def reached_at(self) -> datetime | None:
        """When the score was reached; None where it isn't known."""
        return None if self.reached is None else _EPOCH + timedelta(microseconds=self.reached)


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
    crown: CrownRule = CrownRule.AUTO


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
class Handicap:
    """What a team's kinds of work make one expect, and what it made of them (SCORING B2).

    Averages and saved stars are exact; `place` is that of the handicapped table, None below
    the minimum.
    """

    fair: Fraction
    par_average: Fraction
    saved: Fraction
    place: int | None


@dataclass(frozen=True, slots=True)
class TeamStanding:
    """One row of the team table. `place` is None below the minimum; `missing` ratings are needed.

    `average` is what ranks the table and what the interval is about; `raw_place` is the place
    without handicap. `steady` is exact (SCORING A2); `p_first` is None where it isn't computed,
    `handicap` without a par.
    """

    place: int | None
    tally: TeamTally
    steady: Fraction | None
    average: Fraction | None
    interval: Interval | None
    p_first: float | None
    missing: int
    raw_place: int | None = None
    handicap: Handicap | None = None

    @property
    def plain(self) -> Fraction | None:
        """The plain average, exact; None without ratings."""
        return self.tally.stars.average


@dataclass(frozen=True, slots=True)
class TeamTable:
    """The team table of a season: ranked rows first, then those below the minimum.

    `common` is the average C over all ratings of the season; `lead` is None with fewer than
    two ranked teams or without a lost star. `strength` is what the table's mode borrows by,
    `raw_strength` what the steady averages do. `par` is the one that rules the season.
    """

    rows: tuple[TeamStanding, ...]
    strength: Strength
    common: Fraction | None
    lead: Lead | None
    mode: RankMode = RankMode.STEADY
    par: Par | None = None
    raw_strength: Strength | None = None

    @property
    def ranked(self) -> tuple[TeamStanding, ...]:
        """Rows with a place, in order."""
        return tuple(row for row in self.rows if row.place is not None)

    @property
    def waiting(self) -> tuple[TeamStanding, ...]:
        """Rows below the minimum, most ratings first."""
        return tuple(row for row in self.rows if row.place is None)


class EngineerStanding(NamedTuple):
    """One row of the top scorers: ranked by five-credits (SCORING A7), or by form (B3)."""

    place: int | None
    tally: EngineerTally


@dataclass(frozen=True, slots=True)
class EngineerTable:
    """Top scorers of a season, in order: everybody, or the best few.

    `scored` is how many have a place. `everyone_fives` are those of all own tickets and
    `everyone_due` what par expects of them, in 1/10 000 fives. Net of their tickets they are
    ranked with `kappa` borrowed fives.
    """

    rows: tuple[EngineerStanding, ...]
    scored: int = 0
    mode: RankMode = RankMode.STEADY
    everyone_fives: int = 0
    everyone_due: int = 0
    kappa: int = 0
