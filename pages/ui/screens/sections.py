"""The parts of the page: which screen, its preview and link, its form."""

from __future__ import annotations

import streamlit as st

from gamify.access import may_at_all, refusal
from gamify.language import describe, translate
from gamify.rights import Right
from gamify.wall.screen import MAIN
from pages.ui.fair_play.deciding import decider
from pages.ui.screens.deciding import CHOSEN, forget_screen, keep_screen
from pages.ui.screens.draft import NEW, begin_draft, forget_draft, key_of
from pages.ui.screens.form import show_form
from pages.ui.screens.link import show_link
from pages.ui.screens.preview_component import show_preview
from pages.ui.screens.reading import ScreenDesk
from pages.ui.wall.admission import usual_screen


def may_set(language: str) -> bool:
    """Whether the reader may set screens; else say who may."""
    visitor = decider()
    if may_at_all(visitor, Right.MANAGE_SCREENS):
        return True
    st.text(describe(refusal(visitor, Right.MANAGE_SCREENS), language))
    return False


def choose_screen(desk: ScreenDesk, language: str) -> str:
    """The name of the screen that is on the page, or NEW."""
    names = [*desk.names, NEW]
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = MAIN
    chosen: str = st.selectbox(
        translate("Screen", language),
        names,
        format_func=lambda name: _title(name, desk, language),
        key=CHOSEN,
        width=360,
    )
    return chosen


def show_screen(name: str, desk: ScreenDesk, language: str) -> None:
    """Preview and link of a screen beside its form."""
    card = desk.cards.get(name)
    begin_draft(name, card.screen if card else usual_screen())
    form, picture = st.columns((1, 1), gap="large")
    with form:
        show_form(name, desk, language)
        _show_buttons(name, language, is_known=card is not None)
    if name == NEW:
        return
    with picture:
        show_preview(name, language)
        if card is not None:
            show_link(card, language)
        else:
            st.caption(
                translate("Keep it once, and it gets a link that needs no signing in.", language)
            )


def _show_buttons(name: str, language: str, *, is_known: bool) -> None:
    nobody = not decider().name
    with st.container(horizontal=True):
        st.button(
            translate("Keep", language),
            key=key_of(name, "keep"),
            disabled=nobody,
            on_click=keep_screen,
            args=(name, language),
            kwargs={"is_known": is_known},
        )
        st.button(
            translate("As it was", language),
            key=key_of(name, "forget"),
            on_click=forget_draft,
            args=(name,),
        )
        if is_known:
            st.button(
                translate("Delete this screen", language),
                key=key_of(name, "delete"),
                disabled=nobody,
                on_click=forget_screen,
                args=(name, language),
            )


def _title(name: str, desk: ScreenDesk, language: str) -> str:
    if name == NEW:
        return translate("A new screen", language)
    title = desk.cards[name].screen.title if name in desk.cards else ""
    return f"{name} – {title}" if title else name
