"""Assists: fives on colleagues' tickets, each counted whole (SCORING C, D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.language import Message, count, say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import counted, distinct


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by fives as a helper; ties go to more colleagues helped."""
    credit, ratings = sheet.credits, sheet.ratings
    helped = credit.is_helper == 1
    if not helped.any():
        return Verdict(unavailable=say("No ticket names several engineers."))
    scored = helped & (ratings.stars[credit.rating] == 5)
    helpers = credit.engineer[scored]
    owners = distinct(helpers, ratings.owner[credit.rating[scored]])
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=Fraction(fives),
            value=count("{n} assist", "{n} assists", n=fives),
            sentence=say(
                "Fives on colleagues' tickets: {fives}; colleagues helped: {colleagues}.",
                fives=fives,
                colleagues=owners[engineer],
            ),
            tie=(owners[engineer],),
            missing=_missing(fives, gates["assists"]),
        )
        for engineer, fives in counted(helpers).items()
    )


def _missing(fives: int, least: int) -> Message | None:
    if fives >= least:
        return None
    return count("{n} more assist to be ranked.", "{n} more assists to be ranked.", n=least - fives)


NOMINATION = Nomination(
    key="assists",
    title=say("Assists"),
    formula=say("Five-star ratings on tickets of colleagues who were helped; each counts whole."),
    gate=say("Assists: at least {assists}."),
    judge=judge,
    gates=(Gate("assists", 2, say("Assists, at least")),),
)
