"""What is kept of a closed season: the places of its tables, once and for good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from gamify.errors import N_, CrownboardError

#: By which version of these rules seasons are kept now; an earlier one stays with its season.
VERSION = 1


class NotKept(CrownboardError):
    """Raised with `code`, of a quarter or a year."""

    sentence = N_("“{code}” isn’t in the hall of fame. Name a quarter that has closed: 2026-Q3.")


class Ranking(StrEnum):
    """A table of which the places are kept."""

    #: The team table by the average that carried the crown; the score is that average.
    TEAMS = "teams"
    #: The top scorers as far as they were public; the score is the credited fives.
    SCORERS = "scorers"
    #: The longest runs of fives; the score is how many. Only those who share the first place.
    RUNS = "runs"
    #: The year up to this quarter; the score is the average that ranks.
    YEAR = "year"

    @property
    def is_of_teams(self) -> bool:
        """Whether the places are those of teams, not of engineers."""
        return self is Ranking.TEAMS


class KeptPlace(NamedTuple):
    """A place of a table, exact. `ratings` are the credited ones, `plain` their plain average.

    `name` is what the team or engineer was called, or what is shown in its stead.
    """

    ranking: Ranking
    place: int
    unit_id: int
    name: str
    score: Fraction
    ratings: Fraction
    plain: Fraction | None = None


@dataclass(frozen=True, slots=True)
class KeptRules:
    """By which rules a season was kept.

    `calendar` is a zone and the first month of the fiscal year ("Europe/Berlin/1"), `strata` are
    the fields that make a kind of work, `par` is the version of the par that ruled, None without
    one, `crown` the table that carried the crown: fair, steady or plain. `rules` are the
    parameters of the standings by their names.
    """

    version: int
    crown: str
    calendar: str
    strata: tuple[str, ...]
    par: int | None
    rules: dict[str, object]


@dataclass(frozen=True, slots=True)
class KeptSeason:
    """A closed season as it was kept. `year` is the fiscal year it belongs to, by its last day.

    `quarter` is 1 to 4 within it.
    """

    code: str
    first: date
    last: date
    year: int
    quarter: int
    kept_at: datetime
    rules: KeptRules
    places: tuple[KeptPlace, ...]

    def table(self, ranking: Ranking) -> tuple[KeptPlace, ...]:
        """The places of a table, best first."""
        return tuple(one for one in self.places if one.ranking is ranking)

    @property
    def crowned(self) -> tuple[KeptPlace, ...]:
        """The team with the crown; several if they share the first place."""
        return tuple(one for one in self.table(Ranking.TEAMS) if one.place == 1)


def engineers_of_the_year(seasons: Sequence[KeptSeason]) -> list[KeptSeason]:
    """Of each year the last season that was kept, newest first: its year table is the year's."""
    latest: dict[int, KeptSeason] = {}
    for one in sorted(seasons, key=lambda season: season.last):
        latest[one.year] = one
    return [latest[year] for year in sorted(latest, reverse=True)]
