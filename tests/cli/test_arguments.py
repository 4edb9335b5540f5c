"""What can be written on the command line."""

from __future__ import annotations

import argparse
import ast
import inspect
import re

import pytest

from cli.arguments import parse_command
from cli.main import wanted_language
from cli.parser import SENTENCES
from gamify.ingest.options import DateOrder, ScaleName

#: What `argparse` says to whoever writes a parser, or for what we don't use.
OF_PROGRAMMERS = {
    ".__call__() not defined",
    "conflicting subparser: %s",
    "conflicting subparser alias: %s",
    'argument "-" with mode %r',
    "can't open '%(filename)s': %(error)s",
    "cannot merge actions - two groups are named %r",
    "'required' is an invalid argument for positionals",
    "invalid option string %(option)r: must start with a character %(prefix_chars)r",
    "dest= is required for options like %r",
    "invalid conflict_resolution value: %r",
    "mutually exclusive arguments must be optional",
    "cannot have multiple subparser arguments",
    "unexpected option string: %s",
    "%r is not callable",
}


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


def test_argparse_says_nothing_that_is_not_said_in_our_words() -> None:
    """A newer Python may say more; what only a programmer can cause is left out."""
    source = inspect.getsource(argparse)

    said = {
        call.args[0].value
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "_"
        if isinstance(call.args[0], ast.Constant)
    }

    assert set(SENTENCES) <= said
    assert said - set(SENTENCES) == OF_PROGRAMMERS


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("dance", "'dance': такого нет"),
        ("standings", "table: '\\u202e': такого нет"),
        ("migrate", "ничего с названием \\u202e"),
        ("import --undo third", "--undo: 'third' здесь не подходит"),
        ("admin", "'\\u202e': такого нет"),
        ("people rename", "не хватает: "),
    ],
)
def test_wrong_usage_is_explained_in_the_language_and_steers_nothing(
    words: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        parse_command([*words.split(), "\u202e"], language="ru")

    said = capsys.readouterr().err
    assert told in said
    assert said.startswith("как вызвать: ")
    assert "\u202e" not in said
    assert not re.search("usage|error|argument|invalid|required", said)
