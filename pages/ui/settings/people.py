"""People: who is in which team, found by name, and what can be decided about each."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from db.queries.people import Person, Stay
from gamify.access import may_at_all
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.rights import Right
from pages.ui.downloads.pages import show_section_downloads
from pages.ui.settings.adding import show_new_person
from pages.ui.settings.listing import show_list
from pages.ui.settings.merging import show_merge, show_suggestions
from pages.ui.settings.moving import show_join, show_leave, show_transfer
from pages.ui.settings.naming import show_alias, show_erase, show_hide, show_rename
from pages.ui.settings.reading import House
from pages.ui.visit import visitor

#: The field that says whom a decision is about.
WHOM = "settings-whom"
#: The field that says what is decided about them.
WHAT = "settings-what"

Show = Callable[[Person, House, str], None]

#: What can be decided about somebody who is in a team today, or who isn't.
ACTIONS: dict[str, tuple[str, Show]] = {
    "transfer": (N_("Transfer"), show_transfer),
    "leave": (N_("Leave"), show_leave),
    "join": (N_("Join a team"), show_join),
    "rename": (N_("Rename"), show_rename),
    "alias": (N_("Also called"), show_alias),
    "merge": (N_("Merge"), show_merge),
    "hide": (N_("Hide or show"), show_hide),
    "erase": (N_("Erase"), show_erase),
}
_OF_MEMBERS, _OF_OTHERS = {"transfer", "leave"}, {"join", "erase"}


def show_people(house: House, language: str) -> None:
    """The list, and for administrators what can be decided."""
    manages = may_at_all(visitor(), Right.MANAGE_PEOPLE)
    if manages:
        show_new_person(house, language)
    if not house.people:
        st.text(translate("There is nobody yet; an import brings people with it.", language))
        return
    _show_list(house, language)
    show_section_downloads("settings/people", language)
    if not manages:
        st.caption(translate("Administrators transfer, rename, merge and erase people.", language))
        return
    show_suggestions(house, language)
    _show_decisions(house, language)


def _show_list(house: House, language: str) -> None:
    wanted = st.text_input(
        translate("Find", language),
        key="settings-find",
        placeholder=translate("name, team or address", language),
        icon=":material/search:",
        width=360,
    )
    found = [one for one in house.people if _fits(one, wanted, house)]
    accounts = {card.engineer_id: card.login for card in house.accounts}
    table = {
        translate(N_("Name"), language): [one.name for one in found],
        translate(N_("Team"), language): [one.team_on(house.today) or "–" for one in found],
        translate(N_("Memberships"), language): [_stays(one.stays, language) for one in found],
        translate(N_("Also called"), language): [", ".join(one.aliases) for one in found],
        translate(N_("On boards"), language): [_seen_as(one, language) for one in found],
        translate(N_("Account"), language): [accounts.get(one.id, "") for one in found],
    }
    if not may_at_all(visitor(), Right.MANAGE_ACCOUNTS):
        del table[translate(N_("Account"), language)]
    show_list(table, key="people")
    if not found:
        st.caption(translate("Nobody is called like that.", language))


def _show_decisions(house: House, language: str) -> None:
    names = {one.id: one.name for one in house.living}
    if st.session_state.get(WHOM) not in names:
        st.session_state[WHOM] = None
    st.subheader(translate("Decide about somebody", language))
    chosen = st.selectbox(
        translate("Whom", language),
        list(names),
        format_func=lambda id_: names[id_],
        index=None,
        placeholder=translate("Type a name", language),
        key=WHOM,
        width=360,
    )
    person = house.person(chosen)
    if person is None:
        return
    is_member = person.team_on(house.today) is not None
    offered = [one for one in ACTIONS if one not in (_OF_OTHERS if is_member else _OF_MEMBERS)]
    if st.session_state.get(WHAT) not in offered:
        st.session_state[WHAT] = offered[0]
    what = st.pills(
        translate("What", language),
        offered,
        format_func=lambda one: translate(ACTIONS[one][0], language),
        key=WHAT,
        wrap=True,
    )
    if what is not None:
        with st.container(border=True):
            ACTIONS[what][1](person, house, language)


def _fits(one: Person, wanted: str, house: House) -> bool:
    told = (one.name, *one.aliases, one.email or "", one.team_on(house.today) or "")
    return wanted.strip().casefold() in " ".join(told).casefold()


def _stays(stays: tuple[Stay, ...], language: str) -> str:
    return " · ".join(
        translate(
            say("{team} since {since}", team=stay.team, since=stay.since)
            if stay.until is None
            else say(
                "{team} {since} – {until}", team=stay.team, since=stay.since, until=stay.until
            ),
            language,
        )
        for stay in reversed(stays)
    )


def _seen_as(one: Person, language: str) -> str:
    if one.is_erased:
        return translate("erased", language)
    return shown(say("hidden") if one.is_hidden else say("shown"), language)
