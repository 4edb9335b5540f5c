"""Teams: what they are called, who is in them, and which two are one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from db.queries.people import TeamNames
from gamify.access import may_at_all
from gamify.errors import N_
from gamify.language import translate
from gamify.rights import Right, Role
from pages.ui.downloads.pages import show_section_downloads
from pages.ui.settings.adding import show_new_team
from pages.ui.settings.listing import show_list
from pages.ui.settings.merging import show_team_merge
from pages.ui.settings.naming import show_alias, show_rename
from pages.ui.settings.reading import House
from pages.ui.visit import visitor

WHICH, WHAT = "settings-which-team", "settings-team-what"

#: What can be decided about a team.
ACTIONS: dict[str, tuple[str, Callable[[TeamNames, House, str], None]]] = {
    "rename": (N_("Rename"), show_rename),
    "alias": (N_("Also called"), show_alias),
    "merge": (N_("Merge"), show_team_merge),
}


def show_teams(house: House, language: str) -> None:
    """The list, and for administrators what can be decided."""
    manages = may_at_all(visitor(), Right.MANAGE_PEOPLE)
    if manages:
        show_new_team(language)
    if not house.teams:
        st.text(translate("There are no teams yet; an import brings them with it.", language))
        return
    table: dict[str, Sequence[object]] = {
        translate(N_("Team"), language): [one.name for one in house.teams],
        translate(N_("People today"), language): [_members(one, house) for one in house.teams],
        translate(N_("Leads"), language): [_leads(one, house) for one in house.teams],
        translate(N_("Also called"), language): [", ".join(one.aliases) for one in house.teams],
    }
    if not house.accounts:
        del table[translate(N_("Leads"), language)]
    show_list(table, key="teams")
    show_section_downloads("settings/teams", language)
    if manages:
        _show_decisions(house, language)


def _show_decisions(house: House, language: str) -> None:
    names = {one.id: one.name for one in house.teams}
    if st.session_state.get(WHICH) not in names:
        st.session_state[WHICH] = None
    st.subheader(translate("Decide about a team", language))
    chosen = st.selectbox(
        translate("Which", language),
        list(names),
        format_func=lambda id_: names[id_],
        index=None,
        placeholder=translate("Choose a team", language),
        key=WHICH,
        width=360,
    )
    team = house.team(chosen)
    if team is None:
        return
    st.session_state.setdefault(WHAT, "rename")
    what = st.pills(
        translate("What", language),
        list(ACTIONS),
        format_func=lambda one: translate(ACTIONS[one][0], language),
        key=WHAT,
        wrap=True,
    )
    if what is not None:
        with st.container(border=True):
            ACTIONS[what][1](team, house, language)


def _members(team: TeamNames, house: House) -> int:
    return sum(one.team_on(house.today) == team.name for one in house.people)


def _leads(team: TeamNames, house: House) -> str:
    return ", ".join(
        card.name
        for card in house.accounts
        if card.role is Role.LEAD
        and not card.disabled
        and (not card.team_ids or team.id in card.team_ids)
    )
