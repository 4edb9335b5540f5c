"""No command puts a file in the place of a device, of what it reads, or of the database."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import HEADER, Ask, contents


@pytest.fixture
def ratings(tmp_path: Path) -> Path:
    """A good row and a bad one."""
    path = tmp_path / "ratings.csv"
    path.write_text(f"{HEADER}\nT1,Ann,Blue,5,2026-01-01,x\nT2,Ann,Blue,nine,2026-01-02,x\n")
    return path


def odd_places(folder: Path, url: str, ratings: Path) -> list[Path]:
    """A folder, a pipe, links to them, the database and its key, and what is read."""
    database = Path(url.removeprefix("sqlite:///"))
    key, pipe, link = database.with_suffix(".key"), folder / "pipe", folder / "link"
    key.write_text("secret")
    os.mkfifo(pipe)
    link.symlink_to(database)
    return [folder, pipe, link, database, key, folder / "x" / ".." / database.name, ratings]


def test_what_must_stay_is_replaced_by_no_file(
    ask: Ask, sqlite_url: str, ratings: Path, tmp_path: Path
) -> None:
    (tmp_path / "x").mkdir()
    places = odd_places(tmp_path, sqlite_url, ratings)
    before = ratings.read_bytes(), contents(sqlite_url), sorted(tmp_path.iterdir())
    commands = [["import", str(ratings), "--rejected"], ["import", str(ratings), "--write-mapping"]]

    answers = [ask(*words, str(place)) for words in commands for place in places]
    answers += [ask("backup", str(place)) for place in places[:-1]]

    assert {(answer.code, len(answer.err.splitlines())) for answer in answers} == {(2, 1)}
    assert (ratings.read_bytes(), contents(sqlite_url), sorted(tmp_path.iterdir())) == before


def test_a_link_beside_the_rejected_rows_is_not_followed(
    ask: Ask, ratings: Path, tmp_path: Path
) -> None:
    victim, place = tmp_path / "victim", tmp_path / "rejected.csv"
    victim.write_text("mine")
    (tmp_path / "rejected.csv.part").symlink_to(victim)
    place.symlink_to(victim)

    answer = ask("import", str(ratings), "--rejected", str(place))

    assert (answer.code, victim.read_text(), place.is_symlink()) == (0, "mine", False)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/null", "/proc/self/environ", "/etc"])
def test_what_is_no_file_is_not_read(ask: Ask, name: str) -> None:
    answers = [ask("import", name), ask("restore", name, "--force")]

    assert [answer.code for answer in answers] == [2, 2]
    assert "PATH" not in "".join(answer.err for answer in answers)
