"""Clean sheet: the longest run of nothing but fives (SCORING D)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from gamify.language import Message, count, say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import amounts_of_different
from gamify.ratings import CREDIT


class Run(NamedTuple):
    """Fives in a row; the greater run is the better one. `is_running` if none other came after."""

    length: int
    is_running: bool
    customers: int


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the longest run; ties go to one that still runs, then to more customers."""
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=Fraction(run.length),
            value=count("{n} five in a row", "{n} fives in a row", n=run.length),
            sentence=_sentence(run),
            tie=(int(run.is_running), run.customers),
            missing=_missing(run, gates["run"]),
        )
        for engineer, run in _best_runs(sheet)
    )


def _best_runs(sheet: SeasonSheet) -> Iterator[tuple[int, Run]]:
    """The greatest run of everybody who has a five.

    Ratings of which the engineer has half or more of the credit count, in order of (at, id). A
    run ends where another rating of the engineer comes.
    """
    credit, ratings = sheet.credits, sheet.ratings
    counts = 2 * credit.units >= CREDIT
    order = np.lexsort((credit.rating[counts], credit.engineer[counts]))
    engineer, rating = credit.engineer[counts][order], credit.rating[counts][order]
    five = ratings.stars[rating] == 5
    # A run begins with an engineer's first rating and with each below five, which isn't in it.
    begins = (np.diff(engineer, prepend=0) != 0) | ~five
    run = np.cumsum(begins) - 1
    runs = int(begins.sum())
    length = np.bincount(run[five], minlength=runs)
    customers = amounts_of_different(run[five], ratings.requester[rating[five]], runs)
    is_running = np.zeros(runs, dtype=np.int64)
    is_running[run[np.diff(engineer, append=0) != 0]] = 1
    owner = engineer[begins]
    best = np.lexsort((customers, is_running, length, owner))
    best = best[np.diff(owner[best], append=0) != 0]
    columns = (column[best].tolist() for column in (owner, length, is_running, customers))
    for one, *greatest in zip(*columns, strict=True):
        if greatest[0]:
            yield one, Run(greatest[0], bool(greatest[1]), greatest[2])


def _sentence(run: Run) -> Message:
    if run.is_running:
        return count(
            "{n} five in a row, and the run goes on; it takes half of the credit or more.",
            "{n} fives in a row, and the run goes on; each with half of the credit or more.",
            n=run.length,
        )
    return count(
        "{n} five in a row; it takes half of the credit or more.",
        "{n} fives in a row; each with half of the credit or more.",
        n=run.length,
    )


def _missing(run: Run, least: int) -> Message | None:
    if run.length >= least:
        return None
    return count(
        "{n} more five in a row to be ranked.",
        "{n} more fives in a row to be ranked.",
        n=least - run.length,
    )


NOMINATION = Nomination(
    key="clean_sheet",
    title=say("Clean sheet"),
    formula=say("The longest run of five-star ratings, in the order in which they came."),
    gate=say("Fives in a row: at least {run}."),
    judge=judge,
    gates=(Gate("run", 10, say("Fives in a row, at least")),),
)
