"""Newcomer: the best form index among those who have just begun (SCORING D)."""

from __future__ import annotations

from datetime import timedelta

from gamify.language import say
from gamify.nominations.nomination import Gate, GateValues, Nomination, Verdict
from gamify.nominations.placing import verdict_on
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.sums import summed
from gamify.nominations.top_scorer_net import form_indices, form_nominee
from gamify.nominations.wording import NO_PAR, more_ratings, still_needed


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:
    """Ranks by the form index those whose first ticket came late; ties go to more fives."""
    if not sheet.first_ticket:
        return Verdict(unavailable=say("It isn't known when engineers had their first tickets."))
    if sheet.par is None:
        return Verdict(unavailable=NO_PAR)
    since = sheet.season.last - timedelta(days=gates["days"])
    units = summed(sheet.credits.engineer, sheet.credits.units)
    return verdict_on(
        form_nominee(
            sheet,
            engineer,
            form,
            index,
            missing=more_ratings(still_needed(units[engineer], gates["ratings"])),
        )
        for engineer, (form, index) in form_indices(sheet, sheet.par).items()
        if engineer in sheet.first_ticket and sheet.first_ticket[engineer] >= since
    )


NOMINATION = Nomination(
    key="newcomer",
    title=say("Newcomer"),
    formula=say(
        "Fives on own tickets in per cent of those that such tickets usually bring, among those "
        "who have just begun."
    ),
    gate=say(
        "First ticket at most {days} days before the end of the season; ratings: at least "
        "{ratings}."
    ),
    judge=judge,
    gates=(
        Gate("days", 180, say("Days since the first ticket, at most")),
        Gate("ratings", 5, say("Ratings, at least")),
    ),
)
