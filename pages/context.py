"""Today: what colleagues across shifts share; one section at a time."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query
from pages.ui.challenges.deciding import show_outcome
from pages.ui.context.announced import current_notices, show_where_to_announce
from pages.ui.context.sections import choose_section
from pages.ui.fair_play.head_component import show_head
from pages.ui.section_picker import follow_here
from pages.ui.visit import visitor

language = board_query().language
show_head(None, language=language, on_address=follow_here, notices=current_notices(language))
st.header(translate("Today", language))
show_where_to_announce(visitor(), language)
section = choose_section(visitor(), language)
show_outcome()
try:
    section.show(language)
except CrownboardError as error:
    st.text(describe(error, language))
