"""My season: a person's own ratings, what they count for, and a way to ask a lead about one."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query, follow
from pages.ui.fair_play.deciding import ask_name
from pages.ui.fair_play.head_component import show_head
from pages.ui.my_season.ratings import show_ratings
from pages.ui.my_season.reading import my_season
from pages.ui.my_season.whose import choose_person
from pages.ui.visit import visitor

query = board_query()
language = query.language
try:
    person = choose_person(visitor())
    page = my_season(query.season, person.chosen, language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow)
    st.text(describe(error, language))
    st.stop()

show_head(page.picker, language=language, on_address=follow)
st.header(translate("My season", language))
person.show(language)
if page.picker is None:
    st.subheader(translate("No ratings yet", language))
    st.stop()
ask_name(language)
show_ratings(page, visitor(), language)
