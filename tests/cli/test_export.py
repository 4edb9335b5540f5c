"""`export` writes tables into files and to standard output."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.cli.conftest import Ask


@pytest.fixture
def filled(ask: Ask, ratings_csv: Path) -> Ask:
    assert ask("import", str(ratings_csv)).code == 0
    return ask


def test_the_list_names_every_table(ask: Ask) -> None:
    assert "cells-engineer-day" in ask("export", "--list").out
    assert "Команды" in ask("export", "--list", CROWNBOARD_LANGUAGE="ru").out


def test_a_file_is_written_as_its_name_ends_and_is_never_replaced_unasked(
    filled: Ask, tmp_path: Path
) -> None:
    path = tmp_path / "teams.parquet"

    first = filled("export", "--table", "teams", "--output", str(path))
    again = filled("export", "--table", "teams", "--output", str(path))
    forced = filled("export", "--table", "teams", "--output", str(path), "--force")

    assert (first.code, again.code, forced.code) == (0, 2, 0)
    assert again.err.count("\n") == 1
    assert "--force" in again.err
    assert pq.read_table(io.BytesIO(path.read_bytes()))["ratings"].to_pylist() == [10]


def test_all_tables_of_a_season_go_into_a_folder(filled: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()

    done = filled("export", "--all", "--format", "json", "--output", str(folder))

    assert done.code == 0, done.err
    written = {path.name for path in folder.iterdir()}
    assert {"crownboard-teams-2026-Q1.json", "crownboard-log.json"} <= written
    assert f"{len(written)} tables" in done.out
    scorers = json.loads((folder / "crownboard-scorers-2026-Q1.json").read_text("utf-8"))
    assert scorers["rows"][0]["goals_numerator"] == 10


@pytest.mark.parametrize(
    "words",
    [
        ("--table", "teams", "--output", "/nowhere/at/all/teams.csv"),
        ("--table", "secrets"),
        ("--all", "--output", "-"),
        ("--table", "teams", "--season", "2026-Q9"),
        ("--table", "own-ratings", "--output", "-"),
        ("--table", "nominations", "--season", "2026-01", "--output", "-"),
    ],
)
def test_what_cannot_be_is_one_sentence(filled: Ask, words: tuple[str, ...]) -> None:
    refused = filled("export", *words)

    assert (refused.code, refused.out) == (2, "")
    assert refused.err.strip().count("\n") == 0
