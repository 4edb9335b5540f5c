"""The daily message: how today's reads, where it goes, and when."""

from __future__ import annotations

from datetime import time

import streamlit as st

from db.queries.destinations import PlanCard
from gamify.language import LANGUAGES, Message, say, translate
from gamify.post import show_minute
from pages.ui import reads
from pages.ui.challenges.deciding import draw_all_anew
from pages.ui.challenges.drafting import Desk
from pages.ui.challenges.fields import key_of
from pages.ui.challenges.posting import (
    ELSEWHERE,
    POST,
    Post,
    add_post,
    forget_plan,
    greet,
    pause_plan,
    post,
)
from pages.ui.challenges.running_card import name_of

#: Days of the week by their number; Monday is 0.
WEEKDAYS = (say("Mon"), say("Tue"), say("Wed"), say("Thu"), say("Fri"), say("Sat"), say("Sun"))
#: When a message goes unless a lead says otherwise.
MORNING = time(9, 30)
LANGUAGE_NAMES = {"en": "English", "ru": "Русский"}


@st.fragment
def show_digest(desk: Desk, language: str) -> None:
    """Today's message, the plans there are, and a new one."""
    draw_all_anew()
    found = post(language)
    for plan in found.plans:
        _show_plan(plan, language)
    _show_new(found, desk, language)
    if found.today is not None:
        st.caption(translate("Today’s message reads:", language))
        with st.container(border=True):
            st.text(f"{found.today.title}\n\n{found.today.body}")


def _show_plan(plan: PlanCard, language: str) -> None:
    """A plan in a line, which may hold a chat's name and is shown literally."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.text(translate(_line(plan, language), language))
        st.button(
            translate("Send a greeting", language),
            key=f"greet-{plan.id}",
            on_click=greet,
            args=(plan.destination_id, language),
        )
        st.button(
            translate("Go on", language) if plan.paused else translate("Pause", language),
            key=f"pause-{plan.id}",
            on_click=pause_plan,
            args=(plan.id, language),
            kwargs={"paused": not plan.paused},
        )
        st.button(
            translate("Forget", language),
            key=f"forget-{plan.id}",
            on_click=forget_plan,
            args=(plan.id, language),
        )


def _line(plan: PlanCard, language: str) -> Message:
    days = ", ".join(translate(WEEKDAYS[day], language) for day in plan.weekdays)
    line = say(
        "{name}: {time}, {days}", name=plan.destination, time=show_minute(plan.minute), days=days
    )
    return say("{plan} (rests)", plan=line) if plan.paused else line


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
            placeholder="tgram://…  slack://…  mmosts://…  mailtos://…",
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
