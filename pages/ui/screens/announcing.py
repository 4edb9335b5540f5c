"""Announcements: what stands on the walls, and a new one with its last day."""

from __future__ import annotations

import streamlit as st

from db.commands.announcements import LONGEST_ANNOUNCEMENT
from gamify.language import say, translate
from pages.ui.data.words import literally
from pages.ui.fair_play.deciding import decider
from pages.ui.screens.deciding import announce, withdraw
from pages.ui.screens.draft import key_of
from pages.ui.screens.reading import ScreenDesk


def team_choice(team: int | None, names: dict[int, str], language: str) -> str:
    """A team as an option of a list, literally; None is for everybody."""
    return translate("All teams", language) if team is None else names.get(team, "")


def show_announcing(desk: ScreenDesk, language: str) -> None:
    """What is announced, shown literally, then the form."""
    for one in desk.announced:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.text(one.text)
            if one.team_id is not None:
                st.caption(literally(desk.teams.get(one.team_id, "")))
            st.caption(translate(say("until {day}", day=one.last), language))
            st.button(
                translate("Take off", language),
                disabled=not decider().name,
                key=key_of("announcement", f"withdraw-{one.id}"),
                on_click=withdraw,
                args=(one.id, language),
            )
    st.text_area(
        translate("New announcement", language),
        max_chars=LONGEST_ANNOUNCEMENT,
        key=key_of("announcement", "text"),
        height=90,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            translate("Last day", language),
            value=desk.today,
            min_value=desk.today,
            key=key_of("announcement", "last"),
            width=200,
        )
        st.selectbox(
            translate("For", language),
            [None, *desk.teams],
            format_func=lambda id_: team_choice(id_, desk.teams, language),
            key=key_of("announcement", "team"),
            width=240,
        )
        st.button(
            translate("Announce", language),
            disabled=not decider().name,
            key=key_of("announcement", "announce"),
            on_click=announce,
            args=(desk.today, language),
        )
