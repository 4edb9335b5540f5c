"""The sections of the page: one at a time, chosen in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from gamify.access import Visitor, Way, may_at_all
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right
from pages.ui.fair_play.deciding import FOUNDING
from pages.ui.log.section import show_log
from pages.ui.section_picker import pick_section
from pages.ui.settings.accounts import show_accounts
from pages.ui.settings.asking import show_asking
from pages.ui.settings.nominations import show_nominations
from pages.ui.settings.organisation import show_organisation
from pages.ui.settings.people import show_people
from pages.ui.settings.reading import House
from pages.ui.settings.teams import show_teams
from pages.ui.settings.tokens import show_tokens

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
    "asking": Section(N_("Asking"), Right.MANAGE_SETTINGS, show_asking),
    "people": Section(N_("People"), Right.SEE_PEOPLE, show_people),
    "teams": Section(N_("Teams"), Right.SEE_PEOPLE, show_teams),
    "nominations": Section(N_("Nominations"), Right.SET_NOMINATIONS, show_nominations),
    "accounts": Section(N_("Accounts"), Right.MANAGE_ACCOUNTS, show_accounts),
    "tokens": Section(N_("Tokens"), Right.MANAGE_TOKENS, show_tokens),
    "log": Section(N_("Log"), Right.SEE_AUDIT, show_log),
}


def choose_section(visitor: Visitor, language: str) -> Section:
    """The section that the address asks for, of those that are the visitor's."""
    own = {name: one.title for name, one in SECTIONS.items() if may_at_all(visitor, one.right)}
    return SECTIONS[pick_section(own, language, key=_FIELD)]


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
