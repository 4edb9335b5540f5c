"""What each page offers for download."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import streamlit as st

from db.tables.contest import AWARDS, CHALLENGES, NOMINATIONS
from db.tables.fair_play import EXCLUDED, FLAGS
from db.tables.house import IMPORTS, LOG, OWN_RATINGS, PEOPLE, TEAM_NAMES
from db.tables.past import HALL, TEAM_SEASONS
from db.tables.standings import PLACES, SCORERS, SCORERS_NET, TEAMS
from db.tables.sums import CELLS
from db.tables.table import Table
from db.tables.words import FEEDBACK
from pages.ui.downloads.chart import Picture
from pages.ui.downloads.menu import Line, show_downloads
from pages.ui.reads import BoardQuery
from pages.ui.visit import visitor

#: Page, or page and section → its tables. A new table of a page is a name in this list.
TABLES_OF: dict[str, tuple[Table, ...]] = {
    "leaderboard": (TEAMS, SCORERS, SCORERS_NET, PLACES, *CELLS),
    "nominations": (NOMINATIONS, AWARDS),
    "challenges": (CHALLENGES,),
    "feedback": (FEEDBACK,),
    "my_season": (OWN_RATINGS,),
    "team": (TEAM_SEASONS,),
    "hall_of_fame": (HALL, AWARDS),
    "fair_play": (FLAGS, EXCLUDED),
    "data/imports": (IMPORTS,),
    "settings/people": (PEOPLE,),
    "settings/teams": (TEAM_NAMES,),
    "settings/log": (LOG,),
}


class ChartLink(NamedTuple):
    """A chart of a page: its title, its name in an address, and what else that takes."""

    title: str
    name: str
    asked: Mapping[str, str] = {}


def show_page_downloads(
    page: str,
    query: BoardQuery,
    *,
    charts: Sequence[ChartLink] = (),
    more: Sequence[Line] = (),
) -> None:
    """The menu of a page in the season that its address asks for."""
    lines = [*more, *(_chart(one, query) for one in charts)]
    show_downloads(TABLES_OF[page], visitor(), query.language, season=query.season, more=lines)


def _chart(chart: ChartLink, query: BoardQuery) -> Line:
    theme = "dark" if st.context.theme.type == "dark" else "light"
    asked = {"season": query.season, "team": query.team, "table": query.table, **chart.asked}
    told = {name: value for name, value in asked.items() if value}
    told |= {"theme": theme, "lang": query.language}
    return Line(chart.title, [(one.upper(), f"export/{chart.name}.{one}", told) for one in Picture])


def show_section_downloads(section: str, language: str) -> None:
    """The menu of a section of a page, in which no season is chosen."""
    show_page_downloads(section, BoardQuery(language=language))
