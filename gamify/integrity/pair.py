"""F10 pair: two colleagues who are each other's helpers nearly all the time."""

from __future__ import annotations

from collections import Counter, defaultdict

from gamify.integrity.evidence import Evidence
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import say

#: Each of the two has had help so often, and so large a share of it in per cent from the other.
LEAST_ASSISTS, LEAST_PERCENT = 6, 60


def pairs(evidence: Evidence) -> list[Flag]:
    """Pairs in which each had at least 6 assists, at least 60 % of them from the other.

    An assist is help on a ticket that was rated with five stars (SCORING D, F10). Real pair
    work looks the same.
    """
    assists: dict[int, Counter[int]] = defaultdict(Counter)
    ids: dict[tuple[int, int], list[int]] = defaultdict(list)
    for rating in evidence.ratings:
        if rating.stars != 5 or not rating.engineer_id:
            continue
        for helper in rating.helpers:
            assists[rating.engineer_id][helper] += 1
            ids[rating.engineer_id, helper].append(rating.rating_id)
    return [
        Flag(
            rule=Rule.PAIR,
            severity=Severity.NORMAL,
            ratings=tuple(sorted({*ids[one, other], *ids[other, one]})),
            engineer_id=one,
            other_id=other,
            evidence=say(
                "{helped} of {all_helped} assists to the one came from the other, and {back} of "
                "{all_back} the other way round.",
                helped=assists[one][other],
                all_helped=assists[one].total(),
                back=assists[other][one],
                all_back=assists[other].total(),
            ),
            key=flag_key(one, other),
        )
        for one, other in sorted(ids)
        if one < other and _leans_on(assists.get(one), other) and _leans_on(assists.get(other), one)
    ]


def _leans_on(assists: Counter[int] | None, colleague: int) -> bool:
    if assists is None or assists.total() < LEAST_ASSISTS:
        return False
    return 100 * assists[colleague] >= LEAST_PERCENT * assists.total()
