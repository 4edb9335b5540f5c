"""Hat-trick: a badge for a week with three goals on own tickets (SCORING D)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np

from gamify.language import count, say
from gamify.nominations.nomination import Candidate, Gate, GateValues, Nomination, Placed, Verdict
from gamify.nominations.placing import nominee
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import amounts_of_different, counted

#: 1 January 1970 was a Thursday: the week that holds it began three days before.
_DAYS_BEFORE_1970 = 3


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Lists everyone who earned it, all in place 1; those under review wait."""
    found = [
        _candidate(sheet, engineer, weeks)
        for engineer, weeks in sorted(_weeks(sheet, gates).items())
    ]
    return Verdict(
        tuple(Placed(1, one) for one in found if one.missing is None),
        tuple(one for one in found if one.missing is not None),
    )


def _weeks(sheet: SeasonSheet, gates: GateValues) -> Counter[int]:
    """How many weeks (Monday to Sunday) with enough fives of enough customers each owner had."""
    ratings = sheet.ratings
    five = ratings.stars == 5
    owner, customer = ratings.owner[five], ratings.requester[five]
    week = (ratings.day[five] + _DAYS_BEFORE_1970) // 7
    if not len(week):
        return Counter()
    week -= week.min()
    weeks = int(week.max()) + 1
    at = owner * weeks + week
    fives = np.bincount(at)
    enough = fives >= gates["fives"]
    if ratings.names_customers:
        enough &= amounts_of_different(at, customer, len(fives)) >= gates["customers"]
    return counted(np.flatnonzero(enough) // weeks)


def _candidate(sheet: SeasonSheet, engineer: int, weeks: int) -> Candidate:
    return nominee(
        sheet,
        engineer,
        score=Fraction(weeks),
        value=count("{n} week", "{n} weeks", n=weeks),
        sentence=count(
            "A hat-trick in {n} week of the season.",
            "Hat-tricks in {n} weeks of the season.",
            n=weeks,
        ),
        missing=say("A lead looks at it first.") if engineer in sheet.under_review else None,
    )


NOMINATION = Nomination(
    key="hat_trick",
    title=say("Hat-trick"),
    formula=say("Weeks, Monday to Sunday, with enough five-star ratings on own tickets."),
    gate=say("In a week fives: at least {fives}, of different customers: at least {customers}."),
    gate_without_customers=say(
        "In a week fives: at least {fives} (customers aren't known, so they aren't counted)."
    ),
    judge=judge,
    gates=(
        Gate("fives", 3, say("Fives in a week, at least")),
        Gate("customers", 3, say("Different customers in a week, at least")),
    ),
    is_badge=True,
)
