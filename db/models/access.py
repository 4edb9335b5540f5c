"""Who may come in: accounts, the teams that leads lead, who has signed in, and wrong guesses."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from db.instant import Instant


class Account(SQLModel, table=True):
    """Somebody who may sign in; without a password only through a provider or a proxy.

    `login` is an e-mail address or a name as it is compared: trimmed and case folded. `name` is
    what the log of decisions says.
    """

    id: int | None = Field(default=None, primary_key=True)
    login: str = Field(unique=True)
    name: str
    #: An argon2 hash.
    password: str | None = Field(default=None, repr=False)
    role: str
    #: Whether the provider's claim says the role at every sign-in; a person hasn't set it.
    claimed: bool = False
    #: The person whose own page it is.
    engineer_id: int | None = Field(default=None, foreign_key="engineer.id")
    disabled: bool = False
    created_at: datetime = Field(sa_type=Instant)
    created_by: str


class LedTeam(SQLModel, table=True):
    """A team that an account leads; a lead without any leads all teams."""

    __tablename__ = "led_team"

    account_id: int = Field(primary_key=True, foreign_key="account.id")
    team_id: int = Field(primary_key=True, foreign_key="team.id")


class SignIn(SQLModel, table=True):
    """A browser in which somebody has signed in, known by the digest of its cookie's token."""

    __tablename__ = "sign_in"

    digest: str = Field(primary_key=True, repr=False)
    account_id: int = Field(foreign_key="account.id", index=True)
    #: password or provider.
    way: str
    created_at: datetime = Field(sa_type=Instant)
    expires_at: datetime = Field(sa_type=Instant)
    seen_at: datetime = Field(sa_type=Instant)


class Guess(SQLModel, table=True):
    """Wrong passwords for one login, or from one address, each known by a digest alone."""

    key: str = Field(primary_key=True)
    failures: int
    last_at: datetime = Field(sa_type=Instant)
    blocked_until: datetime = Field(sa_type=Instant)
