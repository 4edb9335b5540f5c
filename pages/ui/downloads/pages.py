"""What each page offers for download."""

from __future__ import annotations

import streamlit as st

from db.tables.contest import AWARDS, CHALLENGES, NOMINATIONS
from db.tables.house import IMPORTS, LOG, OWN_RATINGS, PEOPLE, TEAM_NAMES
from db.tables.standings import PLACES, SCORERS, SCORERS_NET, TEAMS
from db.tables.sums import CELLS
from db.tables.table import Table
from gamify.errors import N_
from pages.ui.downloads.chart import Picture
from pages.ui.downloads.menu import Line, show_downloads
from pages.ui.paper.links import report_line
from pages.ui.reads import BoardQuery
from pages.ui.visit import visitor

#: Page, or page and section → its tables. A new table of a page is a name in this list.
TABLES_OF: dict[str, tuple[Table, ...]] = {
    "leaderboard": (TEAMS, SCORERS, SCORERS_NET, PLACES, *CELLS),
    "nominations": (NOMINATIONS, AWARDS),
    "challenges": (CHALLENGES,),
    "my_season": (OWN_RATINGS,),
    "data/imports": (IMPORTS,),
    "settings/people": (PEOPLE,),
    "settings/teams": (TEAM_NAMES,),
    "settings/log": (LOG,),
}


def show_page_downloads(page: str, query: BoardQuery, *, has_race: bool = False) -> None:
    """The menu of a page in the season that its address asks for."""
    more = [report_line(query.season, query.language)] if page == "leaderboard" else []
    if has_race:
        theme = "dark" if st.context.theme.type == "dark" else "light"
        asked = {"season": query.season, "team": query.team, "table": query.table}
        told = {name: value for name, value in asked.items() if value}
        told |= {"theme": theme, "lang": query.language}
        links = [(one.upper(), f"export/places.{one}", told) for one in Picture]
        more.append(Line(N_("Chart of the places"), links))
    show_downloads(TABLES_OF[page], visitor(), query.language, season=query.season, more=more)


def show_section_downloads(section: str, language: str) -> None:
    """The menu of a section of a page, in which no season is chosen."""
    show_page_downloads(section, BoardQuery(language=language))
