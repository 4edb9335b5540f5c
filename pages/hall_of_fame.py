"""Hall of fame: what closed seasons brought, the newest first, older ones by the year."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import reader_language
from pages.ui.downloads.pages import show_page_downloads
from pages.ui.fair_play.head_component import show_head
from pages.ui.hall.blocks import lasting, nothing_yet, season_blocks
from pages.ui.hall.counting import how_counted
from pages.ui.hall.reading import hall
from pages.ui.hall.years import choose_year
from pages.ui.paper.links import certificate_lines
from pages.ui.reads import BoardQuery
from pages.ui.section_picker import follow_here
from pages.ui.story.component import show_story

language = reader_language()
try:
    found = hall(choose_year(language), language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow_here)
    st.text(describe(error, language))
    st.stop()

show_head(None, language=language, on_address=follow_here)
if not found.seasons:
    show_story(nothing_yet(found, language), key="hall")
    st.stop()

show_story(lasting(found, language), key="hall")
for season in found.told:
    show_story(season_blocks(found, season, language), key=f"hall-{season.code}")
    with st.expander(translate("How it was counted", language), key=f"counted-{season.code}"):
        for line in how_counted(season, language):
            st.text(line)

query = BoardQuery(language=language)
show_page_downloads("hall_of_fame", query, more=certificate_lines(found, language))
