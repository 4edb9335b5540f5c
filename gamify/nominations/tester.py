"""Tester: confirmed defects, weighted by how severe they are (SCORING D)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from gamify.language import Message, count, say
from gamify.nominations.nomination import Candidate, Gate, GateValues, Nomination, Verdict
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import Defect, SeasonSheet
from gamify.nominations.wording import first_of

#: Points of a minor, major, critical and blocking defect.
POINTS = (1, 2, 3, 5)


@dataclass(slots=True)
class _Found:
    """What an engineer reported: confirmed defects by severity, and how many were rejected."""

    confirmed: list[int] = field(default_factory=lambda: [0] * len(POINTS))
    rejected: int = 0
    last_day: date | None = None

    def add(self, defect: Defect) -> None:
        """Counts a decided defect."""
        if not defect.confirmed:
            self.rejected += 1
            return
        self.confirmed[defect.severity] += 1
        if defect.day is not None:
            self.last_day = max(self.last_day or defect.day, defect.day)


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by points of confirmed defects.

    Duplicates and defects that their reporter decided on don't count. Ties go to more blockers,
    more criticals, and the score reached earlier.
    """
    if sheet.defects is None:
        return Verdict(unavailable=say("No tracker of defects is connected."))
    return verdict_on(
        _candidate(sheet, engineer, found, gates)
        for engineer, found in _reported(sheet.defects).items()
        if sum(found.confirmed)
    )


def _reported(defects: Sequence[Defect]) -> dict[int, _Found]:
    found: dict[int, _Found] = defaultdict(_Found)
    for defect in defects:
        is_own = defect.confirmer == defect.reporter
        if defect.confirmed is not None and not defect.is_duplicate and not is_own:
            found[defect.reporter].add(defect)
    return found


def _candidate(sheet: SeasonSheet, engineer: int, found: _Found, gates: GateValues) -> Candidate:
    points = sum(n * each for n, each in zip(found.confirmed, POINTS, strict=True))
    minor, major, critical, blocker = found.confirmed
    last = date.max if found.last_day is None else found.last_day
    return nominee(
        sheet,
        engineer,
        score=Fraction(points),
        value=count("{n} point", "{n} points", n=points),
        sentence=say(
            "Confirmed defects: blockers {blocker} × 5, critical {critical} × 3, "
            "major {major} × 2, minor {minor} × 1 make {points}.",
            blocker=blocker,
            critical=critical,
            major=major,
            minor=minor,
            points=points,
        ),
        tie=(blocker, critical, -last.toordinal()),
        missing=_missing(found, gates),
    )


def _missing(found: _Found, gates: GateValues) -> Message | None:
    confirmed = sum(found.confirmed)
    short = gates["defects"] - confirmed
    share = 100 * confirmed >= gates["share"] * (confirmed + found.rejected)
    return first_of(
        count(
            "{n} more confirmed defect to be ranked.",
            "{n} more confirmed defects to be ranked.",
            n=short,
        )
        if short > 0
        else None,
        None
        if share
        else say(
            "Ranked once {share} % of the decided defects are confirmed.", share=gates["share"]
        ),
    )


NOMINATION = Nomination(
    key="tester",
    title=say("Tester"),
    formula=say("Confirmed defects: a blocker 5 points, a critical 3, a major 2, a minor 1."),
    gate=say(
        "Confirmed defects: at least {defects}, and at least {share} % of those decided; "
        "duplicates and those confirmed by the reporter don't count."
    ),
    judge=judge,
    gates=(
        Gate("defects", 3, say("Confirmed defects, at least")),
        Gate("share", 60, say("Confirmed of the decided defects in per cent, at least")),
    ),
)
