"""Trouble-shooter: goals on hard tickets, weighted by how hard they are (SCORING D)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from gamify.credit import credited
from gamify.handicap.published import Par
from gamify.language import Message, say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.persons import by_stratum
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import distinct, summed
from gamify.nominations.wording import (
    NO_PAR,
    first_of,
    more_customers,
    more_fives,
    still_needed,
    tenths,
)
from gamify.ratings import CREDIT


class HardWork(NamedTuple):
    """What an engineer did on hard tickets.

    Fives and lost stars are in credit units; `points` are Σ units·par4 of the fives.
    """

    points: int
    fives: int
    lost: int
    customers: int


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by Σ fives·par4/g4 over hard kinds of work.

    Ties go to more fives there, then to fewer lost stars there.
    """
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    hard = hard_strata(sheet, sheet.par)
    if not hard:
        return Verdict(unavailable=say("No kind of work is known to be hard."))
    asks_customers = sheet.ratings.names_customers
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=(score := Fraction(work.points, CREDIT * sheet.par.g4)),
            value=(points := say("{points} points", points=tenths(score))),
            sentence=_sentence(work, points),
            tie=(work.fives, -work.lost),
            missing=first_of(
                more_fives(still_needed(work.fives, gates["fives"])),
                more_customers(gates["customers"] - work.customers) if asks_customers else None,
            ),
        )
        for engineer, work in _hard_work(sheet, sheet.par, hard)
    )


def hard_strata(sheet: SeasonSheet, par: Par) -> frozenset[int]:
    """Kinds of work on which customers take off at least half as much again as on all.

    2·par4 ≥ 3·g4, or set as hard by a lead.
    """
    return sheet.hard_strata | {
        stratum for stratum, known in par.strata.items() if 2 * known.par4 >= 3 * par.g4
    }


def _hard_work(
    sheet: SeasonSheet, par: Par, hard: frozenset[int]
) -> Iterator[tuple[int, HardWork]]:
    """Everybody who has a five on a hard ticket."""
    credit, ratings = sheet.credits, sheet.ratings
    on_hard = np.isin(ratings.stratum, sorted(hard))[credit.rating]
    engineer, rating, units = (
        column[on_hard] for column in (credit.engineer, credit.rating, credit.units)
    )
    stars = ratings.stars[rating]
    five = stars == 5
    scorer, scored = engineer[five], rating[five]
    worth = by_stratum(par.par4, ratings.stratum[scored])
    points, fives = summed(scorer, units[five] * worth), summed(scorer, units[five])
    lost = summed(engineer, units * (5 - stars))
    customers = distinct(scorer, ratings.requester[scored])
    for one in points:
        yield one, HardWork(points[one], fives[one], lost[one], customers[one])


def _sentence(work: HardWork, points: Message) -> Message:
    return say(
        "Fives on hard tickets: {fives}; each counts by how much harder than usual its kind of "
        "work is: {points}.",
        fives=credited(work.fives),
        points=points,
    )


NOMINATION = Nomination(
    key="trouble_shooter",
    title=say("Trouble-shooter"),
    formula=say(
        "Fives on hard tickets; each counts as many times as its kind of work is harder than usual."
    ),
    gate=say(
        "Fives on hard tickets: at least {fives}, of different customers: at least {customers}."
    ),
    gate_without_customers=say(
        "Fives on hard tickets: at least {fives} (customers aren't known, so they aren't counted)."
    ),
    judge=judge,
    gates=(
        Gate("fives", 3, say("Fives on hard tickets, at least")),
        Gate("customers", 2, say("Different customers, at least")),
    ),
)
