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
from gamify.nominations.sums import counted, distinct
from gamify.ratings import CREDIT


class Run(NamedTuple):
    """Fives in a row; the greater run is the better one. `is_running` if none other came after."""

    length: int
    is_running: bool
    customers: int


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the longest run; ties go to one that still runs, then to more customers."""
    best: dict[int, Run] = {}
    for engineer, run in _runs(sheet):
        best[engineer] = max(run, best.get(engineer, run))
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
        for engineer, run in best.items()
    )


def _runs(sheet: SeasonSheet) -> Iterator[tuple[int, Run]]:
    """Every run of fives with its engineer.

    Ratings of which the engineer has half or more of the credit count, in order of (at, id). A
    run ends where another rating of the engineer comes.
    """
    credit, ratings = sheet.credits, sheet.ratings
    counts = 2 * credit.units >= CREDIT
    order = np.lexsort((credit.rating[counts], credit.engineer[counts]))
    engineer, rating = credit.engineer[counts][order], credit.rating[counts][order]
    five = ratings.stars[rating] == 5
    is_first = np.diff(engineer, prepend=0) != 0
    # Runs are numbered from 1; a rating below five begins one of its own, of no length.
    begins = is_first | ~five
    number = np.cumsum(begins)
    owners = engineer[begins].tolist()
    lengths = counted(number[five])
    customers = distinct(number[five], ratings.requester[rating[five]])
    running = set(number[np.diff(engineer, append=0) != 0].tolist())
    for at, length in lengths.items():
        yield owners[at - 1], Run(length, at in running, customers[at])


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
