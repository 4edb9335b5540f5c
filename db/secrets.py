"""Seals addresses, so that a copy of the database alone tells no passwords and tokens."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken
from pydantic import SecretStr
from sqlalchemy import make_url

from db.settings import Settings
from gamify.errors import N_
from gamify.language import Message, say
from gamify.post import KeyRefused

#: A text that no repr and no log shows, like an address.
Secret = SecretStr

_NO_KEY = N_(
    "set CROWNBOARD_SECRET_KEY to a key of 44 characters, the same for every process. "
    'This prints a new one: python -c "import base64, os; '
    'print(base64.urlsafe_b64encode(os.urandom(32)).decode())"'
)


def seal(text: Secret, settings: Settings) -> str:
    """The text sealed; the embedded database gets a key of its own where there is none yet.

    Raises KeyRefused without a key, and for one that is none.
    """
    _make_sure_of_key(settings)
    return _lock(settings).encrypt(text.get_secret_value().encode()).decode()


def unseal(sealed: str, settings: Settings) -> Secret:
    """What was sealed. Raises KeyRefused without a key, and for one that doesn't fit."""
    try:
        return Secret(_lock(settings).decrypt(sealed.encode()).decode())
    except InvalidToken as error:
        problem = say("the key is another one than when the address was entered; enter it anew")
        raise KeyRefused(problem=problem) from error


def derived_key(settings: Settings, purpose: str) -> bytes:
    """A key of 32 bytes for one purpose, made of the secret key; the embedded database gets one.

    Raises KeyRefused without a key, and for one that is none.
    """
    _make_sure_of_key(settings)
    _lock(settings)
    return blake2b(purpose.encode(), key=_key(settings)).digest()[:32]


def can_seal(settings: Settings) -> bool:
    """Whether there is a secret key, or will be one as soon as it is needed."""
    return settings.secret_key is not None or key_file(settings) is not None


def key_mark(settings: Settings) -> str | None:
    """By which the key is recognised, of which it tells nothing; None where there is no key yet."""
    path = key_file(settings)
    if not settings.secret_key and (path is None or not path.exists()):
        return None
    return derived_key(settings, "mark").hex()[:16]


def key_file(settings: Settings) -> Path | None:
    """Where the key of an embedded database lies, beside it; other databases have none."""
    address = make_url(settings.database_url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return None
    return Path(str(address.database)).with_suffix(".key")


def own_files(database_url: str) -> tuple[Path, ...]:
    """What an embedded database is made of, its key among it: nothing is written in its place."""
    address = make_url(database_url)
    if address.get_backend_name() != "sqlite" or address.database in {None, "", ":memory:"}:
        return ()
    path = Path(str(address.database))
    beside = (path.with_name(f"{path.name}{end}") for end in ("-wal", "-shm", "-journal"))
    return path, *beside, path.with_suffix(".key")


def _make_sure_of_key(settings: Settings) -> None:
    path = key_file(settings)
    if not settings.secret_key and path is not None and not path.exists():
        _make_key(path)


def _lock(settings: Settings) -> Fernet:
    """What seals and unseals. Raises KeyRefused."""
    key = _key(settings)
    try:
        return Fernet(key)
    except ValueError as error:
        raise KeyRefused(problem=Message(_NO_KEY)) from error


def _key(settings: Settings) -> bytes:
    path = key_file(settings)
    if settings.secret_key:
        key = settings.secret_key.get_secret_value()
    elif path is not None:
        key = _kept_key(path)
    else:
        raise KeyRefused(problem=Message(_NO_KEY))
    return key.encode()


def _kept_key(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError as error:
        problem = say("the file {file} is missing; bring it back from a copy", file=str(path))
        raise KeyRefused(problem=problem) from error
    except (OSError, UnicodeDecodeError) as error:
        problem = say("the file {file} can't be read", file=str(path))
        raise KeyRefused(problem=problem) from error


def _make_key(path: Path) -> None:
    """Write a new key, whole or not at all; the first of two processes wins."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(Fernet.generate_key() + b"\n")
                file.flush()
                os.fsync(file.fileno())
            with suppress(FileExistsError):
                os.link(draft, path)
        finally:
            draft.unlink()
    except OSError as error:
        problem = say("the file {file} can't be written", file=str(path))
        raise KeyRefused(problem=problem) from error
