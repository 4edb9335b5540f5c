"""What nominations lack, and how to bring it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import gamify.nominations
from gamify.language import say, translate
from gamify.nominations.wording import NO_PAR
from pages.ui.nominations.lacking import REMEDIES, remedy

FOLDER = Path(gamify.nominations.__file__).parent


def reasons() -> Iterator[str]:
    """The texts with which a nomination says that it can't be judged."""
    for path in sorted(FOLDER.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "unavailable":
                yield from texts(node.value)
            if isinstance(node, ast.FunctionDef) and node.name == "_lacking":
                yield from texts(node)


def texts(part: ast.AST) -> Iterator[str]:
    """What `say` is given within a part of the source."""
    for node in ast.walk(part):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say":
            yield ast.literal_eval(node.args[0])


def test_whatever_a_nomination_lacks_there_is_a_word_on_how_to_bring_it() -> None:
    assert {*reasons(), NO_PAR.template} == set(REMEDIES)


def test_a_remedy_has_its_numbers_in_it() -> None:
    known = remedy(NO_PAR)

    assert known is not None
    assert translate(known, "en") == (
        "Par comes from the four quarters before: import their ratings, at least 200."
    )


def test_nothing_is_said_of_what_is_not_known() -> None:
    assert remedy(say("something else lacks")) is None
