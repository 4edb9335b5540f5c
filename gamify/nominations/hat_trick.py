"""Hat-trick: a badge for a week with three goals on own tickets (SCORING D)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import numpy as np

from gamify.language import count, say
from gamify.nominations.nomination import Candidate, Gate, GateValues, Nomination, Placed, Verdict
from gamify.nominations.placing import nominee
from gamify.nominations.sheet import Ints, SeasonSheet
from gamify.nominations.sums import counted

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
    five = (ratings.stars == 5) & (ratings.owner > 0)
    owner, customer = ratings.owner[five], ratings.requester[five]
    week = (ratings.day[five] + _DAYS_BEFORE_1970) // 7
    room = int(week.max(initial=0)) + 1
    owner_weeks, at = np.unique(owner * room + week, return_inverse=True)
    enough = np.bincount(at, minlength=len(owner_weeks)) >= gates["fives"]
    if ratings.names_customers:
        enough &= _customers(at, customer, len(owner_weeks)) >= gates["customers"]
    return counted(owner_weeks[enough] // room)


def _customers(at: Ints, customer: Ints, weeks: int) -> Ints:
    """How many different customers each week of an owner has."""
    known = customer > 0
    room = int(customer.max(initial=0)) + 1
    pairs = np.unique(at[known] * room + customer[known])
    return np.bincount(pairs // room, minlength=weeks)


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
