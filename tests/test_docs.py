"""The documents are true: commands, settings and paths are those of the code."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from streamlit import config

from cli.arguments import parse_command
from db.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NAMES = [path.relative_to(ROOT).as_posix() for path in DOCUMENTS]
README = ROOT / "README.md"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def command_lines(path: Path) -> list[str]:
    """Lines of shell blocks, comments and prompts taken off, and commands within the text."""
    blocks = re.findall(r"```sh\n(.*?)```", text_of(path), flags=re.DOTALL)
    lines = [re.sub(r"\s+# .*", "", line).strip() for block in blocks for line in block.split("\n")]
    prose = re.sub(r"```.*?```", "", text_of(path), flags=re.DOTALL)
    inline = re.findall(r"`((?:\.venv/bin/)?(?:python -m gamify|make) [^`]+)`", prose)
    return [line for line in lines if line] + inline


def settings_table() -> list[str]:
    """The README's table as the code has it."""
    rows = []
    for name, field in Settings.model_fields.items():
        default = field.default
        if isinstance(default, str):
            default = default.replace(f"{ROOT}/", "")
        elif default:
            default = json.dumps(default)
        shown = f"`{default}`" if default else "–"
        rows.append(f"| `CROWNBOARD_{name.upper()}` | {shown} | {field.description} |")
    return rows


COMMANDS = [(path, line) for path in DOCUMENTS for line in command_lines(path)]


@pytest.mark.parametrize(
    "line", [line for _, line in COMMANDS if "python -m gamify" in line], ids=lambda line: line
)
def test_every_command_that_is_shown_can_be_given(line: str) -> None:
    words = shlex.split(line.partition("-m gamify")[2])
    words = [word for word in words if word != "…"]

    if "--help" not in words:
        parse_command(words, language="en")


@pytest.mark.parametrize("line", sorted({line for _, line in COMMANDS if line.startswith("make")}))
def test_every_target_that_is_shown_is_in_the_makefile(line: str) -> None:
    targets = re.findall(r"^([a-z]+):.*##", text_of(ROOT / "Makefile"), flags=re.MULTILINE)

    named = [word for word in line.split()[1:] if "=" not in word]

    assert set(named) <= set(targets)


def test_the_options_of_streamlit_that_are_shown_exist() -> None:
    shown = re.findall(r"--([a-z]+\.[A-Za-z]+)", text_of(README))

    assert shown
    assert set(shown) <= set(config.get_config_options())


def test_the_table_of_settings_is_that_of_the_code() -> None:
    rows = [line for line in text_of(README).split("\n") if line.startswith("| `CROWNBOARD_")]

    assert rows == settings_table()


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", text_of(path))

    missing = [link for link in links if "://" not in link and not (path.parent / link).exists()]

    assert missing == []


def test_the_layout_names_what_is_there() -> None:
    tree = re.search(r"## Layout\n+```\n(.*?)```", text_of(ROOT / "CONTRIBUTING.md"), re.DOTALL)
    assert tree is not None

    named = {line.split()[0] for line in tree[1].splitlines()}
    folders = {
        f"{path.parent.name}/"
        for path in ROOT.glob("[a-z]*/*")
        if path.parent.name != "var" and path.name != "__pycache__"
    }

    assert [name for name in named if not (ROOT / name).exists()] == []
    assert folders <= named


@pytest.mark.parametrize("path", DOCUMENTS, ids=NAMES)
def test_every_file_that_is_named_exists(path: Path) -> None:
    named = re.findall(r"`((?:gamify|db|tests|cli|pages|api)/[\w./-]*\w\.\w+)`", text_of(path))

    assert [name for name in named if not (ROOT / name).exists()] == []
