"""The daily message: how today's reads, where it goes, and when."""

from __future__ import annotations

from datetime import time

import streamlit as st

from gamify.language import LANGUAGES, say, translate
from pages.ui import reads
from pages.ui.challenges.deciding import draw_all_anew
from pages.ui.challenges.drafting import Desk
from pages.ui.challenges.fields import key_of
from pages.ui.challenges.messages import follow_messages, messages, show_trouble
from pages.ui.challenges.places import show_place
from pages.ui.challenges.posting import (
    ADDRESSES,
    ELSEWHERE,
    POST,
    WEEKDAYS,
    Post,
    add_post,
    post,
)
from pages.ui.challenges.running_card import name_of

#: When a message goes unless a lead says otherwise.
MORNING = time(9, 30)
LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}


@st.fragment
def show_digest(desk: Desk, language: str) -> None:
    """What hasn't arrived, the chats with their plans and messages, a new plan, today's message."""
    draw_all_anew()
    lines = messages(desk.today)
    show_trouble(lines, desk.today, language)
    found = post(language)
    with st.container():
        names = {one.id: name_of(one, language) for one in desk.running}
        for place in found.places:
            show_place(
                place,
                [plan for plan in found.plans if plan.destination_id == place.id],
                [line for line in lines if line.destination_id == place.id],
                names=names,
                today=desk.today,
                language=language,
            )
    _show_new(found, desk, language)
    if found.today is not None:
        st.caption(translate("Today’s message reads:", language))
        with st.container(border=True):
            st.text(f"{found.today.title}\n\n{found.today.body}")
    follow_messages(lines, desk.today)


def _show_new(found: Post, desk: Desk, language: str) -> None:
    names = {place.id: place.name for place in found.places}
    names[ELSEWHERE] = translate("A new chat or mailbox", language)
    place = st.selectbox(
        translate("Where to", language),
        list(names),
        format_func=lambda id_: names[id_],
        key=key_of(POST, "place"),
    )
    if place == ELSEWHERE:
        _show_place(is_first=not found.places, language=language)
    _show_time(language)
    _show_subject(desk, language)
    st.button(
        translate("Send it daily", language), key="add-post", on_click=add_post, args=(language,)
    )


def _show_place(*, is_first: bool, language: str) -> None:
    """A new chat: its address is a secret and is typed like one."""
    name, address, words = st.columns((2, 3, 1))
    if is_first:
        st.session_state.setdefault(key_of(POST, "name"), translate("Team chat", language))
    with name:
        st.text_input(translate("Its name", language), max_chars=80, key=key_of(POST, "name"))
    with address:
        st.text_input(
            translate("Its address", language),
            type="password",
            autocomplete="off",
            key=key_of(POST, "address"),
            placeholder=ADDRESSES,
            help=translate(
                "As apprise writes it, with token or password. It is kept encrypted and never "
                "shown again.",
                language,
            ),
        )
    with words:
        st.selectbox(
            translate("Language", language),
            LANGUAGES,
            index=LANGUAGES.index(language),
            format_func=lambda code: LANGUAGE_NAMES[code],
            key=key_of(POST, "language"),
        )


def _show_time(language: str) -> None:
    at, on = st.columns((1, 5))
    with at:
        st.time_input(
            translate("At", language),
            value=MORNING,
            key=key_of(POST, "time"),
            help=translate(
                say("By the organisation’s clock ({zone}).", zone=reads.settings().time_zone),
                language,
            ),
        )
    with on:
        st.pills(
            translate("On", language),
            list(range(len(WEEKDAYS))),
            default=sorted(reads.settings().working_weekdays),
            selection_mode="multi",
            format_func=lambda day: translate(WEEKDAYS[day], language),
            key=key_of(POST, "weekdays"),
        )


def _show_subject(desk: Desk, language: str) -> None:
    names = {one.id: name_of(one, language) for one in desk.running}
    names = {ELSEWHERE: translate("All that run", language)} | names
    st.selectbox(
        translate("About", language),
        list(names),
        format_func=lambda id_: names[id_],
        key=key_of(POST, "challenge"),
    )
    st.toggle(
        translate("Also tell at once when something great happens", language),
        value=True,
        key=key_of(POST, "milestones"),
        help=translate("Half way, an average lost or back, a challenge met.", language),
    )
