"""Lets people in: with login and password, or whom an identity provider has told us about.

A password is looked at outside of any transaction: it takes a twentieth of a second on purpose.
"""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session

from db.commands.accounts import AccountChange, change_account, create_account, set_password
from db.commands.sign_ins import begin_guess, forget_guesses, guess_key, open_sign_in
from db.engine import reading, writing
from db.passwords import fits
from db.queries.accounts import (
    AccountCard,
    account_called,
    account_card,
    engineer_mailed,
    kept_password,
    login_key,
)
from db.secrets import Secret
from db.settings import Settings
from gamify.access import ITSELF, Visitor, Way
from gamify.accounts import (
    SignInRefused,
    StrangerRefused,
    TooManyGuesses,
    claimed_role,
    name_problem,
)
from gamify.guesses import ADDRESS, LOGIN
from gamify.rights import Role


@dataclass(frozen=True, slots=True)
class Guesser:
    """Who tries a password: with which login, from which address."""

    login: str
    address: str

    @property
    def keys(self) -> tuple[str, str]:
        """How the two are kept among wrong guesses."""
        return guess_key("login", login_key(self.login)), guess_key("address", _place(self.address))


def sign_in(
    engine: Engine, guesser: Guesser, password: Secret, *, lifetime: timedelta, now: datetime
) -> Secret:
    """A new token for whoever knows the password.

    Raises SignInRefused for an unknown login, a wrong password and a disabled account alike, and
    TooManyGuesses before either is looked at.
    """
    _begin(engine, guesser, now)
    with reading(engine) as session:
        card = account_called(session, guesser.login)
        kept = None if card is None else kept_password(session, card.id)
    if not fits(password, kept) or card is None or card.disabled:
        raise SignInRefused
    with writing(engine) as session:
        forget_guesses(session, *guesser.keys)
        return open_sign_in(
            session, account_id=card.id, way=Way.PASSWORD, lifetime=lifetime, now=now
        )


def change_password(
    engine: Engine,
    visitor: Visitor,
    *,
    former: Secret,
    password: Secret,
    keep: str,
    address: str,
    now: datetime,
) -> None:
    """Give the own account another password; all sign-ins but that of digest `keep` end.

    Raises SignInRefused for a wrong former password, TooManyGuesses and PasswordRefused.
    """
    account_id = visitor.account_id or 0
    with reading(engine) as session:
        card, kept = account_card(session, account_id), kept_password(session, account_id)
    guesser = Guesser("" if card is None else card.login, address)
    _begin(engine, guesser, now)
    if not fits(former, kept):
        raise SignInRefused
    with writing(engine) as session:
        forget_guesses(session, *guesser.keys)
        set_password(
            session, account_id=account_id, password=password, keep=keep, actor=visitor, now=now
        )


def sign_in_by_provider(
    engine: Engine, settings: Settings, claims: Mapping[str, object], *, now: datetime
) -> Secret:
    """A new token for whom a provider has signed in: matched by a verified e-mail address.

    A role that a person has set rules; else the claim's, else whoever is an engineer by that
    address is one. Raises StrangerRefused for others.
    """
    address = str(claims.get("email") or "").strip()
    # Some providers tell only verified addresses and leave this claim out.
    if not address or claims.get("email_verified", True) not in (True, "true"):
        raise StrangerRefused(name=address or str(claims.get("name") or "–"))
    role = claimed_role(claims, settings.role_claim, settings.role_names)
    with writing(engine) as session:
        card = _card_of(session, address, str(claims.get("name") or ""), role, now)
        lifetime = timedelta(days=settings.sign_in_days)
        return open_sign_in(
            session, account_id=card.id, way=Way.PROVIDER, lifetime=lifetime, now=now
        )


def _card_of(
    session: Session, address: str, name: str, claimed: Role | None, now: datetime
) -> AccountCard:
    """The account of somebody whom a provider knows, made or brought up to date by its claim."""
    person = engineer_mailed(session, address)
    engineer_id = None if person is None else person[0]
    role = claimed or (None if person is None else Role.ENGINEER)
    card = account_called(session, address)
    if card is not None and card.disabled:
        raise StrangerRefused(name=address)
    if card is not None and not card.claimed:
        return card
    if role is None:
        raise StrangerRefused(name=address)
    if card is None:
        told = (*([person[1]] if person else []), name, address)
        return create_account(
            session,
            login=address,
            name=next((one for one in told if name_problem(one) is None), address),
            role=role,
            engineer_id=engineer_id,
            claimed=True,
            actor=ITSELF,
            now=now,
        )
    change = AccountChange(role=role, engineer_id=engineer_id or 0)
    if (card.role, card.engineer_id) == (role, engineer_id):
        change = replace(change, role=None, engineer_id=None)
    return change_account(session, account_id=card.id, change=change, actor=ITSELF, now=now)


def _begin(engine: Engine, guesser: Guesser, now: datetime) -> None:
    login, address = guesser.keys
    with writing(engine) as session:
        wait = begin_guess(session, {login: LOGIN, address: ADDRESS}, now=now)
    if wait:
        raise TooManyGuesses(n=math.ceil(wait.total_seconds()))


def _place(address: str) -> str:
    """An address as guesses are counted: of version 6 the network that a household gets."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
