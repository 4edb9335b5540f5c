"""Who may sign in, and who has."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from db.models import Account, Engineer, LedTeam, SignIn
from gamify.access import Visitor, Way
from gamify.rights import Role


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account without its password; `team_ids` are those that it leads."""

    id: int
    login: str
    name: str
    role: Role
    engineer_id: int | None
    team_ids: frozenset[int]
    disabled: bool
    has_password: bool
    claimed: bool
    created_at: datetime
    created_by: str

    def visitor(self, way: Way) -> Visitor:
        """Who acts with this account."""
        return Visitor(
            self.name,
            self.role,
            engineer_id=self.engineer_id,
            team_ids=self.team_ids if self.role is Role.LEAD else frozenset(),
            way=way,
            account_id=self.id,
        )


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who has signed in, and when that was and was last seen."""

    visitor: Visitor
    created_at: datetime
    expires_at: datetime
    seen_at: datetime


def login_key(login: str) -> str:
    """A login as it is compared."""
    return " ".join(login.split()).casefold()


def account_cards(session: Session) -> list[AccountCard]:
    """All accounts, those that came first at the top."""
    led = _led(session)
    statement = select(Account).order_by(col(Account.id))
    return [_card(row, led[row.id or 0]) for row in session.exec(statement)]


def account_called(session: Session, login: str) -> AccountCard | None:
    """The account of a login or an e-mail address."""
    row = session.exec(select(Account).where(Account.login == login_key(login))).first()
    return None if row is None else _card(row, _led(session, row.id)[row.id or 0])


def account_card(session: Session, account_id: int) -> AccountCard | None:
    """The account with a number."""
    row = session.get(Account, account_id)
    return None if row is None else _card(row, _led(session, row.id)[row.id or 0])


def kept_password(session: Session, account_id: int) -> str | None:
    """The hash of an account's password."""
    statement = select(Account.password).where(Account.id == account_id)
    return session.exec(statement).first()


def has_accounts(session: Session) -> bool:
    """Whether anybody may sign in; until then the own machine is everybody's."""
    return session.exec(select(Account.id).limit(1)).first() is not None


def engineer_mailed(session: Session, address: str) -> tuple[int, str] | None:
    """Number and name of the one engineer with an e-mail address; None if nobody or several."""
    statement = (
        select(Engineer.id, Engineer.name)
        .where(func.lower(Engineer.email) == address.strip().lower())
        .order_by(col(Engineer.id))
    )
    found = session.exec(statement).all()
    if len(found) != 1 or not address.strip():
        return None
    ((id_, name),) = found
    return id_ or 0, name


def arrival(session: Session, digest: str, *, now: datetime) -> Arrival | None:
    """Who has signed in with the token of a digest; None for one that is over or taken back."""
    found = session.get(SignIn, digest)
    if found is None or found.expires_at <= now:
        return None
    card = account_card(session, found.account_id)
    if card is None or card.disabled:
        return None
    return Arrival(card.visitor(Way(found.way)), found.created_at, found.expires_at, found.seen_at)


def sign_in_count(session: Session, account_id: int, *, now: datetime) -> int:
    """In how many browsers somebody is signed in."""
    statement = select(func.count()).where(
        SignIn.account_id == account_id, col(SignIn.expires_at) > now
    )
    return int(session.exec(statement).one())


def _led(session: Session, account_id: int | None = None) -> defaultdict[int, frozenset[int]]:
    statement = select(LedTeam).order_by(col(LedTeam.account_id), col(LedTeam.team_id))
    if account_id is not None:
        statement = statement.where(LedTeam.account_id == account_id)
    led: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
    for row in session.exec(statement):
        led[row.account_id] |= {row.team_id}
    return led


def _card(row: Account, team_ids: frozenset[int]) -> AccountCard:
    return AccountCard(
        id=row.id or 0,
        login=row.login,
        name=row.name,
        role=Role(row.role),
        engineer_id=row.engineer_id,
        team_ids=team_ids,
        disabled=row.disabled,
        has_password=row.password is not None,
        claimed=row.claimed,
        created_at=row.created_at,
        created_by=row.created_by,
    )
