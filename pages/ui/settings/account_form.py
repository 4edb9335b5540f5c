"""The fields of an account: login, name, role, led teams, the person behind it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from db.queries.accounts import AccountCard
from gamify.errors import N_
from gamify.language import say, translate
from gamify.rights import ROLE_TITLES, Role
from pages.ui.chips import readable_chips
from pages.ui.settings.reading import House

#: What a role may do, in a sentence; docs/access.md has the whole table.
ROLE_DOES = {
    Role.VIEWER: N_("Reads boards, nominations and challenges."),
    Role.ENGINEER: N_("Also sees the own places and ratings, and says who helped."),
    Role.LEAD: N_("Also sets challenges, decides on flags and ratings of the led teams."),
    Role.ADMINISTRATOR: N_("May do everything, also make accounts and change settings."),
}
#: Nobody behind an account.
NO_PERSON = 0


def key_of(account: int, name: str) -> str:
    """The key of an account's field; 0 is a new one."""
    return f"settings-account-{account}-{name}"


def begin_account(card: AccountCard | None) -> None:
    """Fill the fields with an account as it is, unless somebody is at it already."""
    id_ = 0 if card is None else card.id
    fields: dict[str, Any] = {
        "login": "",
        "name": "" if card is None else card.name,
        "role": Role.ENGINEER if card is None else card.role,
        "person": NO_PERSON if card is None else card.engineer_id or NO_PERSON,
        "teams": [] if card is None else sorted(card.team_ids),
        "outside": False,
    }
    for name, value in fields.items():
        st.session_state.setdefault(key_of(id_, name), value)


def forget_account(account: int) -> None:
    """Begin anew with the account as it is kept."""
    for name in ("login", "name", "role", "person", "teams", "outside"):
        st.session_state.pop(key_of(account, name), None)


def field(account: int, name: str) -> Any:
    """What a field holds."""
    return st.session_state[key_of(account, name)]


def show_account_fields(card: AccountCard | None, house: House, language: str) -> None:
    """All fields; led teams for leads alone."""
    id_ = 0 if card is None else card.id
    first, second = st.columns(2, gap="medium")
    with first:
        if card is None:
            st.text_input(
                translate("Login", language),
                key=key_of(id_, "login"),
                max_chars=80,
                help=translate("An e-mail address or a name", language),
            )
        st.text_input(translate("Name", language), key=key_of(id_, "name"), max_chars=80)
    with second:
        _show_role(id_, house, language)
    if card is None:
        st.toggle(
            translate("Signs in elsewhere: through a provider or a proxy", language),
            key=key_of(id_, "outside"),
            help=translate("Then there is no password here.", language),
        )
    elif card.claimed:
        st.caption(translate("The provider’s claim says the role until you save one.", language))
    elif not card.has_password:
        st.caption(translate("There is no password: a provider or a proxy signs in.", language))


def _show_role(id_: int, house: House, language: str) -> None:
    st.selectbox(
        translate("Role", language),
        list(Role),
        format_func=lambda one: translate(ROLE_TITLES[one], language),
        key=key_of(id_, "role"),
    )
    role: Role = field(id_, "role")
    st.caption(translate(ROLE_DOES[role], language))
    if role is Role.LEAD:
        teams = {one.id: one.name for one in house.teams}
        readable_chips()
        st.multiselect(
            translate("Leads", language),
            list(teams),
            format_func=lambda team: teams.get(team, ""),
            key=key_of(id_, "teams"),
            placeholder=translate("all teams", language),
        )
    people = {one.id: one.name for one in house.living}
    nobody = translate(say("nobody of the department"), language)
    st.selectbox(
        translate("Person", language),
        [NO_PERSON, *people],
        format_func=lambda person: people.get(person, nobody),
        key=key_of(id_, "person"),
        help=translate("Whose own page and places the account sees.", language),
    )
