"""Data, for administrators: what was taken in, and how to take it back; a section at a time."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui import reads
from pages.ui.address import board_query
from pages.ui.challenges.deciding import show_outcome
from pages.ui.data.sections import choose_section
from pages.ui.fair_play.head_component import show_head
from pages.ui.prominent import readable_buttons
from pages.ui.section_picker import follow_here
from pages.ui.visit import visitor

language = board_query().language
show_head(None, language=language, on_address=follow_here)
st.header(translate("Data", language))
section = choose_section(visitor(), language)
show_outcome()
readable_buttons()
try:
    reads.clock.look()
    section.show(language)
except CrownboardError as error:
    st.text(describe(error, language))
