"""What can be written on the command line."""

from __future__ import annotations

import pytest

from cli.arguments import parse_command
from cli.main import wanted_language
from gamify.ingest.options import DateOrder, ScaleName


def test_an_import_takes_files_and_says_how_to_read_them() -> None:
    words = (
        "import a.csv b.csv --map score=CSAT --map owner=Agent --scale zendesk --dates day-first"
    )

    asked = parse_command(words.split(), language="en")

    assert (asked.files, asked.map, asked.scale, asked.dates, asked.source) == (
        ["a.csv", "b.csv"],
        ["score=CSAT", "owner=Agent"],
        ScaleName.ZENDESK,
        DateOrder.DAY_FIRST,
        "files",
    )


@pytest.mark.parametrize(
    "words",
    [
        "",
        "import",
        "import a.csv --list",
        "import --list --undo 3",
        "import --undo third",
        "import a.csv --scale hearts",
        "standings",
        "standings cats",
        "demo --live --pace 0",
        "demo --live --pace nan",
        "demo --live --count -1",
        "dance",
        "migrate --language fr",
    ],
)
def test_wrong_usage_ends_with_code_two(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_command(words.split(), language="en")

    assert (ended.value.code, capsys.readouterr().out) == (2, "")


@pytest.mark.parametrize(
    "command",
    ["import", "standings", "flags", "recount", "demo", "migrate", "par", "assist", "credit"],
)
@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_command_explains_itself(
    command: str, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parse_command([command, "--help"], language=language)

    assert (ended.value.code, command in capsys.readouterr().out) == (0, True)


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        ("standings teams --language ru", {}, "ru"),
        ("--language=ru migrate", {"LANG": "en_US.UTF-8"}, "ru"),
        ("--language en migrate", {"CROWNBOARD_LANGUAGE": "ru"}, "en"),
        ("migrate", {"CROWNBOARD_LANGUAGE": "ru", "LANG": "en_US.UTF-8"}, "ru"),
        ("migrate", {"LC_ALL": "ru_RU.UTF-8", "LANG": "C"}, "ru"),
        ("migrate", {"CROWNBOARD_LANGUAGE": "", "LANG": "C.UTF-8"}, "en"),
        ("migrate", {"LANG": "de_DE.UTF-8"}, "en"),
        ("migrate --language", {}, "en"),
    ],
)
def test_the_language_is_the_one_asked_for_most_particularly(
    words: str, environment: dict[str, str], language: str
) -> None:
    assert wanted_language(words.split(), environment) == language
