"""A published par: what customers usually take off each kind of work (SCORING B1).

It is fitted before a season begins and rules it unchanged; a later version is a decision of
its own. All of its numbers that rank anyone are integers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

#: Fixed-point units of one star (or one five): a par of 1313 is 0.1313 lost stars a rating.
PAR = 10_000


@dataclass(frozen=True, slots=True)
class StratumPar:
    """The par of a kind of work.

    `group` is the label under which it was fitted; small kinds share one. `par4` is lost stars
    a rating and `rho4` fives a ticket, in 1/10 000. `ratings` were given in the window.
    """

    stratum_id: int
    group: str
    par4: int
    rho4: int
    ratings: int
    #: The team that had more than 80 % of the window's ratings, None where none had.
    owner_team: int | None = None
    #: The usual time to solve, in minutes; None where it isn't known.
    median_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Par:
    """All pars of one version, with the borrowed amounts that were published beside them.

    `g4` and `f4` stand for a kind of work that has no par of its own: lost stars a rating and
    fives a ticket in 1/10 000. `window` is the period it was fitted on.
    """

    season: str
    version: int
    is_provisional: bool
    window: tuple[date, date]
    ratings: int
    g4: int
    f4: int
    #: Variance of lost stars per lost star in the window.
    phi: float
    #: Borrowed ratings of teams and of persons, borrowed fives of persons.
    k_team: int
    k_person: int
    kappa: int
    strata: Mapping[int, StratumPar] = field(default_factory=dict)
    published_on: date | None = None

    def par4(self, stratum: int) -> int:
        """Lost stars a rating of a kind of work, in 1/10 000."""
        known = self.strata.get(stratum)
        return self.g4 if known is None else known.par4

    def rho4(self, stratum: int) -> int:
        """Fives a ticket of a kind of work, in 1/10 000."""
        known = self.strata.get(stratum)
        return self.f4 if known is None else known.rho4
