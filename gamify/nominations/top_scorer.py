"""Top scorer: the most goals of the season (SCORING D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.explain import scorer_arithmetic
from gamify.language import say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import credited_stars, newest
from gamify.nominations.wording import goals, more_fives, still_needed
from gamify.ratings import CREDIT


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by five-credits; ties go to fewer lost stars, then to the score reached earlier."""
    reached = _last_fives(sheet)
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=Fraction(units.five, CREDIT),
            value=goals(units.five),
            sentence=scorer_arithmetic(units),
            tie=(-units.lost, -reached[engineer]),
            missing=more_fives(still_needed(units.five, gates["goals"])),
        )
        for engineer, units in credited_stars(sheet).items()
        if units.five
    )


def _last_fives(sheet: SeasonSheet) -> dict[int, int]:
    """When each engineer's score was reached, in microseconds."""
    credit, ratings = sheet.credits, sheet.ratings
    fives = ratings.stars[credit.rating] == 5
    return newest(credit.engineer[fives], ratings.at[credit.rating[fives]])


NOMINATION = Nomination(
    key="top_scorer",
    title=say("Top scorer"),
    formula=say("Five-star ratings; one on which several worked counts by shares."),
    gate=say("Goals: at least {goals}."),
    judge=judge,
    gates=(Gate("goals", 1, say("Goals, at least")),),
)
