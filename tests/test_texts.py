"""Every text that a person sees is in the Russian catalogue, whole and with its placeholders."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from gamify.language import count, say, translate

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("api", "cli", "db", "gamify", "pages")
KEYWORDS: dict[str, Any] = {"N_": None, "say": (1,), "count": (1, 2), "translate": (1,)}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


def marked_texts() -> set[str | tuple[str, ...]]:
    """What the extraction finds in the source: texts, or pairs of singular and plural."""
    found: set[str | tuple[str, ...]] = set()
    for part in PARTS:
        messages = extract_from_dir(ROOT / part, [("**.py", "python")], keywords=KEYWORDS)
        found |= {tuple(text) if isinstance(text, tuple) else text for *_, text, _, _ in messages}
    return found


def catalogue() -> Catalog:
    with (ROOT / "gamify" / "locale" / "ru.po").open("rb") as file:
        return read_po(file, locale="ru")


def forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


MESSAGES = [message for message in catalogue() if message.id]


def test_the_catalogue_holds_the_texts_of_the_source_and_no_others() -> None:
    marked = marked_texts()
    known = {tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id for m in MESSAGES}

    assert sorted(map(str, marked - known)) == [], "run `make messages` and translate what is new"
    assert sorted(map(str, known - marked)) == [], "run `make messages` to drop what is gone"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: str(forms(message.id)[0])[:40])
def test_a_text_is_translated_in_all_forms_with_its_placeholders(message: Any) -> None:
    wanted = {frozenset(PLACEHOLDER.findall(form)) for form in forms(message.id)}

    translated = forms(message.string)

    assert all(form.strip() for form in translated)
    assert len(translated) == (1 if isinstance(message.id, str) else 3)
    assert {frozenset(PLACEHOLDER.findall(form)) for form in translated} <= wanted
    assert not message.fuzzy


def test_marks_hold_literal_texts_that_the_extraction_can_find() -> None:
    """A condition or a formatted string within a mark would never reach the catalogue."""
    odd = []
    for path in (path for part in PARTS for path in (ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            texts = node.args[: {"say": 1, "N_": 1, "count": 2}.get(node.func.id, 0)]
            odd += [
                f"{path.relative_to(ROOT)}:{node.lineno}"
                for text in texts
                if isinstance(text, (ast.JoinedStr, ast.IfExp, ast.BinOp))
            ]
    assert odd == []


@pytest.mark.parametrize(
    ("n", "text"),
    [(1, "1 оценка"), (2, "2 оценки"), (5, "5 оценок"), (21, "21 оценка"), (112, "112 оценок")],
)
def test_plurals_follow_russian_numbers(n: int, text: str) -> None:
    assert translate(count("{n} rating", "{n} ratings", n=n), "ru") == text


def test_a_text_without_a_translation_stays_english() -> None:
    assert translate(say("no such text {x}", x=1), "ru") == "no such text 1"
