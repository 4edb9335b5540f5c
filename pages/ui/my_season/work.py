"""A person's handicap: goals beside what such tickets usually bring, by kind of work."""

from __future__ import annotations

from fractions import Fraction

from db.explanations import EngineerExplanation
from gamify.averages import cut, show_difference
from gamify.credit import credited
from gamify.errors import N_
from gamify.handicap.published import PAR
from gamify.handicap.waterfall import Share, fives_sentence
from gamify.language import Message, say, shown, translate
from gamify.nominations.persons import Form
from pages.ui.story.blocks import Block, Figure, Hero, Note, Table

COLUMNS = (N_("Kind of work"), N_("Tickets"), N_("Par"), N_("Goals"), N_("Handicap"))


def work(found: EngineerExplanation, language: str) -> list[Block]:
    """The raw and the handicapped figure side by side, the sentence, and the kinds of work."""
    form = found.form
    if found.par is None:
        return [
            _lacking(say("A handicap needs a par, which this quarter has not got yet."), language)
        ]
    if form is None:
        return [_lacking(say("There are no tickets of this quarter yet."), language)]
    blocks: list[Block] = [_figures(found, form, language)]
    if found.shares:
        blocks.append(_table(found, language))
    return blocks


def _figures(found: EngineerExplanation, form: Form, language: str) -> Hero:
    par = cut(Fraction(form.due, PAR), decimals=1)
    index = "–" if found.index is None else shown(cut(found.index, decimals=1), language)
    said = (
        fives_sentence(found.shares)
        if found.shares
        else say("Tickets aren’t known, so par is what all ratings usually bring.")
    )
    return Hero(
        title="",
        sentence=translate(said, language),
        figures=(
            Figure(
                shown(credited(form.fives), language),
                translate("goals on own tickets", language),
            ),
            Figure(shown(par, language), translate("par of these tickets", language)),
            Figure(index, translate("form index", language), translate(_borrowed(found), language)),
        ),
    )


def _borrowed(found: EngineerExplanation) -> Message:
    kappa = 0 if found.par is None else found.par.kappa
    return say("per cent of par, with {kappa} goals borrowed at the common rate", kappa=kappa)


def _table(found: EngineerExplanation, language: str) -> Table:
    return Table(
        title=translate("By kind of work", language),
        columns=tuple(translate(each, language) for each in COLUMNS),
        rows=tuple(_row(one, language) for one in found.shares),
        note=translate(
            "Par is how many five-star ratings such tickets usually bring. The differences add up "
            "to the whole; each is cut when shown.",
            language,
        ),
    )


def _row(one: Share, language: str) -> tuple[str, ...]:
    fives = one.fives
    goals = fives.numerator if fives.denominator == 1 else cut(fives, decimals=1)
    return (
        one.group,
        shown(one.tickets, language),
        shown(cut(one.due, decimals=1), language),
        shown(goals, language),
        show_difference(one.handicap, language=language),
    )


def _lacking(message: Message, language: str) -> Note:
    return Note("", (translate(message, language),))
