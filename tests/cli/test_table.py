"""Plain-text tables."""

from __future__ import annotations

import pytest

from cli.table import WIDEST, display_width, fit, text_table


def test_columns_line_up_by_what_a_terminal_shows() -> None:
    rows = [["1", "Полярная звезда", "4.98"], ["12", "王小明", "5.00"], ["3", "Zoë", "4.90"]]

    table = text_table(["Place", "Team", "Average"], rows, right=frozenset({0, 2}))

    assert table.splitlines() == [
        "Place  Team             Average",
        "─────  ───────────────  ───────",
        "    1  Полярная звезда     4.98",
        "   12  王小明              5.00",
        "    3  Zoë                 4.90",
    ]


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("Ёжик", 4), ("佐藤 美咲", 9), ("e\u0301", 1), ("", 0)]
)
def test_width_counts_columns_not_characters(text: str, width: int) -> None:
    assert display_width(text) == width


def test_a_name_can_not_move_the_cursor_or_turn_the_line_around() -> None:
    assert fit("a\x1b[31mred\r\nb\u202ec\ud800") == "a [31mred  b c "


def test_a_name_of_ten_thousand_characters_is_cut_to_the_widest_column() -> None:
    cut = fit("Ы" * 10_000)

    assert (cut[-1], display_width(cut)) == ("…", WIDEST)


def test_wide_characters_are_cut_by_their_width() -> None:
    assert display_width(fit("王" * 100)) <= WIDEST
