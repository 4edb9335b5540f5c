"""Engineers' sums over quarters beside what par makes one expect of them (SCORING B2, B3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from gamify.handicap.form import quality_only_due
from gamify.handicap.published import Par
from gamify.nominations.sheet import Ints, PersonSums, SeasonSheet
from gamify.nominations.sums import counted, different, star_sums, summed
from gamify.ratings import CREDIT, StarCounts


class PersonSum(NamedTuple):
    """An engineer over some quarters. Units are 27 720 a rating.

    `due` is Σ units·par4, in 1/10 000 lost stars of a unit.
    """

    units: StarCounts = StarCounts()
    due: int = 0

    def __add__(self, other: PersonSum) -> PersonSum:  # type: ignore[override]
        return PersonSum(self.units + other.units, self.due + other.due)


class Form(NamedTuple):
    """Fives on own tickets, in credit units, and those that the tickets usually bring.

    `due` is in 1/10 000 fives. `is_quality_only` marks one that is reckoned from ratings since
    tickets aren't known.
    """

    fives: int
    due: int
    is_quality_only: bool = False


def person_sums(
    sums: PersonSums, par: Par, *, first: int = 0, last: int = 0
) -> dict[int, PersonSum]:
    """Each engineer's sums over the quarters from `first` to `last` before the season."""
    chosen = (sums.back >= first) & (sums.back <= last)
    engineer, units = sums.engineer[chosen], sums.units[chosen]
    due = summed(engineer, units.sum(axis=1) * by_stratum(par.par4, sums.stratum)[chosen])
    return {unit: PersonSum(stars, due[unit]) for unit, stars in star_sums(engineer, units).items()}


def quarters_rated(sums: PersonSums, *, first: int, last: int) -> dict[int, int]:
    """In how many of those quarters each engineer was rated."""
    chosen = (sums.back >= first) & (sums.back <= last) & sums.units.any(axis=1)
    room = int(sums.back.max(initial=0)) + 1
    return counted(different(sums.engineer[chosen] * room + sums.back[chosen]) // room)


def forms(sheet: SeasonSheet, par: Par) -> dict[int, Form]:
    """Each engineer's fives beside the par of the tickets, both by the tickets' owners.

    Helpers of tickets that weren't rated aren't known, so the owner has all of the credit
    (SCORING B3). Where no ticket is known, ratings times the common share of fives stand for
    the par.
    """
    ratings, sums = sheet.ratings, sheet.sums
    fives = counted(ratings.owner[ratings.stars == 5])
    now = sums.back == 0
    tickets = sums.tickets[now]
    if tickets.any():
        due = summed(sums.engineer[now], tickets * by_stratum(par.rho4, sums.stratum)[now])
        return {one: Form(fives[one] * CREDIT, due[one]) for one in sorted({*fives, *due})}
    rated = counted(ratings.owner)
    shares = {"everyone_ratings": rated.total() * CREDIT, "everyone_fives": fives.total() * CREDIT}
    return {
        one: Form(fives[one] * CREDIT, quality_only_due(n * CREDIT, **shares), is_quality_only=True)
        for one, n in sorted(rated.items())
    }


def by_stratum(worth: Callable[[int], int], strata: Ints) -> Ints:
    """What each row's kind of work is worth."""
    worths = np.zeros(int(strata.max(initial=0)) + 1, dtype=np.int64)
    for stratum in np.flatnonzero(np.bincount(strata)).tolist():
        worths[stratum] = worth(stratum)
    return worths[strata]
