"""Why a scorer has that place net of the tickets: goals against par, and the form index."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from gamify.averages import MOST_DECIMALS, cut
from gamify.handicap.waterfall import Share, fives_sentence
from gamify.language import Message, say
from gamify.scorers import Form, form_of
from gamify.standings import EngineerStanding, EngineerTable


def explain_form(
    table: EngineerTable, row: EngineerStanding, *, above: EngineerStanding | None
) -> list[Message]:
    """The arithmetic of a scorer net, and what the one right above has more of."""
    form = form_of(table, row.tally)
    if form is None:
        return []
    rival = None if above is None else form_of(table, above.tally)
    decimals = 1 if rival is None else _decimals_apart(form.index, rival.index)
    sentences = [
        form_sentence(row, form),
        say(
            "With {kappa} goals borrowed at the common rate the form index is {index}.",
            kappa=table.kappa,
            index=cut(form.index, decimals=decimals),
        ),
    ]
    if above is None or rival is None:
        return sentences
    return [*sentences, _form_above(above, rival.index, row, form.index, decimals)]


def form_sentence(row: EngineerStanding, form: Form) -> Message:
    """Goals of the own tickets against par; the difference is told where it is a plus."""
    goals = row.tally.own_fives
    if form.handicap >= 0:
        share = Share("", row.tally.tickets, form.par, Fraction(goals), form.handicap)
        return fives_sentence([share])
    return say(
        "Par for these tickets is {par} goals; brought {fives}.",
        par=cut(form.par, decimals=1),
        fives=goals,
    )


def _form_above(
    rival: EngineerStanding, theirs: Fraction, row: EngineerStanding, ours: Fraction, decimals: int
) -> Message:
    name = rival.tally.name
    if rival.place == row.place:
        return say("The place is shared with {name}: nothing tells the two apart.", name=name)
    if theirs == ours:
        return say("{name}, right above, has the same from more goals.", name=name)
    shown = cut(theirs, decimals=decimals)
    if shown == cut(ours, decimals=decimals):
        return say("{name}, right above, has a small share more.", name=name)
    return say("{name}, right above, has {goals}.", name=name, goals=shown)


def _decimals_apart(one: Fraction, other: Fraction) -> int:
    """How many decimals, 1 to 4, tell two indices apart; 1 if they are equal."""

    def shown(decimals: int) -> tuple[Decimal, Decimal]:
        return cut(one, decimals=decimals), cut(other, decimals=decimals)

    if one == other:
        return 1
    told = (at for at in range(1, MOST_DECIMALS) if shown(at)[0] != shown(at)[1])
    return next(told, MOST_DECIMALS)
