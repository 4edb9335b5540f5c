"""Who may come in: accounts, led teams, sign-ins and wrong guesses; tokens of programs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column
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


class ApiToken(SQLModel, table=True):
    """A program that may use the API, known by the digest of its token.

    What it sends is of `source`, on `scale`. A revoked one stays, because the log names it.
    """

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    name: str
    digest: str = Field(unique=True, repr=False)
    scopes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    source: str
    scale: str = "stars"
    scale_table: str = ""
    created_at: datetime = Field(sa_type=Instant)
    created_by: str
    expires_at: datetime | None = Field(default=None, sa_type=Instant)
    revoked_at: datetime | None = Field(default=None, sa_type=Instant)
    used_at: datetime | None = Field(default=None, sa_type=Instant)


class KeptAnswer(SQLModel, table=True):
    """What a request with an Idempotency-Key was answered: the same one gets it once more.

    `key` and `request` are digests. `answer` is stored in one transaction with what it tells.
    """

    __tablename__ = "kept_answer"

    token_id: int = Field(primary_key=True, foreign_key="api_token.id")
    key: str = Field(primary_key=True)
    request: str
    answer: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    kept_at: datetime = Field(sa_type=Instant, index=True)
