"""Engineer of the year: averages over the quarters of a fiscal year (SCORING A8).

Within a quarter there are too few ratings of a person to tell averages apart, so persons are
ranked by them over the year alone: by the fair average of the sums, with the par of the latest
quarter, or by the steady one where no par rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gamify.averages import steady_average
from gamify.hall.kept import KeptPlace, Ranking
from gamify.handicap.fair import fair_average
from gamify.handicap.published import Par
from gamify.nominations.persons import PersonSum, person_sums
from gamify.nominations.sheet import PersonSums, SeasonSheet
from gamify.nominations.sums import star_sums
from gamify.ranking import competition_places
from gamify.ratings import CREDIT, StarCounts
from gamify.standings import Rules
from gamify.strength import person_strength


def year_places(sheet: SeasonSheet, *, quarters: int, rules: Rules) -> list[KeptPlace]:
    """The public places over the latest quarters, the sheet's own and those before it.

    Ranked is who has the least number of ratings for a person; ties go to more ratings. As on a
    board, never more than half of them are named.
    """
    persons = _persons(sheet.sums, sheet.par, quarters)
    averages = _averages(sheet, persons, quarters=quarters, rules=rules)
    keyed = [
        ((-averages[one], -persons[one].units.n), one)
        for one in averages
        if persons[one].units.n >= rules.min_ratings_person * CREDIT
    ]
    shown = min(rules.public_top, max(1, len(keyed) // 2))
    return [
        KeptPlace(
            Ranking.YEAR,
            place,
            one,
            sheet.names[one],
            averages[one],
            Fraction(persons[one].units.n, CREDIT),
            persons[one].units.average,
        )
        for place, one in competition_places(keyed)
        if place <= shown
    ]


def _persons(sums: PersonSums, par: Par | None, quarters: int) -> dict[int, PersonSum]:
    if par is not None:
        return person_sums(sums, par, last=quarters - 1)
    chosen = sums.back < quarters
    stars = star_sums(sums.engineer[chosen], sums.units[chosen])
    return {one: PersonSum(units) for one, units in stars.items()}


def _averages(
    sheet: SeasonSheet, persons: Mapping[int, PersonSum], *, quarters: int, rules: Rules
) -> dict[int, Fraction]:
    """The average that ranks each person, exact; without those for whom there is none."""
    everyone = sum(persons.values(), PersonSum())
    par = sheet.par
    if par is not None and everyone.due:
        found = {
            one: fair_average(
                lost=each.units.lost,
                due=each.due,
                everyone_lost=everyone.units.lost,
                everyone_due=everyone.due,
                g4=par.g4,
                k=par.k_person,
                unit=CREDIT,
            )
            for one, each in persons.items()
        }
    else:
        k = CREDIT * person_strength(_by_quarter(sheet.sums, quarters), rules=rules).k
        found = {
            one: steady_average(each.units, everyone=everyone.units, k=k)
            for one, each in persons.items()
        }
    return {one: average for one, average in found.items() if average is not None}


def _by_quarter(sums: PersonSums, quarters: int) -> list[list[StarCounts]]:
    return [
        list(star_sums(sums.engineer[sums.back == back], sums.units[sums.back == back]).values())
        for back in range(quarters)
    ]
