"""The lead's part of the page: the name, setting a challenge, changing one."""

from __future__ import annotations

import streamlit as st

from gamify.access import may_at_all
from gamify.deliveries import trouble_sentence
from gamify.errors import CrownboardError
from gamify.language import describe, translate
from gamify.rights import Right
from pages.ui.challenges.changing import show_changing
from pages.ui.challenges.digest_form import show_digest
from pages.ui.challenges.drafting import desk
from pages.ui.challenges.messages import messages
from pages.ui.challenges.setting import show_setting
from pages.ui.fair_play.deciding import ask_name
from pages.ui.visit import visitor

#: Whether the daily message has been opened in this visit because something didn't arrive.
_OPENED = "daily_message_opened"


def show_desk(language: str) -> None:
    """For leads: open where no challenge runs, folded below those that do.

    Every part has its place whatever else is drawn: a click in a form that moves is lost.
    """
    if not may_at_all(visitor(), Right.SET_CHALLENGES):
        return
    try:
        found = desk(language)
        is_troubled = trouble_sentence(messages(found.today), today=found.today) is not None
    except CrownboardError as error:
        st.text(describe(error, language))
        return
    st.subheader(translate("For leads", language))
    ask_name(language)
    title = translate("Set a challenge", language)
    with st.expander(title, expanded=not found.running, key="set-challenge"):
        show_setting(found, language)
    changing = st.container()
    if found.running or found.drafts:
        with changing, st.expander(translate("Change a challenge or call it off", language)):
            show_changing(found, language)
    # Once open it stays so: a decision that ends the trouble shall not fold what it was taken in.
    st.session_state[_OPENED] = st.session_state.get(_OPENED) or is_troubled
    title = translate("Daily message to a chat", language)
    icon = ":material/warning:" if is_troubled else None
    with st.expander(title, expanded=st.session_state[_OPENED], icon=icon, key="daily-message"):
        show_digest(found, language)
