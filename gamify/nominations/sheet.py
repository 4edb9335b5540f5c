"""What nominations look at: a season's ratings, credits, tickets and sums, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gamify.handicap.published import Par
from gamify.seasons import Season
from gamify.standings import TeamTable

Ints = NDArray[np.int64]

#: Stands for an amount or an answer that isn't known.
UNKNOWN = -1


class Kind(NamedTuple):
    """A kind of work by its labels; an empty one isn't known."""

    line: str = ""
    category: str = ""
    priority: str = ""
    channel: str = ""


@dataclass(frozen=True, slots=True)
class RatingColumns:
    """The counted ratings of a season in order of (rated_at, id); all columns are equally long.

    Unknown owners, teams and requesters are 0. `at` is in microseconds since 1970, `day` in
    days since 1970 of the organisation's calendar. `requester` numbers distinct customers.
    `has_comment` is 1 or 0; the column is None where nobody has asked for it.
    """

    id: Ints
    stars: Ints
    at: Ints
    day: Ints
    owner: Ints
    team: Ints
    stratum: Ints
    requester: Ints
    has_comment: Ints | None = None

    @property
    def names_customers(self) -> bool:
        """Whether any of the ratings says who gave it."""
        return bool((self.requester > 0).any())


@dataclass(frozen=True, slots=True)
class CreditColumns:
    """Who was credited with the ratings: one row for each engineer of each rating.

    `rating` is the position in `RatingColumns`, `units` are 27 720 a rating, `is_helper` is 1
    for everyone but the owner.
    """

    rating: Ints
    engineer: Ints
    units: Ints
    is_helper: Ints


@dataclass(frozen=True, slots=True)
class TicketColumns:
    """The tickets handled in a season.

    `minutes` is the time from opening to solving; `reopened`, `transferred` and `answered` are
    1 or 0. Each may be `UNKNOWN`.
    """

    owner: Ints
    team: Ints
    stratum: Ints
    minutes: Ints
    reopened: Ints
    transferred: Ints
    answered: Ints


@dataclass(frozen=True, slots=True)
class PersonSums:
    """Credit units and tickets by quarter, engineer and stratum; all columns are equally long.

    `back` says how many quarters before the season: 0 is the season itself. `units` has five
    columns, best first.
    """

    back: Ints
    engineer: Ints
    stratum: Ints
    units: Ints
    tickets: Ints


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect that was reported: `severity` 3 blocker, 2 critical, 1 major, 0 minor."""

    reporter: int
    severity: int
    #: True confirmed, False rejected; None while nobody has decided.
    confirmed: bool | None
    confirmer: int | None
    is_duplicate: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class SeasonSheet:
    """All that nominations look at.

    `par` is None where there is no handicap yet. `defects` is None where no tracker is
    connected. `first_ticket` is the day of each engineer's first ticket ever. `under_review`
    holds the engineers with an open flag of high severity, `hard_strata` the kinds of work
    that a lead has set as hard. `team_table` is ranked as the organisation has chosen.
    `names` (of everybody in the columns) and `team_of` are by engineer, `kinds` are the labels
    of each stratum.
    """

    season: Season
    names: Mapping[int, str]
    team_of: Mapping[int, str]
    par: Par | None
    sums: PersonSums
    ratings: RatingColumns
    credits: CreditColumns
    tickets: TicketColumns
    first_ticket: Mapping[int, date]
    team_table: TeamTable
    defects: Sequence[Defect] | None = None
    under_review: frozenset[int] = frozenset()
    hard_strata: frozenset[int] = field(default_factory=frozenset)
    kinds: Mapping[int, Kind] = field(default_factory=dict)
