"""Where a par says less than it seems: work that nobody else does, and work that has changed.

Without overlap "hard tickets" and "a weaker quarter" can't be told apart; the fit then takes
it that teams are equally good on average (SCORING B).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from gamify.averages import cut
from gamify.handicap.merging import MIN_STRATUM, OTHER
from gamify.handicap.published import PAR, Par
from gamify.language import Message, count, say
from gamify.ratings import StarCounts

#: A kind of work has drifted when what is lost on it is so many standard deviations off par.
DRIFT = 3

#: The badge of a team whose kinds of work are its own, and what it means.
OWN_WORK = say("own ticket kinds")
OWN_WORK_HINT = say(
    "Most of this par comes from ticket kinds that hardly anybody else handles, so it rests on"
    " this team's own past ratings."
)


@dataclass(frozen=True, slots=True)
class Drift:
    """A kind of work on which all units together lose more or fewer stars than its par.

    `z` is by how many standard deviations, positive where more is lost.
    """

    stratum_id: int
    #: The label under which its par was fitted.
    group: str
    n: int
    lost: int
    par: Fraction
    z: float

    @property
    def message(self) -> Message:
        """What a lead reads beside the group's label; a new par is the lead's decision."""
        return count(
            "Stars lost in {n} rating: {lost}; by par: {par}. This par may want renewing.",
            "Stars lost in {n} ratings: {lost}; by par: {par}. This par may want renewing.",
            n=self.n,
            lost=self.lost,
            par=cut(self.par, decimals=1),
        )


def is_own_work(due_by_stratum: Mapping[int, int], par: Par, team_id: int) -> bool:
    """Whether under half of what is due of a team comes from kinds of work that others do too.

    Others do it too where they gave at least 20 % of the ratings of the par. A kind of work
    without a par of its own says nothing of others. `due_by_stratum` is E4, n·par4.
    """
    return is_mostly(own_due(due_by_stratum, par, team_id), sum(due_by_stratum.values()))


def own_due(due_by_stratum: Mapping[int, int], par: Par, team_id: int) -> int:
    """What is due of a team on kinds of work that hardly anybody else does."""
    return sum(
        due
        for stratum, due in due_by_stratum.items()
        if (known := par.strata.get(stratum)) is None or known.owner_team == team_id
    )


def is_mostly(own: int, due: int) -> bool:
    """Whether less than half of what is due isn't a team's own."""
    return 2 * (due - own) < due


def common_strata(par: Par) -> frozenset[int]:
    """The kinds of work of a par that are nobody's own."""
    return frozenset(kind for kind, known in par.strata.items() if known.owner_team is None)


def drifted(
    strata_sums: Mapping[int, StarCounts], par: Par, *, least: int = MIN_STRATUM
) -> list[Drift]:
    """Kinds of work that left their par in all units' ratings, the farthest off first.

    At least `least` ratings and |L − E| ≥ 3·√(φE), compared exactly (SCORING B).
    """
    found = []
    for stratum, stars in strata_sums.items():
        due = stars.n * par.par4(stratum)
        gap = PAR * stars.lost - due
        variance = Fraction(par.phi) * PAR * due
        if stars.n < least or gap * gap < DRIFT**2 * variance or not variance:
            continue
        known = par.strata.get(stratum)
        found.append(
            Drift(
                stratum_id=stratum,
                group=OTHER if known is None else known.group,
                n=stars.n,
                lost=stars.lost,
                par=Fraction(due, PAR),
                z=gap / sqrt(variance),
            )
        )
    return sorted(found, key=lambda drift: (-abs(drift.z), drift.stratum_id))
