"""The sections of the page: one at a time, chosen in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qsl

import streamlit as st

from gamify.access import Visitor, Way, may_at_all
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right
from pages.ui.address import NAMES
from pages.ui.fair_play.deciding import FOUNDING
from pages.ui.settings.accounts import show_accounts
from pages.ui.settings.organisation import show_organisation
from pages.ui.settings.people import show_people
from pages.ui.settings.reading import House
from pages.ui.settings.teams import show_teams

_FIELD = "settings-section"


class Section(NamedTuple):
    """A part of the page: its title, whose it is, and what draws it."""

    title: str
    right: Right
    show: Callable[[House, str], None]


SECTIONS = {
    "organisation": Section(
        N_("Organisation"),
        Right.MANAGE_SETTINGS,
        lambda _, language: show_organisation(language),
    ),
    "people": Section(N_("People"), Right.SEE_PEOPLE, show_people),
    "teams": Section(N_("Teams"), Right.SEE_PEOPLE, show_teams),
    "accounts": Section(N_("Accounts"), Right.MANAGE_ACCOUNTS, show_accounts),
}


def choose_section(visitor: Visitor, language: str) -> Section:
    """The section that the address asks for, of those that are the visitor's."""
    own = [name for name, one in SECTIONS.items() if may_at_all(visitor, one.right)]
    asked = st.query_params.get("section", "")
    st.session_state[_FIELD] = asked if asked in own else own[0]
    name = st.segmented_control(
        translate("Section", language),
        own,
        format_func=lambda one: translate(SECTIONS[one].title, language),
        key=_FIELD,
        on_change=_go,
        label_visibility="collapsed",
    )
    return SECTIONS[name or own[0]]


def follow_here(search: str) -> None:
    """Write another language into the address; the section stays."""
    told = {name: value for name, value in parse_qsl(search.removeprefix("?")) if name in NAMES}
    section = st.query_params.get("section", "")
    st.query_params.from_dict(told | ({"section": section} if section else {}))


def show_neighbours(language: str) -> None:
    """Where the rest is set."""
    st.caption(translate(N_("Elsewhere"), language))
    with st.container(horizontal=True):
        st.link_button(
            translate("Wall screens", language),
            "screens",
            icon=":material/tv:",
        )
        st.link_button(
            translate("Chats and mailboxes", language),
            "challenges",
            icon=":material/send:",
        )


def show_founding(visitor: Visitor, language: str) -> None:
    """How the first administrator is made, until there is one."""
    if visitor.way is Way.FOUNDER:
        st.info(translate(FOUNDING, language), icon=":material/key:")


def _go() -> None:
    name = st.session_state.get(_FIELD)
    if name is not None:
        st.query_params["section"] = name
