"""Team: a team's own story, its seasons and its people; a reader's own team unless one is named."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe
from pages.ui.address import board_query
from pages.ui.downloads.pages import show_page_downloads
from pages.ui.fair_play.head_component import show_head
from pages.ui.section_picker import follow_here
from pages.ui.story.component import show_story
from pages.ui.team.links import charts_of
from pages.ui.team.opening import nothing_yet, opening, quarters_only
from pages.ui.team.reading import own_team, team_facts
from pages.ui.team.sections import show_sections
from pages.ui.team.seen import seen_by
from pages.ui.team.whose import choose_team
from pages.ui.visit import visitor

query = board_query()
language = query.language
try:
    facts = team_facts(query.season, query.team, own_team(visitor()), language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow_here)
    st.text(describe(error, language))
    st.stop()

show_head(facts.picker, language=language, on_address=follow_here)
choose_team(facts.teams, facts.team, language)
if facts.picker is None or facts.team is None:
    show_story(nothing_yet(language), key="team")
elif facts.tables is None:
    show_story(quarters_only(language), key="team")
else:
    seen = seen_by(facts, visitor())
    show_story(opening(seen, language), key="team")
    show_sections(seen, language)
    show_page_downloads("team", query, charts=charts_of(seen))
