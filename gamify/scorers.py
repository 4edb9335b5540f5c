"""Places of the top scorers: by five-star ratings, or net of what their tickets usually bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from gamify.handicap.form import form_index, handicap_of
from gamify.handicap.published import PAR
from gamify.named_rows import named_rows
from gamify.standings import EngineerStanding, EngineerTable, EngineerTally, RankMode, Rules

#: Later than any score: where it isn't known when a score was reached.
_NEVER = 2**63

#: A public board shows at least so many scorers, however few there are in all.
FEWEST_SHOWN = 3

#: Fives that par must expect of somebody, and that must be brought, to be ranked net (SCORING D).
LEAST_NET = 3


@dataclass(frozen=True, slots=True)
class Form:
    """Fives of an engineer's own tickets beside what these usually bring (SCORING B3), exact.

    They count whole, because helpers of tickets without a rating aren't known. `par` are the
    fives due, `handicap` what was brought beyond them, `index` the per cent of par with the
    borrowed fives.
    """

    par: Fraction
    handicap: Fraction
    index: Fraction


def rank_engineers(tallies: Iterable[EngineerTally]) -> EngineerTable:
    """The top scorers: more five-credits, fewer lost-star credits, the score reached earlier.

    Engineers without a five come last and have no place.
    """
    tallies = list(tallies)
    rows = _ranked(
        (
            -each.five,
            each.four + 2 * each.three + 3 * each.two + 4 * each.one,
            _NEVER if each.reached is None else each.reached,
            each.id,
            each,
        )
        for each in tallies
        if each.five
    )
    rows += _unranked(each for each in tallies if not each.five)
    fives, due = _everyone(tallies)
    return EngineerTable(tuple(rows), everyone_fives=fives, everyone_due=due)


def rank_engineers_net(tallies: Iterable[EngineerTally], *, kappa: int) -> EngineerTable:
    """The top scorers net of their tickets: by form index, then more fives (SCORING B3, D).

    Nobody has a place of whom par expects less than 3 fives, or whose tickets brought fewer.
    """
    tallies = list(tallies)
    fives, due = _everyone(tallies)
    borrowed = kappa * PAR
    ready = [t for t in tallies if t.due >= LEAST_NET * PAR and t.own_fives >= LEAST_NET]
    scale = max([each.due + borrowed for each in ready], default=1) ** 2
    common = borrowed * fives
    rows = _ranked(
        (
            -(scale * (each.own_fives * due + common) // (each.due + borrowed)),
            -each.own_fives,
            0,
            each.id,
            each,
        )
        for each in ready
    )
    ranked = {each.id for each in ready}
    rows += _unranked(each for each in tallies if each.id not in ranked)
    return EngineerTable(
        tuple(rows), mode=RankMode.FAIR, everyone_fives=fives, everyone_due=due, kappa=kappa
    )


def form_of(table: EngineerTable, tally: EngineerTally) -> Form | None:
    """An engineer's form in a table; None where par expects nothing of anyone."""
    index = form_index(
        fives=tally.own_fives,
        due=tally.due,
        everyone_fives=table.everyone_fives,
        everyone_due=table.everyone_due,
        kappa=table.kappa,
        unit=1,
    )
    if index is None:
        return None
    handicap = handicap_of(fives=tally.own_fives, due=tally.due, unit=1)
    return Form(Fraction(tally.due, PAR), handicap, index)


def public_scorers(table: EngineerTable, *, rules: Rules) -> tuple[EngineerStanding, ...]:
    """The rows that a public board shows: the best few, never more than half of the scorers."""
    scored = sum(row.place is not None for row in table.rows)
    shown = min(rules.public_top, max(FEWEST_SHOWN, scored // 2), scored)
    return table.rows[:shown]


def _ranked(keyed: Iterable[tuple[int, int, int, int, EngineerTally]]) -> list[EngineerStanding]:
    """Rows by three keys, lowest first; equal ones share the place, within it the id orders."""
    ordered = sorted(keyed)
    places: list[int] = []
    place, shared = 0, None
    for position, row in enumerate(ordered, start=1):
        key = row[:3]
        if shared != key:
            place, shared = position, key
        places.append(place)
    rows = zip(places, [row[4] for row in ordered], strict=True)
    return list(named_rows(EngineerStanding, rows))


def _unranked(tallies: Iterable[EngineerTally]) -> list[EngineerStanding]:
    return [EngineerStanding(None, each) for each in sorted(tallies, key=lambda each: each.id)]


def _everyone(tallies: list[EngineerTally]) -> tuple[int, int]:
    """All fives of own tickets, and all that was due in 1/10 000 fives."""
    return sum([each.own_fives for each in tallies]), sum([each.due for each in tallies])
