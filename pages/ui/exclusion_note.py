"""What a board says of excluded ratings: how many, of whom, and why; never a customer's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from gamify.exclusion import REASON_TITLES
from gamify.language import Message, count, say, translate
from gamify.ratings import ExclusionReason
from gamify.standings import NO_TEAM

#: How many ratings are excluded, by team and reason; `NO_TEAM` is work that no team had.
Exclusions = Mapping[int, Mapping[ExclusionReason, int]]


@dataclass(frozen=True, slots=True)
class ExclusionNote:
    """The line below a table, and what opens under it: the rule, then a line for each team."""

    title: str
    rule: str
    lines: tuple[str, ...]


def exclusion_note(
    excluded: Exclusions, teams: Mapping[int, str], language: str
) -> ExclusionNote | None:
    """The note of a season; None where every rating counts."""
    n = sum(sum(reasons.values()) for reasons in excluded.values())
    if not n:
        return None
    nobody = translate(say("without a team"), language)
    lines = [
        (teams.get(team, nobody) if team != NO_TEAM else nobody, reasons)
        for team, reasons in excluded.items()
    ]
    return ExclusionNote(
        title=translate(count("{n} rating excluded", "{n} ratings excluded", n=n), language),
        rule=translate(
            say(
                "A lead has taken them out of the tables, each with a reason that is logged. They "
                "are kept, and can be let back in."
            ),
            language,
        ),
        lines=tuple(
            f"{name} – {_reasons(reasons, language)}"
            for name, reasons in sorted(lines, key=lambda line: line[0].casefold())
        ),
    )


def excluded_of_team(excluded: Exclusions, team: int, language: str) -> tuple[str, str]:
    """What a team's row says, "2 excluded", and why; empty where all of its ratings count."""
    reasons = excluded.get(team)
    if not reasons:
        return "", ""
    n = sum(reasons.values())
    short = translate(count("{n} excluded", "{n} excluded", n=n), language)
    return short, _reasons(reasons, language)


def _reasons(reasons: Mapping[ExclusionReason, int], language: str) -> str:
    """The most frequent first: "counted twice: 2 · wrong person: 1"."""
    found = Counter(dict(reasons)).most_common()
    return " · ".join(
        translate(say("{reason}: {n}", n=n, reason=Message(REASON_TITLES[reason])), language)
        for reason, n in found
    )
