"""What is printed can't steer the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.terminal import printable
from tests.cli.conftest import HEADER, Ask


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("\x1b[2J\x07", "\\u001b[2J\\u0007"),
        ("\x9b31m", "\\u009b31m"),
        ("over\rwritten", "over\\u000dwritten"),
        ("Ann \u202egpj.exe", "Ann \\u202egpj.exe"),
        ("Ёлка 🎉 👩‍💻", "Ёлка 🎉 👩‍💻"),
    ],
)
def test_commands_to_a_terminal_are_spelled_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_json_means_the_same_when_it_is_printed() -> None:
    told = {"name": "\x1b]0;owned\x07 \x9b2J \u202e", "n": 1}

    assert json.loads(printable(json.dumps(told, ensure_ascii=False, indent=2))) == told


def test_no_command_prints_an_escape_sequence_of_a_name(ask: Ask, tmp_path: Path) -> None:
    evil = "Ann\x1b[2J\x9b31m\u202eLee"
    path = tmp_path / "ratings.csv"
    rows = [f"T{n},{evil},Red\x1b]0;x\x07,5,2026-01-{n:02d} 10:00:00,fi\x1bne" for n in (1, 2)]
    path.write_text("\n".join([HEADER, *rows, "T3,x\x1b[5m,Red,11,2026-01-03,", ""]), "utf-8")

    answers = [
        ask(*words)
        for words in (
            ("import", str(path)),
            ("import", "--list"),
            ("standings", "teams"),
            ("standings", "engineers"),
            ("standings", "engineers", "--json"),
            ("people", "list"),
            ("people", "list", "--json"),
            ("explain", "engineer", evil),
            ("explain", "engineer", "\x1b[5mnobody"),
            ("people", "rename", evil, "Bo\x1b[0m"),
            ("audit",),
            ("audit", "--json"),
            ("audit", "--csv"),
        )
    ]

    said = [(one.out + one.err) for one in answers]
    assert all(said)
    assert [text for text in said if {"\x1b", "\x9b", "\u202e", "\x07"} & set(text)] == []
