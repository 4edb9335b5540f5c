"""My season: a person's own story, every rating with what it counts for, and the seasons before."""

from __future__ import annotations

import streamlit as st

from gamify.errors import N_, CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query
from pages.ui.downloads.pages import ChartLink, show_page_downloads
from pages.ui.fair_play.head_component import show_head
from pages.ui.my_season.opening import first_steps, opening
from pages.ui.my_season.reading import my_season
from pages.ui.my_season.sections import show_sections
from pages.ui.my_season.whose import choose_person, show_way_back
from pages.ui.pulse.asking import show_pulse
from pages.ui.section_picker import follow_here
from pages.ui.story.component import show_story
from pages.ui.visit import visitor

query = board_query()
language = query.language
try:
    person = choose_person(visitor())
    page = my_season(query.season, person.chosen, language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow_here)
    st.text(describe(error, language))
    show_way_back(language)
    st.stop()

show_head(page.picker, language=language, on_address=follow_here)
person.show(language)
if person.is_own and person.own is not None:
    show_pulse(person.own, language)
if page.picker is None:
    show_story(first_steps(language), key="my-season")
elif page.season is not None and not person.may_see(page.season):
    st.text(translate("This season was in another team: its leads see it.", language))
elif page.person is not None:
    show_story(opening(page, language, is_own=person.is_own), key="my-season")
    show_sections(page, person, language)
    goals = [ChartLink(N_("Goals by season"), "goals")] if person.is_own else []
    show_page_downloads("my_season", query, charts=goals)
