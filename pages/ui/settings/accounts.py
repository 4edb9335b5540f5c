"""Accounts: who may come in and as what; a new one, changes, passwords, signing out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from db.queries.accounts import AccountCard
from gamify.errors import N_
from gamify.language import say, shown, translate
from gamify.rights import ROLE_TITLES, Role
from pages.ui.settings.account_deciding import (
    forget_password,
    give_password,
    keep_account,
    make_account,
    set_open,
    shown_password,
    sign_out,
)
from pages.ui.settings.account_form import begin_account, key_of, show_account_fields
from pages.ui.settings.listing import show_list
from pages.ui.settings.reading import House

#: Stands among the accounts for one that isn't there yet.
NEW = 0
WHICH = "settings-account"


def show_accounts(house: House, language: str) -> None:
    """The list, then the form of the chosen account or of a new one."""
    _show_password(language)
    _show_list(house, language)
    cards = {card.id: card for card in house.accounts}
    if st.session_state.get(WHICH) not in {NEW, *cards}:
        st.session_state[WHICH] = NEW
    chosen: int = st.selectbox(
        translate("Account", language),
        [NEW, *cards],
        format_func=lambda id_: (
            cards[id_].login if id_ in cards else translate("A new account", language)
        ),
        key=WHICH,
        width=360,
    )
    card = cards.get(chosen)
    begin_account(card)
    with st.container(border=True):
        show_account_fields(card, house, language)
        if card is None:
            st.button(
                translate("Make the account", language),
                key="settings-account-make",
                on_click=make_account,
                args=(language,),
            )
        else:
            _show_buttons(card, language)


def _show_list(house: House, language: str) -> None:
    if not house.accounts:
        st.text(translate("There are no accounts yet.", language))
        return
    people = {one.id: one.name for one in house.people}
    teams = {one.id: one.name for one in house.teams}
    cards = house.accounts
    table: dict[str, Sequence[object]] = {
        translate(N_("Login"), language): [card.login for card in cards],
        translate(N_("Name"), language): [card.name for card in cards],
        translate(N_("Role"), language): [
            translate(ROLE_TITLES[card.role], language) for card in cards
        ],
        translate(N_("Leads"), language): [_led(card, teams, language) for card in cards],
        translate(N_("Person"), language): [
            people.get(card.engineer_id or 0, "") for card in cards
        ],
        translate(N_("May come in"), language): [not card.disabled for card in cards],
        translate(N_("Since"), language): [
            shown(card.created_at.date(), language) for card in cards
        ],
    }
    show_list(table, key="accounts")


def _led(card: AccountCard, teams: dict[int, str], language: str) -> str:
    if card.role is not Role.LEAD:
        return ""
    if not card.team_ids:
        return translate("all teams", language)
    return ", ".join(sorted(teams.get(team, "") for team in card.team_ids))


def _show_password(language: str) -> None:
    """A random password, once: it is kept nowhere."""
    known = shown_password()
    if known is None:
        return
    login, password = known
    with st.container(border=True):
        st.text(
            translate(
                say("The password of “{login}”, shown this once; pass it on safely:", login=login),
                language,
            )
        )
        st.code(password, language=None)
        st.caption(translate("Whoever gets it signs in and changes it at /password.", language))
        st.button(
            translate("I have it", language),
            key="settings-password-seen",
            on_click=forget_password,
        )


def _show_buttons(card: AccountCard, language: str) -> None:
    with st.container(horizontal=True):
        st.button(
            translate("Save", language),
            key="settings-account-keep",
            on_click=keep_account,
            args=(card.id, language),
        )
        st.button(
            translate("Sign out everywhere", language),
            key="settings-account-out",
            on_click=sign_out,
            args=(card.id, language),
        )
        st.button(
            translate("New password", language),
            key="settings-account-password",
            help=translate("A random one, shown once; the former one ends.", language),
            disabled=st.session_state.get(key_of(card.id, "role")) is None,
            on_click=give_password,
            args=(card.id, card.login, language),
        )
        st.button(
            translate("Let in again", language)
            if card.disabled
            else translate("Let in no more", language),
            key="settings-account-shut",
            on_click=set_open,
            args=(card.id, card.disabled, language),
        )
