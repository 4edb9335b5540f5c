"""F8 selective asking: fewer customers of an engineer are asked than the team's usual share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from operator import itemgetter

from gamify.integrity.evidence import Asked, Evidence
from gamify.integrity.flag import Flag, Rule, Severity, flag_key
from gamify.language import count

#: So many standard deviations below the usual share make it worth asking.
STEPS = 3
#: Fewer missing surveys than so many are no pattern: where nearly everybody is asked, a single
#: bounced mail lies three standard deviations off.
LEAST_MISSING = 5


def selective_asking(evidence: Evidence) -> list[Flag]:
    """Engineers with z = (sent − Σ T·s)/√(Σ T·s·(1−s)) ≤ −3, where s is the team's share.

    T are the engineer's closed tickets of a kind, s the share of the team's closed tickets of
    that kind that were sent a survey (SCORING F8). At least 5 surveys have to be missing. Duty
    by rota looks the same. Compared exactly: both sides squared.
    """
    return [
        Flag(
            rule=Rule.SELECTIVE_ASKING,
            severity=Severity.NORMAL,
            ratings=(),
            engineer_id=engineer,
            other_id=None,
            evidence=count(
                "{sent} of {n} closed ticket was sent a survey; at the team's usual share it "
                "would be about {due}.",
                "{sent} of {n} closed tickets were sent a survey; at the team's usual share it "
                "would be about {due}.",
                n=total.tickets,
                sent=total.sent,
                due=ceil(total.due),
            ),
            key=flag_key(engineer, occurrence=team),
        )
        for (engineer, team), total in sorted(_totals(evidence.asked).items(), key=itemgetter(0))
        if engineer and _is_low(total)
    ]


@dataclass(slots=True)
class _Total:
    """An engineer's tickets in a team, the surveys sent for them, and how many were due."""

    tickets: int = 0
    sent: int = 0
    due: Fraction = Fraction(0)
    variance: Fraction = Fraction(0)


def _totals(rows: Iterable[Asked]) -> dict[tuple[int, int], _Total]:
    """Totals by (engineer, team)."""
    rows = [row for row in rows if row.tickets]
    closed, sent = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    for row in rows:
        closed[row.team_id, row.stratum_id] += row.tickets
        sent[row.team_id, row.stratum_id] += row.sent
    totals: dict[tuple[int, int], _Total] = defaultdict(_Total)
    for row in rows:
        kind = row.team_id, row.stratum_id
        share = Fraction(sent[kind], closed[kind])
        total = totals[row.engineer_id, row.team_id]
        total.tickets += row.tickets
        total.sent += row.sent
        total.due += row.tickets * share
        total.variance += row.tickets * share * (1 - share)
    return totals


def _is_low(total: _Total) -> bool:
    short = total.due - total.sent
    return short >= LEAST_MISSING and short * short >= STEPS * STEPS * total.variance > 0
