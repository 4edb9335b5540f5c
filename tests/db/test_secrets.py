"""Addresses are sealed by a key that nobody else may read."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from db.secrets import Secret, key_file, seal, unseal
from db.settings import Settings
from gamify.post import KeyRefused
from tests.post import KEY

ADDRESS = Secret("tgram://123456789:абв/12")


def settings(url: str, key: str | None = None) -> Settings:
    return Settings.model_validate({"database_url": url, "secret_key": key})


def test_what_is_sealed_is_unreadable_and_comes_back() -> None:
    there = settings("postgresql://host/name", KEY)

    sealed = seal(ADDRESS, there)

    assert "tgram" not in sealed
    assert seal(ADDRESS, there) != sealed
    assert unseal(sealed, there).get_secret_value() == ADDRESS.get_secret_value()
    assert KEY not in repr(there) + str(there) + there.model_dump_json()


@pytest.mark.parametrize("key", [None, ""])
def test_the_embedded_database_makes_a_key_for_its_owner_alone(
    tmp_path: Path, key: str | None
) -> None:
    here = settings(f"sqlite:///{tmp_path / 'crownboard.db'}", key)

    sealed = seal(ADDRESS, here)

    path = tmp_path / "crownboard.key"
    assert key_file(here) == path
    assert path.stat().st_mode & 0o777 == 0o600
    assert unseal(sealed, here).get_secret_value() == ADDRESS.get_secret_value()
    assert [one.name for one in tmp_path.iterdir()] == ["crownboard.key"]


def test_of_several_processes_that_make_the_key_one_wins(tmp_path: Path) -> None:
    here = settings(f"sqlite:///{tmp_path / 'crownboard.db'}")
    sealed: list[str] = []
    start = threading.Barrier(8)

    def begin() -> None:
        start.wait()
        sealed.append(seal(ADDRESS, here))

    threads = [threading.Thread(target=begin) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    opened = {unseal(one, here).get_secret_value() for one in sealed}
    assert (len(sealed), opened) == (8, {ADDRESS.get_secret_value()})
    assert [one.name for one in tmp_path.iterdir()] == ["crownboard.key"]


@pytest.mark.parametrize("url", ["postgresql://host/name", "sqlite://", "sqlite:///:memory:"])
def test_other_databases_need_to_be_told_their_key(url: str) -> None:
    with pytest.raises(KeyRefused, match=r"set CROWNBOARD_SECRET_KEY .* This prints a new one"):
        seal(ADDRESS, settings(url))


def test_what_is_no_key_is_refused_without_being_quoted() -> None:
    with pytest.raises(KeyRefused) as refused:
        seal(ADDRESS, settings("postgresql://host/name", "open sesame"))

    assert "sesame" not in str(refused.value)


def test_another_key_and_a_lost_one_are_told(tmp_path: Path) -> None:
    here = settings(f"sqlite:///{tmp_path / 'crownboard.db'}")
    sealed = seal(ADDRESS, here)

    with pytest.raises(KeyRefused, match="another one"):
        unseal(sealed, settings("postgresql://host/name", KEY))
    (tmp_path / "crownboard.key").unlink()
    with pytest.raises(KeyRefused, match="is missing; bring it back"):
        unseal(sealed, here)
    assert not (tmp_path / "crownboard.key").exists()
