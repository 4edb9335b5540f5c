"""Passwords are kept so that guessing them offline is slow."""

from __future__ import annotations

from tests.conftest import shipped_hasher


def test_a_hash_takes_as_much_as_rfc_9106_recommends() -> None:
    """Its second recommendation: argon2id, 64 MiB, three passes, four lanes."""
    kept = shipped_hasher.hash("a password of the summer")

    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert shipped_hasher.verify(kept, "a password of the summer")
