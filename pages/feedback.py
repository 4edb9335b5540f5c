"""Feedback: customers' words, praise first; what the low ratings teach, and what causes cost."""

from __future__ import annotations

import streamlit as st

from gamify.errors import N_, CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query
from pages.ui.downloads.pages import ChartLink, show_page_downloads
from pages.ui.fair_play.deciding import ask_name, decider, show_refusal
from pages.ui.fair_play.head_component import show_head
from pages.ui.feedback.asked import follow_words
from pages.ui.feedback.causes import show_causes
from pages.ui.feedback.listing import show_words
from pages.ui.feedback.practices import show_practices
from pages.ui.feedback.reading import feedback_season
from pages.ui.feedback.sections import Section, sections_of, sees_causes
from pages.ui.section_picker import pick_section
from pages.ui.visit import visitor

query = board_query()
language = query.language
try:
    season = feedback_season(query.season, language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow_words)
    st.text(describe(error, language))
    st.stop()

show_head(None if season is None else season.picker, language=language, on_address=follow_words)
st.header(translate("Feedback", language))
if season is None:
    st.subheader(translate("No ratings yet", language))
    st.write(translate("Customers’ words appear here as they come in.", language))
    st.stop()

section = Section(pick_section(sections_of(visitor()), language, key="feedback-section"))
if section is not Section.CAUSES and len(sections_of(visitor())) > 2:
    ask_name(language)
show_refusal()
try:
    if section is Section.CAUSES:
        show_causes(season, visitor(), language)
    elif section is Section.PRACTICE:
        show_practices(season, decider(), language)
    else:
        show_words(season, section, decider(), language)
except CrownboardError as error:
    st.text(describe(error, language))
causes = [ChartLink(N_("What it cost"), "causes")] if sees_causes(visitor()) else []
show_page_downloads("feedback", query, charts=causes)
