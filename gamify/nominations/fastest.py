"""Fastest: the most tickets solved faster than their kind usually takes (SCORING D)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

import numpy as np

from gamify.handicap.published import PAR, Par
from gamify.handicap.speed import speed_index
from gamify.language import Message, count, say
from gamify.nominations.nomination import Candidate, Gate, GateValues, Nomination, Verdict
from gamify.nominations.persons import PersonSum, by_stratum, person_sums
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import UNKNOWN, SeasonSheet, TicketColumns
from gamify.nominations.sums import counted, summed
from gamify.nominations.wording import NO_PAR, first_of, plainly, tenths
from gamify.ratings import CREDIT


class Reopened(NamedTuple):
    """Of how many tickets it is known whether they were reopened, and how many were."""

    tickets: int
    reopened: int

    def is_at_most(self, other: Reopened) -> bool:
        """Whether the share isn't above the other's; nothing known isn't above anything."""
        return self.reopened * other.tickets <= other.reopened * self.tickets


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the speed index; ties go to more tickets."""
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    if not (sheet.tickets.minutes >= 0).any():
        return Verdict(unavailable=say("Tickets don't say when they were opened and solved."))
    if all(known.median_minutes is None for known in sheet.par.strata.values()):
        return Verdict(unavailable=say("It isn't known yet how long tickets usually take."))
    halves, tickets = _faster(sheet.tickets, sheet.par)
    reopened, everyone = _reopened(sheet.tickets)
    persons = person_sums(sheet.sums, sheet.par)
    return verdict_on(
        _candidate(
            sheet,
            engineer,
            faster=Fraction(halves[engineer], 2),
            tickets=n,
            missing=first_of(
                _more_tickets(gates["tickets"] - n),
                _above_par(persons.get(engineer, PersonSum())),
                _reopened_more(reopened.get(engineer, Reopened(0, 0)), everyone),
            ),
        )
        for engineer, n in tickets.items()
    )


def _faster(tickets: TicketColumns, par: Par) -> tuple[Counter[int], Counter[int]]:
    """Halves of tickets faster than the frozen median, and tickets that count, by engineer.

    What was reopened or transferred, or closed without an answer, doesn't count.
    """
    medians = by_stratum(lambda stratum: _median(par, stratum), tickets.stratum)
    counts = (
        (tickets.minutes >= 0)
        & (medians >= 0)
        & (tickets.reopened != 1)
        & (tickets.transferred != 1)
        & (tickets.answered != 0)
    )
    owner = tickets.owner[counts]
    halves = np.sign(medians[counts] - tickets.minutes[counts]) + 1
    return summed(owner, halves), counted(owner)


def _median(par: Par, stratum: int) -> int:
    known = par.strata.get(stratum)
    return UNKNOWN if known is None or known.median_minutes is None else known.median_minutes


def _reopened(tickets: TicketColumns) -> tuple[dict[int, Reopened], Reopened]:
    """What is known of reopened tickets, by engineer and of the whole department."""
    known = tickets.reopened != UNKNOWN
    owner, reopened = tickets.owner[known], tickets.reopened[known]
    again = summed(owner, reopened)
    return (
        {engineer: Reopened(n, again[engineer]) for engineer, n in counted(owner).items()},
        Reopened(len(owner), int(reopened.sum())),
    )


def _candidate(
    sheet: SeasonSheet, engineer: int, *, faster: Fraction, tickets: int, missing: Message | None
) -> Candidate:
    index = speed_index(faster=faster, tickets=tickets)
    return nominee(
        sheet,
        engineer,
        score=index,
        value=plainly(tenths(index)),
        sentence=say(
            "Tickets: {tickets}, faster than such tickets usually are: {faster}; with 20 borrowed, "
            "half of them faster, {index}.",
            tickets=tickets,
            faster=faster.numerator if faster.denominator == 1 else tenths(faster),
            index=tenths(index),
        ),
        tie=(tickets,),
        missing=missing,
    )


def _more_tickets(n: int) -> Message | None:
    if n <= 0:
        return None
    return count("{n} more ticket to be ranked.", "{n} more tickets to be ranked.", n=n)


def _above_par(one: PersonSum) -> Message | None:
    if one.units.lost * PAR <= one.due:
        return None
    par = tenths(Fraction(one.due, PAR * CREDIT))
    return say("Ranked while customers take off at most par: {par} stars.", par=par)


def _reopened_more(own: Reopened, everyone: Reopened) -> Message | None:
    if own.is_at_most(everyone):
        return None
    share = tenths(Fraction(100 * everyone.reopened, everyone.tickets))
    return say("Ranked while at most {share} % of the tickets are reopened.", share=share)


NOMINATION = Nomination(
    key="fastest",
    title=say("Fastest"),
    formula=say("Tickets solved faster than half of their kind usually are, in per cent."),
    gate=say(
        "Tickets: at least {tickets}, neither reopened nor passed on; no more stars taken off than "
        "par, and no more tickets reopened than in the whole department."
    ),
    judge=judge,
    gates=(Gate("tickets", 30, say("Tickets, at least")),),
)
