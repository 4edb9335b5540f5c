"""Names and labels hold nothing that steers a terminal or turns a line around."""

from __future__ import annotations

import pytest

from gamify.steering import calm_label


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("  Ann \t Lee ", "Ann Lee"),
        ("Ann\x1b[2JLee", "Ann[2JLee"),
        ("Ann \u202etxt.exe", "Ann txt.exe"),
        ("Ann\r\nLee", "Ann Lee"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\u202e\x00", ""),
    ],
)
def test_a_label_is_one_calm_line(text: str, label: str) -> None:
    assert calm_label(text) == label
