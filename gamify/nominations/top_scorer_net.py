"""Top scorer net: goals in per cent of what the tickets usually bring (SCORING B3, D)."""

from __future__ import annotations

from fractions import Fraction

from gamify.handicap.form import form_index, handicap_of
from gamify.handicap.published import PAR, Par
from gamify.language import Message, say
from gamify.nominations.nomination import Candidate, Gate, GateValues, Nomination, Verdict
from gamify.nominations.persons import Form, forms
from gamify.nominations.placing import nominee, verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.wording import (
    NO_PAR,
    first_of,
    more_fives,
    plainly,
    signed,
    still_needed,
    tenths,
)
from gamify.ratings import CREDIT


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the form index; ties go to more fives."""
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    return verdict_on(
        form_nominee(sheet, engineer, form, index, missing=_missing(form, gates))
        for engineer, (form, index) in form_indices(sheet, sheet.par).items()
    )


def form_indices(sheet: SeasonSheet, par: Par) -> dict[int, tuple[Form, Fraction]]:
    """The form index of every engineer who had tickets or fives."""
    found = forms(sheet, par)
    fives = sum(form.fives for form in found.values())
    due = sum(form.due for form in found.values())
    indices = {
        engineer: form_index(
            fives=form.fives, due=form.due, everyone_fives=fives, everyone_due=due, kappa=par.kappa
        )
        for engineer, form in found.items()
    }
    return {one: (found[one], index) for one, index in indices.items() if index is not None}


def form_nominee(
    sheet: SeasonSheet, engineer: int, form: Form, index: Fraction, *, missing: Message | None
) -> Candidate:
    """A candidate by form index."""
    shown = plainly(tenths(index))
    return nominee(
        sheet,
        engineer,
        score=index,
        value=shown,
        sentence=_sentence(form, shown, kappa=0 if sheet.par is None else sheet.par.kappa),
        tie=(form.fives,),
        missing=missing,
    )


def _sentence(form: Form, index: Message, *, kappa: int) -> Message:
    shown = {
        "fives": form.fives // CREDIT,
        "par": tenths(Fraction(form.due, PAR)),
        "handicap": signed(handicap_of(fives=form.fives, due=form.due)),
        "kappa": kappa,
        "index": index,
    }
    if form.is_quality_only:
        return say(
            "Fives: {fives}, par of the ratings: {par} ({handicap}); with {kappa} fives borrowed "
            "at the common rate {index} (quality only: tickets aren't known).",
            **shown,
        )
    return say(
        "Fives: {fives}, par of the own tickets: {par} ({handicap}); with {kappa} fives borrowed "
        "at the common rate {index}.",
        **shown,
    )


def _missing(form: Form, gates: GateValues) -> Message | None:
    return first_of(
        more_fives(still_needed(form.fives, gates["fives"])),
        None
        if form.due >= gates["par"] * PAR
        else say(
            "Ranked from a par of {needed} fives on; now it is {par}.",
            needed=gates["par"],
            par=tenths(Fraction(form.due, PAR)),
        ),
    )


NOMINATION = Nomination(
    key="top_scorer_net",
    title=say("Top scorer net"),
    formula=say("Fives on own tickets in per cent of those that such tickets usually bring."),
    gate=say("Fives: at least {fives}; par of the own tickets: at least {par} fives."),
    judge=judge,
    gates=(
        Gate("fives", 3, say("Fives, at least")),
        Gate("par", 3, say("Par of the own tickets in fives, at least")),
    ),
)
