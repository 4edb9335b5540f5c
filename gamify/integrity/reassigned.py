"""F6 reassigned: a ticket changed its engineer around the time of its rating."""

from __future__ import annotations

from collections import defaultdict

from gamify.integrity.evidence import HOUR, Evidence, OwnerChange
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import Message, count

#: A change less than so many hours before the rating, or any time after it, is looked at.
HOURS = 24


def reassigned(evidence: Evidence) -> list[Flag]:
    """Ratings whose engineer changed less than 24 h before them, or any time after.

    What moved from one engineer to another on one day is one finding. It is of high severity
    where a rating below five stars left its engineer, and then a finding of that engineer's;
    else of the one who received it (SCORING F6). Shift handovers look the same.
    """
    moves: dict[tuple[int, int, int], list[OwnerChange]] = defaultdict(list)
    for change in evidence.owner_changes or ():
        if _is_late(change):
            day = change.at // (24 * HOUR)
            moves[change.before_id, change.after_id, day].append(change)
    found = []
    for (before, after, day), changes in sorted(moves.items()):
        low = sum(change.stars < 5 for change in changes)
        mine, other = (before, after) if low else (after, before)
        found.append(
            Flag(
                rule=Rule.REASSIGNED,
                severity=Severity.HIGH if low else Severity.NORMAL,
                ratings=tuple(sorted({change.rating_id for change in changes})),
                engineer_id=mine,
                other_id=other,
                evidence=_say(changes, low),
                key=flag_key(mine, other, day),
            )
        )
    return found


def _is_late(change: OwnerChange) -> bool:
    known = change.before_id and change.after_id and change.before_id != change.after_id
    return bool(known) and change.at > change.rated_at - HOURS * HOUR


def _say(changes: list[OwnerChange], low: int) -> Message:
    n = len({change.rating_id for change in changes})
    if low:
        return count(
            "{n} rating went from this engineer to another after it was given or less than "
            "24 hours before; below five stars: {low}.",
            "{n} ratings went from this engineer to another after they were given or less than "
            "24 hours before; below five stars: {low}.",
            n=n,
            low=low,
        )
    return count(
        "{n} rating came to this engineer from another after it was given or less than "
        "24 hours before.",
        "{n} ratings came to this engineer from another after they were given or less than "
        "24 hours before.",
        n=n,
    )
