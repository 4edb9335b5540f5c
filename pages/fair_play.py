"""Fair play, for leads: requests, what looks odd in a season with its evidence, any rating."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, translate
from pages.ui.address import board_query, follow
from pages.ui.downloads.pages import show_page_downloads
from pages.ui.exclusions.finding import show_excluded, show_finding
from pages.ui.exclusions.requests import show_requests
from pages.ui.fair_play.deciding import ask_name, show_refusal
from pages.ui.fair_play.head_component import show_head
from pages.ui.fair_play.helping import show_helping
from pages.ui.fair_play.reading import fair_play
from pages.ui.fair_play.sections import show_decided, show_lacking, show_open

query = board_query()
language = query.language
try:
    page = fair_play(query.season, language=language)
except CrownboardError as error:
    show_head(None, language=language, on_address=follow)
    st.text(describe(error, language))
    st.stop()

show_head(page.picker, language=language, on_address=follow)
st.header(translate("Fair play", language))
st.write(
    translate(
        "What looks odd is shown to a lead with its evidence. It counts until somebody decides, "
        "and most of it has an honest reason.",
        language,
    )
)

if page.picker is None:
    st.subheader(translate("No ratings yet", language))
    st.write(translate("The rules look as soon as a file of ratings has been imported.", language))
    st.stop()

ask_name(language)
show_refusal()
show_requests(page.requests, language)
show_open(page, language)
show_helping(page.helping, language)
show_finding(language)
show_excluded(page.excluded, language)
show_decided(page, language)
show_lacking(page.lacking, language)
show_page_downloads("fair_play", query)
