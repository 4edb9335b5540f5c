"""Keeps passwords as argon2 hashes; a wrong login takes as long as a wrong password."""

from __future__ import annotations

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from db.secrets import Secret

#: RFC 9106's second recommendation: 64 MiB, three passes.
_HASHER = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=4)


def hash_password(password: Secret) -> str:
    """An argon2id hash with a salt of its own."""
    return _HASHER.hash(password.get_secret_value())


def fits(password: Secret, kept: str | None) -> bool:
    """Whether a password is the one that was hashed; never without a hash, but as slowly."""
    try:
        return _HASHER.verify(kept or _nobodys(), password.get_secret_value()) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _nobodys() -> str:
    """A hash for those who have none, so that they can't be told from others by the clock."""
    return _HASHER.hash("nobody has this password")
