"""Most improved figures: the greatest step against the own earlier quarters (SCORING D)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from gamify.averages import cut
from gamify.handicap.improvement import Record, improvement
from gamify.handicap.published import Par
from gamify.language import Message, say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.persons import PersonSum, person_sums, quarters_rated
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import PersonSums, SeasonSheet
from gamify.nominations.wording import NO_PAR, first_of, more_ratings, plainly, still_needed
from gamify.ratings import CREDIT


class Step(NamedTuple):
    """An engineer's season beside the quarters before it. Ratings are in credit units."""

    z: Fraction
    now: Record
    base: Record
    ratings: int
    base_ratings: int
    base_quarters: int


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by z, both records measured by the par of the season; ties go to more ratings now."""
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    if not (sheet.sums.back > 0).any():
        return Verdict(unavailable=say("There are no earlier quarters to compare with."))
    return verdict_on(
        nominee(
            sheet,
            engineer,
            score=step.z,
            value=plainly(cut(step.z, decimals=2)),
            sentence=_sentence(step),
            tie=(step.ratings,),
            missing=_missing(step, gates),
        )
        for engineer, step in _steps(sheet.sums, sheet.par)
    )


def _steps(sums: PersonSums, par: Par) -> Iterator[tuple[int, Step]]:
    """Everybody who was rated both in the season and before."""
    oldest = int(sums.back.max())
    now, base = person_sums(sums, par), person_sums(sums, par, first=1, last=oldest)
    quarters = quarters_rated(sums, first=1, last=oldest)
    everyone_now = sum(now.values(), PersonSum())
    everyone_before = sum(base.values(), PersonSum())
    for engineer in sorted(now.keys() & base.keys()):
        after = _record(now[engineer], everyone_now)
        before = _record(base[engineer], everyone_before)
        z = improvement(now=after, base=before, phi=par.phi, unit=CREDIT)
        if z is not None:
            ratings, earlier = now[engineer].units.n, base[engineer].units.n
            yield engineer, Step(z, after, before, ratings, earlier, quarters[engineer])


def _record(one: PersonSum, everyone: PersonSum) -> Record:
    return Record(one.units.lost, one.due, everyone.units.lost, everyone.due)


def _sentence(step: Step) -> Message:
    return say(
        "Stars taken off in per cent of what is usual: {before} before, {now} now; "
        "that is {z} times what chance does.",
        before=_percent(step.base),
        now=_percent(step.now),
        z=cut(step.z, decimals=2),
    )


def _percent(record: Record) -> int:
    return 100 * record.lost * record.everyone_due // (record.due * record.everyone_lost)


def _missing(step: Step, gates: GateValues) -> Message | None:
    quarters, least = gates["quarters"], gates["z"]
    return first_of(
        more_ratings(still_needed(step.ratings, gates["ratings"])),
        None
        if step.base_ratings >= gates["base"] * CREDIT and step.base_quarters >= quarters
        else say(
            "Ranked from {ratings} earlier ratings in {quarters} quarters on.",
            ratings=gates["base"],
            quarters=quarters,
        ),
        None
        if step.z >= least
        else say("Ranked from an improvement of {z} times what chance does on.", z=least),
    )


NOMINATION = Nomination(
    key="most_improved",
    title=say("Most improved figures"),
    formula=say(
        "How far customers take off fewer stars than in the quarters before, by the same par and "
        "against the whole department, measured by what chance does."
    ),
    gate=say(
        "Ratings now: at least {ratings}; before: at least {base} in at least {quarters} quarters; "
        "improvement: at least {z} times what chance does."
    ),
    judge=judge,
    gates=(
        Gate("ratings", 10, say("Ratings in the season, at least")),
        Gate("base", 20, say("Earlier ratings, at least")),
        Gate("quarters", 2, say("Earlier quarters with ratings, at least")),
        Gate("z", 1, say("Improvement in what chance does, at least")),
    ),
)
