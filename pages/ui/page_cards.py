"""The pages in their order, and the right that each asks for."""

from __future__ import annotations

from typing import NamedTuple

from gamify.errors import N_
from gamify.rights import Right


class PageCard(NamedTuple):
    """A page by the name of its file, which is its address, too."""

    name: str
    title: str
    right: Right


PAGE_CARDS = (
    PageCard("leaderboard", N_("Leaderboard"), Right.SEE_BOARDS),
    PageCard("nominations", N_("Nominations"), Right.SEE_BOARDS),
    PageCard("challenges", N_("Challenges"), Right.SEE_BOARDS),
    PageCard("context", N_("Today"), Right.SEE_BOARDS),
    PageCard("feedback", N_("Feedback"), Right.SEE_BOARDS),
    PageCard("my_season", N_("My season"), Right.SEE_PERSON),
    PageCard("team", N_("Team"), Right.SEE_BOARDS),
    PageCard("hall_of_fame", N_("Hall of fame"), Right.SEE_BOARDS),
    PageCard("fair_play", N_("Fair play"), Right.SEE_FAIR_PLAY),
    PageCard("pulse", N_("Pulse"), Right.SEE_PULSE),
    PageCard("screens", N_("Wall screens"), Right.MANAGE_SCREENS),
    PageCard("data", N_("Data"), Right.IMPORT_RATINGS),
    PageCard("settings", N_("Settings"), Right.SEE_PEOPLE),
)
