"""Customer focus: the best fair average over four quarters (SCORING A8, B2, D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.averages import cut
from gamify.handicap.fair import fair_average, par_average
from gamify.handicap.published import Par
from gamify.language import Message, say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.persons import PersonSum, person_sums
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import distinct
from gamify.nominations.wording import (
    NO_PAR,
    first_of,
    more_customers,
    more_ratings,
    plainly,
    still_needed,
)
from gamify.ratings import CREDIT

#: The season's quarter and those before it that count.
QUARTERS_BEFORE = 3


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the fair average over the season and three quarters; ties go to more ratings.

    All quarters are measured by the par of the season. Customers are counted in the season
    alone, since only its ratings are at hand.
    """
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    persons = person_sums(sheet.sums, sheet.par, last=QUARTERS_BEFORE)
    everyone = sum(persons.values(), PersonSum())
    customers = distinct(sheet.credits.engineer, sheet.ratings.requester[sheet.credits.rating])
    asks_customers = sheet.ratings.names_customers
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=fair,
            value=(shown := plainly(cut(fair, decimals=2))),
            sentence=_sentence(one, shown, k=sheet.par.k_person),
            tie=(one.units.n,),
            missing=first_of(
                more_ratings(still_needed(one.units.n, gates["ratings"])),
                more_customers(gates["customers"] - customers[engineer])
                if asks_customers
                else None,
            ),
        )
        for engineer, one in persons.items()
        if (fair := _fair(one, everyone, sheet.par)) is not None
    )


def _fair(one: PersonSum, everyone: PersonSum, par: Par) -> Fraction | None:
    return fair_average(
        lost=one.units.lost,
        due=one.due,
        everyone_lost=everyone.units.lost,
        everyone_due=everyone.due,
        g4=par.g4,
        k=par.k_person,
        unit=CREDIT,
    )


def _sentence(one: PersonSum, fair: Message, *, k: int) -> Message:
    plain, par = one.units.average, par_average(n=one.units.n, due=one.due)
    return say(
        "Over four quarters {plain}, where such tickets usually bring {par}; with {k} ratings "
        "borrowed at the common rate fair {fair}.",
        plain=None if plain is None else cut(plain, decimals=2),
        par=None if par is None else cut(par, decimals=2),
        k=k,
        fair=fair,
    )


NOMINATION = Nomination(
    key="customer_focus",
    title=say("Customer focus"),
    formula=say("The average over four quarters, evened out for kinds of work and few ratings."),
    gate=say("Ratings: at least {ratings}, of different customers: at least {customers}."),
    gate_without_customers=say(
        "Ratings: at least {ratings} (customers aren't known, so they aren't counted)."
    ),
    judge=judge,
    gates=(
        Gate("ratings", 20, say("Ratings over four quarters, at least")),
        Gate("customers", 5, say("Different customers, at least")),
    ),
)
