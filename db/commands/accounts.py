"""Makes, changes and disables accounts, and sets their passwords. Each is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from db.commands.ledger import record
from db.commands.sign_ins import end_all_sign_ins
from db.models import Account, Engineer, LedTeam, SignIn, Team
from db.passwords import hash_password
from db.queries.accounts import AccountCard, account_card, login_key
from db.secrets import Secret
from gamify.access import Visitor, demand
from gamify.accounts import (
    AccountRefused,
    PasswordRefused,
    UnknownAccount,
    name_problem,
    password_problem,
)
from gamify.errors import UnknownEngineer, UnknownTeam
from gamify.language import say
from gamify.rights import Right, Role


@dataclass(frozen=True, slots=True)
class AccountChange:
    """What of an account shall be different; None leaves it, and 0 unlinks the person."""

    name: str | None = None
    role: Role | None = None
    engineer_id: int | None = None
    team_ids: frozenset[int] | None = None
    disabled: bool | None = None


def create_account(
    session: Session,
    *,
    login: str,
    name: str = "",
    role: Role,
    password: Secret | None = None,
    engineer_id: int | None = None,
    team_ids: Iterable[int] = (),
    claimed: bool = False,
    actor: Visitor,
    now: datetime,
) -> AccountCard:
    """Let somebody sign in: with the password, or without one through a provider or a proxy.

    Raises NotAllowed, AccountRefused for a login or name that is taken or can't be used,
    PasswordRefused, UnknownEngineer and UnknownTeam.
    """
    demand(actor, Right.MANAGE_ACCOUNTS)
    key, name = login_key(login), " ".join((name or login).split())
    for text in (key, name):
        _require_sound(text)
    if session.exec(select(Account.id).where(Account.login == key)).first() is not None:
        raise AccountRefused(problem=say("there is one with the login “{login}”", login=key))
    row = Account(
        login=key,
        name=name,
        password=None if password is None else _hashed(password, login=key),
        role=role.value,
        engineer_id=_known_engineer(session, engineer_id),
        claimed=claimed,
        created_at=now,
        created_by=actor.name,
    )
    session.add(row)
    session.flush()
    _lead(session, row.id or 0, team_ids)
    card = _card(session, row)
    _log(session, "account made", card, actor=actor, now=now, after=_shown(card))
    return card


def change_account(
    session: Session, *, account_id: int, change: AccountChange, actor: Visitor, now: datetime
) -> AccountCard:
    """Change a role, a name, the person, the led teams, or whether somebody may come in at all.

    It holds at once, also where somebody is signed in. Raises NotAllowed, UnknownEngineer,
    UnknownTeam, and AccountRefused for a name that can't be used and for the last administrator.
    """
    demand(actor, Right.MANAGE_ACCOUNTS)
    row = _known(session, account_id)
    former = _card(session, row)
    if change.name is not None:
        row.name = " ".join(change.name.split())
        _require_sound(row.name)
    if change.role is not None:
        # What a person has set, a claim doesn't change back.
        row.role, row.claimed = change.role.value, row.claimed and not actor.is_person
    if change.engineer_id is not None:
        row.engineer_id = _known_engineer(session, change.engineer_id or None)
    if change.disabled is not None:
        row.disabled = change.disabled
    if change.team_ids is not None:
        session.execute(delete(LedTeam).where(col(LedTeam.account_id) == account_id))
        _lead(session, account_id, change.team_ids)
    session.add(row)
    session.flush()
    card = _card(session, row)
    if card == former:
        return card
    _require_an_administrator(session, former)
    if card.disabled:
        session.execute(delete(SignIn).where(col(SignIn.account_id) == account_id))
    before, after = _shown(former), _shown(card)
    _log(session, "account changed", card, actor=actor, now=now, before=before, after=after)
    return card


def set_password(
    session: Session,
    *,
    account_id: int,
    password: Secret,
    keep: str | None = None,
    actor: Visitor,
    now: datetime,
) -> None:
    """Give an account another password and end its sign-ins, but for the one of digest `keep`.

    Everybody may do it for the own account. Raises NotAllowed and PasswordRefused.
    """
    if actor.account_id != account_id:
        demand(actor, Right.MANAGE_ACCOUNTS)
    row = _known(session, account_id)
    row.password = _hashed(password, login=row.login)
    session.add(row)
    ended = delete(SignIn).where(col(SignIn.account_id) == account_id)
    session.execute(ended.where(col(SignIn.digest) != (keep or "")))
    _log(session, "password set", _card(session, row), actor=actor, now=now)


def sign_out_everywhere(
    session: Session, *, account_id: int, actor: Visitor, now: datetime
) -> None:
    """End every sign-in of an account. Everybody may do it for the own one.

    Raises NotAllowed, and UnknownAccount where there is none.
    """
    if actor.account_id != account_id:
        demand(actor, Right.MANAGE_ACCOUNTS)
    row = _known(session, account_id)
    end_all_sign_ins(session, account_id)
    _log(session, "signed out everywhere", _card(session, row), actor=actor, now=now)


def _known(session: Session, account_id: int) -> Account:
    row = session.get(Account, account_id)
    if row is None:
        raise UnknownAccount(login=str(account_id))
    return row


def _require_sound(name: str) -> None:
    problem = name_problem(name)
    if problem is not None:
        raise AccountRefused(problem=problem)


def _hashed(password: Secret, *, login: str) -> str:
    problem = password_problem(password.get_secret_value(), login=login)
    if problem is not None:
        raise PasswordRefused(problem=problem)
    return hash_password(password)


def _known_engineer(session: Session, engineer_id: int | None) -> int | None:
    if engineer_id is not None and session.get(Engineer, engineer_id) is None:
        raise UnknownEngineer(name=str(engineer_id))
    return engineer_id


def _lead(session: Session, account_id: int, team_ids: Iterable[int]) -> None:
    for team in sorted(set(team_ids)):
        if session.get(Team, team) is None:
            raise UnknownTeam(name=str(team))
        session.add(LedTeam(account_id=account_id, team_id=team))
    session.flush()


def _require_an_administrator(session: Session, former: AccountCard) -> None:
    """Somebody has to be able to make accounts; the last one who is can't give that up."""
    if former.role is not Role.ADMINISTRATOR or former.disabled:
        return
    statement = select(func.count()).where(
        Account.role == Role.ADMINISTRATOR.value, col(Account.disabled).is_(False)
    )
    if not session.exec(statement).one():
        raise AccountRefused(problem=say("somebody has to stay an administrator"))


def _card(session: Session, row: Account) -> AccountCard:
    card = account_card(session, row.id or 0)
    if card is None:
        raise LookupError("an account that was just kept is there")
    return card


def _shown(card: AccountCard) -> dict[str, Any]:
    return {
        "login": card.login,
        "name": card.name,
        "role": card.role.value,
        "engineer_id": card.engineer_id,
        "team_ids": sorted(card.team_ids),
        "disabled": card.disabled,
        "claimed": card.claimed,
    }


def _log(
    session: Session,
    action: str,
    card: AccountCard,
    *,
    actor: Visitor,
    now: datetime,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    record(
        session,
        action,
        subject=f"account {card.id}",
        actor=actor,
        now=now,
        before=before,
        after=after,
    )
