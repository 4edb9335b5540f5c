"""What a board says of ratings from sources with few choices: never mixed in silently."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gamify.language import count, say, translate
from gamify.sources.words import points_label
from gamify.standings import NO_TEAM

#: How many ratings come from a source with so many choices, by team or by engineer; `NO_TEAM` is
#: nobody's work.
Coarse = Mapping[int, Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class CoarseNote:
    """The line below a table, and what opens under it: the rule, then a line for each team."""

    title: str
    rule: str
    lines: tuple[str, ...]


def coarse_note(coarse: Coarse, teams: Mapping[int, str], language: str) -> CoarseNote | None:
    """The note of a season; None where customers could give all five stars everywhere."""
    n = sum(sum(points.values()) for points in coarse.values())
    if not n:
        return None
    nobody = translate(say("without a team"), language)
    names = {team: teams.get(team, nobody) if team != NO_TEAM else nobody for team in coarse}
    lines = [(names[team], coarse_of(coarse, team, language)[1]) for team in coarse]
    title = count(
        "{n} rating is from a source with fewer choices than five",
        "{n} ratings are from sources with fewer choices than five",
        n=n,
    )
    return CoarseNote(
        title=translate(title, language),
        rule=translate(
            say(
                "Where customers can only choose among two or three answers, these stand for the "
                "outer stars and the middle: such an average says less than one of real stars."
            ),
            language,
        ),
        lines=tuple(
            f"{name} – {text}" for name, text in sorted(lines, key=lambda line: line[0].casefold())
        ),
    )


def coarse_of(coarse: Coarse, whose: int, language: str) -> tuple[str, str]:
    """The badge of a row, "2-point source", and how many ratings of each; empty if none."""
    points = coarse.get(whose)
    if not points:
        return "", ""
    badge = translate(points_label(min(points)), language)
    text = " · ".join(
        translate(say("{source}: {n}", source=points_label(each), n=n), language)
        for each, n in sorted(points.items())
    )
    return badge, text
