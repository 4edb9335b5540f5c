"""docs/import.md lists the headers that the code knows, and no others."""

from __future__ import annotations

from pathlib import Path

from gamify.ingest.fields import FIELD_WORDS, SYNONYMS
from gamify.ingest.scales import FRESHDESK, UNRATED, ZENDESK

DOCUMENT = Path(__file__).parents[3] / "docs" / "import.md"


def synonym_table() -> str:
    """The table as it should stand in the document."""
    rows = ["| field | is | headers |", "|---|---|---|"]
    for field, groups in SYNONYMS.items():
        words = " / ".join(", ".join(group) for group in groups)
        rows.append(f"| `{field}` | {FIELD_WORDS[field]} | {words} |")
    return "\n".join(rows)


def test_the_document_lists_every_synonym() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")

    table = text.split("<!-- fields -->\n")[1].split("\n<!-- /fields -->")[0]

    assert table == synonym_table()


def test_the_words_for_no_answer_in_the_document_are_known() -> None:
    named = {"-", "n/a", "null", "not rated", "no answer", "offered", "нет оценки"}

    assert named <= UNRATED
    assert not named & (ZENDESK.keys() | FRESHDESK.keys())
