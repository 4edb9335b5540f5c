"""The charts of a team that can be had as pictures."""

from __future__ import annotations

from gamify.errors import N_
from pages.ui.downloads.pages import ChartLink
from pages.ui.team.seen import TeamSeen


def charts_of(seen: TeamSeen) -> list[ChartLink]:
    """Those of the shown team for which there is enough."""
    facts = seen.facts
    asked = {"team": facts.teams[facts.team]} if facts.team is not None else {}
    links = []
    if any(one.stars.n for one in facts.weeks):
        links.append(ChartLink(N_("Stars over time"), "stars", asked))
    if len(facts.years) > 1:
        links.append(ChartLink(N_("Averages over the seasons"), "averages", asked))
    return links
