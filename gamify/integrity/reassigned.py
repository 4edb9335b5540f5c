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

    Ratings below five stars that left their engineer for another on one day are a finding of
    high severity of the one they left; fives, of the one who received them (SCORING F6). Shift
    handovers look the same.
    """
    moves: dict[tuple[int, int, int, bool], set[int]] = defaultdict(set)
    for change in evidence.owner_changes or ():
        if _is_late(change):
            is_low, day = change.stars < 5, change.at // (24 * HOUR)
            people = change.before_id, change.after_id
            mine, other = people if is_low else reversed(people)
            moves[mine, other, day, is_low].add(change.rating_id)
    return [
        Flag(
            rule=Rule.REASSIGNED,
            severity=Severity.HIGH if is_low else Severity.NORMAL,
            ratings=tuple(sorted(ratings)),
            engineer_id=mine,
            other_id=other,
            evidence=_say(len(ratings), is_low=is_low),
            key=flag_key(mine, other, 2 * day + is_low),
        )
        for (mine, other, day, is_low), ratings in sorted(moves.items())
    ]


def _is_late(change: OwnerChange) -> bool:
    known = change.before_id and change.after_id and change.before_id != change.after_id
    return bool(known) and change.at > change.rated_at - HOURS * HOUR


def _say(n: int, *, is_low: bool) -> Message:
    if is_low:
        return count(
            "{n} rating below five stars went from this engineer to another after it was given "
            "or less than 24 hours before.",
            "{n} ratings below five stars went from this engineer to another after they were "
            "given or less than 24 hours before.",
            n=n,
        )
    return count(
        "{n} five-star rating came to this engineer from another after it was given or less "
        "than 24 hours before.",
        "{n} five-star ratings came to this engineer from another after they were given or less "
        "than 24 hours before.",
        n=n,
    )
