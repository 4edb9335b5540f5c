"""Makes and revokes tokens of programs, each logged without the token, and notes their use."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, col, select

from db.commands.ledger import record
from db.commands.sign_ins import digest_of
from db.models import ApiToken
from db.queries.tokens import TokenCard, card_of
from db.secrets import Secret
from gamify.access import Visitor, demand
from gamify.ingest.options import ReadOptions, ScaleName
from gamify.ingest.scales import choose_scale
from gamify.language import say
from gamify.rights import Right, Scope
from gamify.tokens import LONGEST_NAME, TokenRefused, UnknownToken

#: So that a token is recognised as one where it lies about.
PREFIX = "crown_"
#: Bytes of chance in a token: nobody guesses 256 bits.
_TOKEN_BYTES = 32


def create_token(
    session: Session,
    *,
    name: str,
    scopes: Collection[Scope],
    source: str = "",
    scale: ScaleName = ScaleName.STARS,
    scale_table: str = "",
    expires_at: datetime | None = None,
    actor: Visitor,
    now: datetime,
) -> tuple[TokenCard, Secret]:
    """A token for a program, and the secret, which is told this once and kept nowhere.

    What it sends is of `source`, which is its name unless told. Raises NotAllowed, TokenRefused
    for a name that is empty, too long or in use, without a scope, and for a time that is over;
    SettingRefused for a custom scale that can't be read.
    """
    demand(actor, Right.MANAGE_TOKENS)
    name = " ".join(name.split())
    source = " ".join(source.split()) or name
    _require_sound(session, name, source)
    if not scopes:
        raise TokenRefused(problem=say("without a scope it opens nothing"))
    if expires_at is not None and expires_at <= now:
        raise TokenRefused(problem=say("it would be over already"))
    choose_scale(ReadOptions(scale=scale, scale_table=scale_table))
    token = PREFIX + secrets.token_urlsafe(_TOKEN_BYTES)
    row = ApiToken(
        name=name,
        digest=digest_of(token),
        scopes=sorted(scopes),
        source=source,
        scale=scale.value,
        scale_table=scale_table,
        created_at=now,
        created_by=actor.name,
        expires_at=expires_at,
    )
    session.add(row)
    session.flush()
    _log_made(session, row, actor=actor, now=now)
    return card_of(row), Secret(token)


def _log_made(session: Session, row: ApiToken, *, actor: Visitor, now: datetime) -> None:
    """Whatever is known of a token, but not the token."""
    told = {"name": row.name, "scopes": row.scopes, "source": row.source, "scale": row.scale}
    over = {"expires_at": row.expires_at and row.expires_at.isoformat()}
    subject = f"token {row.id}"
    record(session, "token made", subject=subject, actor=actor, now=now, after=told | over)


def revoke_token(session: Session, *, token_id: int, actor: Visitor, now: datetime) -> TokenCard:
    """Let a token open nothing any more. Raises UnknownToken for one that doesn't already."""
    demand(actor, Right.MANAGE_TOKENS)
    row = session.get(ApiToken, token_id)
    if row is None or row.revoked_at is not None:
        raise UnknownToken(name=str(token_id) if row is None else row.name)
    row.revoked_at = now
    session.add(row)
    session.flush()
    record(
        session,
        "token revoked",
        subject=f"token {token_id}",
        actor=actor,
        now=now,
        before={"name": row.name, "scopes": row.scopes},
    )
    return card_of(row)


def note_tokens_used(session: Session, ids: Collection[int], *, now: datetime) -> None:
    """Keep when tokens were used last."""
    statement = update(ApiToken).where(col(ApiToken.id).in_(sorted(ids)))
    session.execute(statement.values(used_at=now))


def _require_sound(session: Session, name: str, source: str) -> None:
    if not name:
        raise TokenRefused(problem=say("it needs a name that the log can tell"))
    if not (name.isprintable() and source.isprintable()):
        raise TokenRefused(problem=say("there are signs in it that can't be shown"))
    if max(len(name), len(source)) > LONGEST_NAME:
        raise TokenRefused(problem=say("names have at most {most} characters", most=LONGEST_NAME))
    known = select(ApiToken.id).where(ApiToken.name == name, col(ApiToken.revoked_at).is_(None))
    if session.exec(known).first() is not None:
        raise TokenRefused(problem=say("there is one with the name “{name}”", name=name))
