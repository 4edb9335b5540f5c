"""Texts from outside in cells of a spreadsheet."""

from __future__ import annotations

import pytest

from gamify.spreadsheet import text_cell


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+7 900",
        "-5",
        "@home",
        "\tx",
        "\r=1",
        '=cmd|" /C calc"!A0',
        "\uff1d1+1",
        " =1+1",
        "\n=1+1",
        "\x00=1+1",
        "\ufeff@SUM(A1)",
        "\u200b\u202e+1",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_is_made_text(text: str) -> None:
    assert text_cell(text) == "'" + text


@pytest.mark.parametrize("text", ["4,5", "", "a=b", " a", "'=1", "Ann-Lee", "\u202eanna", "Ё"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert text_cell(text) == text
