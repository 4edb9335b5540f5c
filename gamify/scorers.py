"""Places of the top scorers: by five-star ratings, or net of what their tickets usually bring."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat

from gamify.handicap.form import form_index, handicap_of
from gamify.handicap.published import PAR
from gamify.named_rows import named_rows
from gamify.scorer_order import ScorerOrder, order_scorers, scores_of
from gamify.standings import EngineerStanding, EngineerTable, EngineerTally, RankMode, Rules

#: A public board shows at least so many scorers, however few there are in all.
FEWEST_SHOWN = 3


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


def rank_engineers(tallies: Iterable[EngineerTally], *, kappa: int | None = None) -> EngineerTable:
    """All engineers, those without a place last: by goals, or net of their tickets.

    Net they are where `kappa` fives are borrowed.
    """
    tallies = list(tallies)
    order = order_scorers(scores_of(tallies), kappa=kappa)
    return seat_engineers(order, tallies, kappa=kappa)


def seat_engineers(
    order: ScorerOrder, tallies: Iterable[EngineerTally], *, kappa: int | None = None
) -> EngineerTable:
    """The table of an order from the tallies of all in it; others among them have no place.

    With a `kappa` it is one net of their tickets.
    """
    known = {tally[0]: tally for tally in tallies}
    ranked = [known[unit] for unit in order.ids]
    unranked = [known[unit] for unit in sorted(known.keys() - set(order.ids))]
    rows = zip([*order.places, *repeat(None, len(unranked))], [*ranked, *unranked], strict=True)
    return EngineerTable(
        rows=tuple(named_rows(EngineerStanding, rows)),
        scored=order.scored,
        mode=RankMode.STEADY if kappa is None else RankMode.FAIR,
        everyone_fives=order.everyone_fives,
        everyone_due=order.everyone_due,
        kappa=kappa or 0,
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
    shown = min(rules.public_top, max(FEWEST_SHOWN, table.scored // 2), table.scored)
    return table.rows[:shown]
