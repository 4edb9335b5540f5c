"""Backup and restore on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.outcome import Outcome
from tests.cli.conftest import Ask, contents


def test_a_backup_is_restored_into_an_empty_database_alone(
    ask_here: Ask, sqlite_url: str, ratings_csv: Path, tmp_path: Path
) -> None:
    other = f"sqlite:///{tmp_path / 'other' / 'crownboard.db'}"
    file = str(tmp_path / "kept.backup")
    ask_here(sqlite_url, "import", str(ratings_csv))

    kept = ask_here(sqlite_url, "backup", file)
    first = ask_here(other, "restore", file)
    second = ask_here(other, "restore", file)
    third = ask_here(other, "restore", file, "--force")

    rows = kept.out.split()[2]
    assert kept.out.startswith(f"{file} keeps {rows} rows.")
    assert first.out == f"{rows} rows were restored.\n"
    assert (second.code, second.out) == (Outcome.REFUSED, "")
    assert "--force" in second.err
    assert third.code == Outcome.FINE
    assert contents(other) == contents(sqlite_url)
    assert ask_here(other, "recount", "--check").code == Outcome.FINE


def test_a_key_that_is_kept_apart_is_spoken_of(
    ask_here: Ask, sqlite_url: str, tmp_path: Path
) -> None:
    file = str(tmp_path / "kept.backup")
    keys = ["A" * 43 + "=", "B" * 43 + "="]

    kept = ask_here(sqlite_url, "backup", file, CROWNBOARD_SECRET_KEY=keys[0])
    same = ask_here(sqlite_url, "restore", file, "--force", CROWNBOARD_SECRET_KEY=keys[0])
    other = ask_here(sqlite_url, "restore", file, "--force", CROWNBOARD_SECRET_KEY=keys[1])

    assert "keep CROWNBOARD_SECRET_KEY in another place" in kept.out
    assert "secret key" not in same.out
    assert "The secret key isn't that of the backup" in other.out


@pytest.mark.parametrize("words", [("backup", "nowhere/b"), ("restore", "nothing.backup")])
def test_a_file_that_cannot_be_is_said_in_a_sentence(
    ask: Ask, tmp_path: Path, words: tuple[str, str]
) -> None:
    command, name = words

    answer = ask(command, str(tmp_path / name))

    assert (answer.code, answer.out) == (Outcome.REFUSED, "")
    assert len(answer.err.splitlines()) == 1
