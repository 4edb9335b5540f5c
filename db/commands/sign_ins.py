"""Opens and ends sign-ins, and counts wrong guesses. Each is one short transaction's work."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col

from db.models import Guess, SignIn
from db.secrets import Secret
from gamify.access import Way
from gamify.guesses import FORGOTTEN, Patience, wait_after

#: Bytes of chance in a token: nobody guesses 256 bits.
_TOKEN_BYTES = 32


def digest_of(token: str) -> str:
    """How a token is kept and looked up: a copy of the database lets nobody in."""
    return hashlib.sha256(token.encode()).hexdigest()


def guess_key(kind: str, text: str) -> str:
    """How a login or an address is kept among wrong guesses: not as it was typed."""
    return hashlib.sha256(f"{kind}:{text}".encode()).hexdigest()


def begin_guess(session: Session, keys: Mapping[str, Patience], *, now: datetime) -> timedelta:
    """Count a guess as wrong before it is looked at; the wait, if it may not be looked at yet.

    Counting first lets several processes and many guesses at once share one number. A guess
    that has to wait isn't counted: nobody is kept out by them for ever.
    """
    rows = [session.get(Guess, key) for key in keys]
    waits = [
        row.blocked_until - now
        for row, patience in zip(rows, keys.values(), strict=True)
        # A longer wait is none of ours: the clock was put back.
        if row is not None and timedelta(0) < row.blocked_until - now <= patience.longest
    ]
    if waits:
        return max(waits)
    for (key, patience), row in zip(keys.items(), rows, strict=True):
        is_old = row is None or row.last_at + FORGOTTEN <= now
        failures = 1 if is_old or row is None else row.failures + 1
        until = now + wait_after(failures, patience)
        session.merge(Guess(key=key, failures=failures, last_at=now, blocked_until=until))
    session.flush()
    return timedelta(0)


def forget_guesses(session: Session, login: str, address: str) -> None:
    """The password was right: the login starts anew, and the address has one guess less.

    Otherwise whoever has an account could guess at others without end by signing in in between.
    """
    session.execute(delete(Guess).where(col(Guess.key) == login))
    row = session.get(Guess, address)
    if row is not None:
        row.failures, row.blocked_until = max(row.failures - 1, 0), row.last_at
        session.add(row)
    session.flush()


def open_sign_in(
    session: Session, *, account_id: int, way: Way, lifetime: timedelta, now: datetime
) -> Secret:
    """A new token for a browser; only its digest is kept."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    session.add(
        SignIn(
            digest=digest_of(token),
            account_id=account_id,
            way=way.value,
            created_at=now,
            expires_at=now + lifetime,
            seen_at=now,
        )
    )
    session.flush()
    return Secret(token)


def end_sign_in(session: Session, digest: str) -> None:
    """Sign out in one browser; nothing happens where that was done already."""
    session.execute(delete(SignIn).where(col(SignIn.digest) == digest))


def end_all_sign_ins(session: Session, account_id: int) -> None:
    """Sign out everywhere."""
    session.execute(delete(SignIn).where(col(SignIn.account_id) == account_id))


def note_seen(session: Session, digests: Iterable[str], *, now: datetime) -> None:
    """Keep who was there lately, and forget sign-ins and guesses whose time is over."""
    seen = sorted(set(digests))
    if seen:
        statement = update(SignIn).where(col(SignIn.digest).in_(seen))
        session.execute(statement.values(seen_at=now))
    session.execute(delete(SignIn).where(col(SignIn.expires_at) <= now))
    session.execute(delete(Guess).where(col(Guess.last_at) <= now - FORGOTTEN))
