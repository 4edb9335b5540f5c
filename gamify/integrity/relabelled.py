"""F7 re-labelled: rated tickets got a kind of work with a higher par after their triage."""

from __future__ import annotations

from collections import defaultdict

from gamify.integrity.evidence import Evidence
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import count


def relabelled(evidence: Evidence) -> list[Flag]:
    """Engineers whose rated tickets went to a kind with a higher par after first assignment.

    A change by somebody else is left out; where the source doesn't say who made it, it is
    shown (SCORING F7). Honest re-triage looks the same, and the handicap uses the first label
    anyway.
    """
    raised: dict[int, list[int]] = defaultdict(list)
    for change in evidence.relabellings or ():
        is_own = change.by in {None, change.engineer_id}
        if change.engineer_id and is_own and change.par_after > change.par_before:
            raised[change.engineer_id].append(change.rating_id)
    return [
        Flag(
            rule=Rule.RELABELLED,
            severity=Severity.NORMAL,
            ratings=tuple(sorted(ratings)),
            engineer_id=engineer,
            other_id=None,
            evidence=count(
                "{n} rated ticket got a kind of work with a higher par after its first "
                "assignment. The handicap goes by the first one.",
                "{n} rated tickets got a kind of work with a higher par after their first "
                "assignment. The handicap goes by the first one.",
                n=len(ratings),
            ),
            key=flag_key(engineer),
        )
        for engineer, ratings in sorted(raised.items())
    ]
