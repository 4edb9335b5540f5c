"""Wall screens, for leads: what each TV shows and how, its link, and announcements."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query, follow
from pages.ui.challenges.deciding import show_outcome
from pages.ui.fair_play.deciding import ask_name
from pages.ui.fair_play.head_component import show_head
from pages.ui.screens.announcing import show_announcing
from pages.ui.screens.reading import screen_desk
from pages.ui.screens.sections import choose_screen, may_set, show_screen

language = board_query().language
show_head(None, language=language, on_address=follow)
st.header(translate("Wall screens", language))
st.write(
    translate(
        "A TV opens one address and stays there. The screen “main” works at /wall without any "
        "setting up; others have scenes, teams and a look of their own.",
        language,
    )
)
if not may_set(language):
    st.stop()
try:
    desk = screen_desk()
except CrownboardError as error:
    st.text(describe(error, language))
    st.stop()

ask_name(language)
show_outcome()
show_screen(choose_screen(desk, language), desk, language)
st.subheader(translate("Announcement on every screen", language))
show_announcing(desk, language)
