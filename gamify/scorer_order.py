"""The order of the top scorers, by five-star ratings or net of what their tickets usually bring.

It asks for little of each engineer, so that a board can rank thousands and then read names and
all figures of the few whom it shows. Keys are integers: places are exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import NamedTuple

from gamify.handicap.published import PAR
from gamify.named_rows import named_rows
from gamify.standings import EngineerTally

#: Later than any score: where it isn't known when a score was reached.
_NEVER = 2**63

#: Fives that par must expect of somebody, and that must be brought, to be ranked net (SCORING D).
LEAST_NET = 3


class Score(NamedTuple):
    """What gives an engineer a place: as much of a tally as the order asks for.

    `five` are the fives and `lost` the lost stars, in credit units; the others are a tally's.
    """

    id: int
    five: int = 0
    lost: int = 0
    reached: int | None = None
    due: int = 0
    own_fives: int = 0


@dataclass(frozen=True, slots=True)
class ScorerOrder:
    """Ids with their places, best first: of all that have one, or of the best few asked for.

    `scored` is how many have one. `everyone_fives` are those of all own tickets, and
    `everyone_due` what par expects of them, in 1/10 000 fives.
    """

    ids: list[int]
    places: list[int]
    scored: int
    everyone_fives: int
    everyone_due: int


#: A key of three numbers, lowest first; equal ones share the place. Within it the id orders.
_Keyed = tuple[int, int, int, int]


def scores_of(tallies: Iterable[EngineerTally]) -> list[Score]:
    """The scores behind tallies."""
    rows = (
        (id_, five, four + 2 * three + 3 * two + 4 * one, reached, due, own_fives)
        for id_, _, _, five, four, three, two, one, reached, _, due, _, own_fives in tallies
    )
    return list(named_rows(Score, rows))


def order_scorers(
    scores: Sequence[Score], *, kappa: int | None = None, best: int | None = None
) -> ScorerOrder:
    """The order by goals, or with `kappa` borrowed fives net of the tickets."""
    everyone = _everyone(scores)
    keyed = _by_goals(scores) if kappa is None else _net(scores, everyone, kappa)
    ordered = sorted(keyed) if best is None else nsmallest(best, keyed)
    places: list[int] = []
    place, shared = 0, None
    for position, row in enumerate(ordered, start=1):
        key = row[:3]
        if shared != key:
            place, shared = position, key
        places.append(place)
    return ScorerOrder([row[3] for row in ordered], places, len(keyed), *everyone)


def _by_goals(scores: Sequence[Score]) -> list[_Keyed]:
    """More five-credits, fewer lost-star credits, the score reached earlier (SCORING A7).

    Engineers without a five have no place.
    """
    return [
        (-five, lost, _NEVER if reached is None else reached, id_)
        for id_, five, lost, reached, _, _ in scores
        if five
    ]


def _net(scores: Sequence[Score], everyone: tuple[int, int], kappa: int) -> list[_Keyed]:
    """The higher form index, then more fives (SCORING B3, D).

    Nobody has a place of whom par expects less than 3 fives, or whose tickets brought fewer.
    """
    everyone_fives, everyone_due = everyone
    borrowed = kappa * PAR
    ready = [
        (own_fives, due + borrowed, id_)
        for id_, _, _, _, due, own_fives in scores
        if due >= LEAST_NET * PAR and own_fives >= LEAST_NET
    ]
    # Two fractions whose denominators are at most d differ by at least 1/d²: so much larger
    # and cut to integers they keep their order.
    scale = max([owed for _, owed, _ in ready], default=1) ** 2
    weight, common = scale * everyone_due, scale * borrowed * everyone_fives
    return [
        (-((own_fives * weight + common) // owed), -own_fives, 0, id_)
        for own_fives, owed, id_ in ready
    ]


def _everyone(scores: Sequence[Score]) -> tuple[int, int]:
    """All fives of own tickets, and all that was due in 1/10 000 fives."""
    return sum([score[5] for score in scores]), sum([score[4] for score in scores])
