"""Pulse, for leads: what engineers answer at the end of a season, five or more together."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query, follow
from pages.ui.fair_play.head_component import show_head
from pages.ui.pulse.results import choose_group, read_pulse, show_results
from pages.ui.visit import visitor

query = board_query()
language = query.language
show_head(None, language=language, on_address=follow)
st.header(translate("Pulse", language))
st.write(
    translate(
        "At the end of a season each engineer is asked four questions on “My season”. Answers are "
        "counted without a name and shown once the questions are closed, from five on.",
        language,
    )
)
try:
    pulse = read_pulse(visitor())
except CrownboardError as error:
    st.text(describe(error, language))
    st.stop()
show_results(pulse, choose_group(pulse, language), language)
