"""A start that can't succeed ends with one sentence in the language of the settings."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
REFUSED_ZONE = (
    "The setting CROWNBOARD_TIME_ZONE can't be “Mars/Base”. Use a zone like Europe/Berlin or UTC.\n"
)
REFUSED_ADDRESS = (
    "С базой данных работать нельзя: поддерживаются только sqlite:/// и postgresql://. "
    "Проверьте CROWNBOARD_DATABASE_URL и права доступа.\n"
)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"CROWNBOARD_TIME_ZONE": "Mars/Base", "CROWNBOARD_LANGUAGE": "en"}, REFUSED_ZONE),
        ({"CROWNBOARD_DATABASE_URL": "mysql://x", "CROWNBOARD_LANGUAGE": "ru"}, REFUSED_ADDRESS),
    ],
)
def test_a_refused_start_is_one_sentence(
    settings: dict[str, str], sentence: str, sqlite_url: str
) -> None:
    environment = {**os.environ, "CROWNBOARD_DATABASE_URL": sqlite_url, **settings}

    done = subprocess.run(
        COMMAND,
        cwd=ROOT,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (1, sentence)


@pytest.mark.parametrize("module", ["db.queries.season_ratings", "db.commands.lost_flags"])
def test_a_module_that_names_tables_needs_no_other_to_be_loaded_first(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {module}"], cwd=ROOT, capture_output=True, check=False
    )

    assert (done.returncode, done.stderr) == (0, b"")
