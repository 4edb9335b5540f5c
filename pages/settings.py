"""Settings: the organisation, people and teams, accounts; one section at a time."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui import reads
from pages.ui.address import board_query
from pages.ui.challenges.deciding import show_outcome
from pages.ui.fair_play.head_component import show_head
from pages.ui.section_picker import follow_here
from pages.ui.settings.reading import house
from pages.ui.settings.sections import (
    choose_section,
    show_founding,
    show_neighbours,
)
from pages.ui.visit import visitor

language = board_query().language
show_head(None, language=language, on_address=follow_here)
st.header(translate("Settings", language))
try:
    reads.clock.look()
    here = house(visitor())
except CrownboardError as error:
    st.text(describe(error, language))
    st.stop()

show_founding(visitor(), language)
section = choose_section(visitor(), language)
show_outcome()
section.show(here, language)
show_neighbours(language)
