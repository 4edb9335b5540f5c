"""Crown: the first team of the team table (SCORING B2, D)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from gamify.averages import cut
from gamify.explain import explain_team
from gamify.language import Message, say
from gamify.nominations.nomination import (
    Candidate,
    GateValues,
    Nomination,
    Placed,
    UnitKind,
    Verdict,
)
from gamify.nominations.sheet import SeasonSheet
from gamify.nominations.wording import more_ratings, plainly
from gamify.standings import LeadLabel, TeamStanding, TeamTable

#: How sure place 1 is, in words (SCORING A5).
LABELS: Mapping[LeadLabel, Message] = {
    LeadLabel.CLEAR: say("A clear lead."),
    LeadLabel.AHEAD: say("Ahead, and the race is open."),
    LeadLabel.TOO_CLOSE: say("Too close to call."),
}


def judge(sheet: SeasonSheet, gates: GateValues) -> Verdict:  # noqa: ARG001 — the table has its own
    """Takes the places of the team table as they are, tie-breaks included."""
    table = sheet.team_table
    if not table.rows:
        return Verdict(unavailable=say("No rating of the season names a team."))
    return Verdict(
        tuple(Placed(row.place, _team(table, row)) for row in table.rows if row.place is not None),
        tuple(_team(table, row) for row in table.waiting),
    )


def _team(table: TeamTable, row: TeamStanding) -> Candidate:
    return Candidate(
        row.tally.id,
        row.tally.name,
        Fraction(0) if row.average is None else row.average,
        plainly("–" if row.average is None else cut(row.average, decimals=2)),
        _sentence(table, row),
        missing=None if row.place is not None else more_ratings(row.missing),
    )


def _sentence(table: TeamTable, row: TeamStanding) -> Message:
    arithmetic = explain_team(table, row)[0]
    if row.place != 1 or table.lead is None:
        return arithmetic
    return Message(
        "{arithmetic} {label}", {"arithmetic": arithmetic, "label": LABELS[table.lead.label]}
    )


NOMINATION = Nomination(
    key="crown",
    title=say("Crown"),
    formula=say("The first place of the team table."),
    gate=say("As many ratings as the team table asks for."),
    judge=judge,
    unit=UnitKind.TEAM,
)
