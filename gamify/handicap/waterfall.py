"""Where a handicap comes from: lost stars or goals by kind of work, against par (SCORING B2, B3).

The steps are exact and add up to the whole. What is shown of each is cut, so shown steps may
differ from the shown sum by a tenth or two; a shown number is never added up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from gamify.averages import cut, cut_ratio
from gamify.handicap.merging import OTHER
from gamify.handicap.published import PAR, Par
from gamify.language import Message, say
from gamify.ratings import CREDIT, StarCounts


class Step(NamedTuple):
    """A unit's lost stars in one group of work.

    `n` are its ratings, `gone` the stars they lost and `due` what par expects of them, in
    1/10 000; in credit units all three are so many times larger as `unit` says.
    """

    group: str
    n: int
    due: int
    gone: int
    unit: int = 1

    @property
    def par(self) -> Fraction:
        """The stars that customers usually take off such tickets, exact."""
        return Fraction(self.due, PAR * self.unit)

    @property
    def lost(self) -> Fraction:
        """The stars that were lost, exact."""
        return Fraction(self.gone, self.unit)

    @property
    def saved(self) -> Fraction:
        """What is left of par, exact; negative where more was lost."""
        return Fraction(self.kept, PAR * self.unit)

    @property
    def kept(self) -> int:
        """The saved stars in the unit of `due`."""
        return self.due - PAR * self.gone


@dataclass(frozen=True, slots=True)
class Share:
    """An engineer's goals in one group of work. `due` are those that such tickets usually bring."""

    group: str
    tickets: int
    due: Fraction
    fives: Fraction
    handicap: Fraction


def team_waterfall(cells: Mapping[int, StarCounts], par: Par, *, unit: int = 1) -> tuple[Step, ...]:
    """Stars by stratum as steps by group of work, the largest difference from par first.

    The steps' `saved` sum to `stars_saved`. Groups of the same size stand by name; those without
    ratings are left out. Counts in credit units come with their `unit`.
    """
    sums: dict[str, tuple[int, int, int]] = {}
    for stratum, (five, four, three, two, one) in cells.items():
        known = par.strata.get(stratum)
        group, par4 = (OTHER, par.g4) if known is None else (known.group, known.par4)
        rated = five + four + three + two + one
        n, due, gone = sums.get(group, (0, 0, 0))
        sums[group] = n + rated, due + rated * par4, gone + four + 2 * three + 3 * two + 4 * one
    sized = sorted(
        (-abs(due - PAR * gone), group, n, due, gone) for group, (n, due, gone) in sums.items() if n
    )
    return tuple([Step(group, n, due, gone, unit) for _, group, n, due, gone in sized])


def fives_waterfall(
    tickets: Mapping[int, int], fives: Mapping[int, int], par: Par, *, unit: int = CREDIT
) -> tuple[Share, ...]:
    """Closed tickets and fives by stratum as shares by group of work, in the order of steps.

    `fives` are in credit units. The shares' handicaps sum to `handicap_of`.
    """
    shares = []
    for group, strata in _by_group({**tickets, **fives}, par).items():
        closed = sum(tickets.get(kind, 0) for kind in strata)
        due = Fraction(sum(tickets.get(kind, 0) * par.rho4(kind) for kind in strata), PAR)
        brought = Fraction(sum(fives.get(kind, 0) for kind in strata), unit)
        if closed or brought:
            shares.append(
                Share(group=group, tickets=closed, due=due, fives=brought, handicap=brought - due)
            )
    return tuple(sorted(shares, key=lambda share: (-abs(share.handicap), share.group)))


def waterfall_sentence(steps: Sequence[Step], *, team: str | None = None) -> Message:
    """The arithmetic of lost stars, to somebody of the team; of a `team` if it is named."""
    unit = steps[0].unit if steps else 1
    due, gone = sum([step.due for step in steps]), sum([step.gone for step in steps])
    whole, rest = divmod(gone, unit)
    # Whole numbers all along: a board has this sentence on every row.
    shown = {
        "par": cut_ratio(due, PAR * unit, decimals=1),
        "lost": cut_ratio(gone, unit, decimals=1) if rest else whole,
        "saved": _signed(cut_ratio(due - PAR * gone, PAR * unit, decimals=1)),
    }
    if team is None:
        return say(
            "On your tickets customers usually take off {par} stars; you lost {lost}: {saved}.",
            **shown,
        )
    return say(
        "On {team}'s tickets customers usually take off {par} stars; it lost {lost}: {saved}.",
        team=team,
        **shown,
    )


def fives_sentence(shares: Sequence[Share]) -> Message:
    """The arithmetic of goals, whoever reads it."""
    due = sum((share.due for share in shares), Fraction())
    fives = sum((share.fives for share in shares), Fraction())
    return say(
        "Par for these tickets is {par} goals; brought {fives}: {handicap}.",
        par=cut(due, decimals=1),
        fives=_amount(fives),
        handicap=_signed(cut(fives - due, decimals=1)),
    )


def _by_group(strata: Iterable[int], par: Par) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for stratum in strata:
        known = par.strata.get(stratum)
        groups[OTHER if known is None else known.group].append(stratum)
    return groups


def _amount(value: Fraction) -> int | Decimal:
    """A whole number as it is, a broken one cut to a decimal, as credits are shown."""
    return value.numerator if value.denominator == 1 else cut(value, decimals=1)


def _signed(amount: Decimal) -> Message:
    return Message("+{amount}" if amount > 0 else "{amount}", {"amount": amount})
