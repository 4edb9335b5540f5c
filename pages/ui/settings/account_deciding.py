"""What an administrator decides about accounts; a random password is shown once."""

from __future__ import annotations

import secrets
from datetime import datetime

import streamlit as st
from sqlmodel import Session

from db.commands.accounts import (
    AccountChange,
    change_account,
    create_account,
    set_password,
    sign_out_everywhere,
)
from db.secrets import Secret
from gamify.access import Visitor
from gamify.language import Message, say
from gamify.rights import Role
from pages.ui import reads
from pages.ui.challenges.deciding import Decision, decide
from pages.ui.settings.account_form import field, forget_account

_PASSWORD = "settings-password"  # noqa: S105 — the key of a place, not a password
#: Bytes of chance in a password.
_CHANCE = 12


def shown_password() -> tuple[str, str] | None:
    """Login and password of the account that has just got one."""
    known: tuple[str, str] | None = st.session_state.get(_PASSWORD)
    return known


def forget_password() -> None:
    """It has been seen."""
    st.session_state.pop(_PASSWORD, None)


def make_account(language: str) -> None:
    """Make the account that the form asks for."""
    password = None if field(0, "outside") else secrets.token_urlsafe(_CHANCE)

    def make(session: Session, actor: Visitor, now: datetime) -> None:
        card = create_account(
            session,
            login=field(0, "login"),
            name=field(0, "name"),
            role=field(0, "role"),
            password=None if password is None else Secret(password),
            engineer_id=field(0, "person") or None,
            team_ids=field(0, "teams") if field(0, "role") is Role.LEAD else (),
            actor=actor,
            now=now,
        )
        forget_account(0)
        if password is not None:
            st.session_state[_PASSWORD] = (card.login, password)

    _decide(make, say("The account is made; one signs in at /sign-in."), language)


def keep_account(account: int, language: str) -> None:
    """Keep name, role, teams and person as the form says."""

    def keep(session: Session, actor: Visitor, now: datetime) -> None:
        role: Role = field(account, "role")
        change = AccountChange(
            name=field(account, "name"),
            role=role,
            engineer_id=field(account, "person"),
            team_ids=frozenset(field(account, "teams")) if role is Role.LEAD else frozenset(),
        )
        change_account(session, account_id=account, change=change, actor=actor, now=now)
        forget_account(account)

    _decide(keep, say("The account is kept; it holds at once."), language)


def give_password(account: int, login: str, language: str) -> None:
    """Give an account a random password; whoever is signed in with it is signed out."""
    password = secrets.token_urlsafe(_CHANCE)

    def give(session: Session, actor: Visitor, now: datetime) -> None:
        set_password(session, account_id=account, password=Secret(password), actor=actor, now=now)
        st.session_state[_PASSWORD] = (login, password)

    _decide(give, say("“{login}” has another password.", login=login), language)


def sign_out(account: int, language: str) -> None:
    """End every sign-in of an account."""

    def out(session: Session, actor: Visitor, now: datetime) -> None:
        sign_out_everywhere(session, account_id=account, actor=actor, now=now)

    _decide(out, say("The account is signed out everywhere."), language)


def set_open(account: int, is_open: bool, language: str) -> None:  # noqa: FBT001 — a callback
    """Let somebody come in, or no more."""

    def open_(session: Session, actor: Visitor, now: datetime) -> None:
        change = AccountChange(disabled=not is_open)
        change_account(session, account_id=account, change=change, actor=actor, now=now)

    done = say("The account may come in.") if is_open else say("The account may come in no more.")
    _decide(open_, done, language)


def _decide(decision: Decision, done: Message, language: str) -> None:
    """Decide, and let the doorkeeper look anew: it holds at once in this process."""
    decide(decision, done, language)
    reads.doorkeeper.forget()
