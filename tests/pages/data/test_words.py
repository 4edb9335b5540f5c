"""What comes out of a file is words in a label, never Markdown."""

from __future__ import annotations

import pytest

from pages.ui.data.words import literally


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Оценка, 1–5", "Оценка, 1–5"),
        ("**Score** [x](y)", r"\*\*Score\*\* \[x\]\(y\)"),
        ("see HTTPS://a.example/x", "see HTTP\u2060S\\://a\\.example/x"),
        ("www.a.example", "www\u2060\\.a\\.example"),
        ("ann@a.example", "ann\u2060\\@a\\.example"),
    ],
)
def test_signs_are_escaped_and_addresses_are_no_links(text: str, label: str) -> None:
    assert literally(text) == label
