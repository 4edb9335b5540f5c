"""Which words of a customer stand on a wall."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gamify.wall.praise import LONGEST_QUOTE, quotable


@pytest.mark.parametrize(
    "comment",
    ["Thanks :)))", "<b>wow</b> [x](y) $1$ :red[x]", "Спасибо!", "谢谢", "x" * LONGEST_QUOTE],
)
def test_praise_is_quoted_literally(comment: str) -> None:
    assert quotable(comment, stars=5) == comment


@pytest.mark.parametrize("stars", [1, 2, 3, 4])
def test_nothing_but_five_stars_is_quoted(stars: int) -> None:
    assert quotable("Great", stars=stars) == ""


def test_what_is_too_long_is_left_out_and_not_cut() -> None:
    assert quotable("x" * (LONGEST_QUOTE + 1), stars=5) == ""
    assert quotable("  \n", stars=5) == ""


@pytest.mark.parametrize(
    ("requester", "comment"),
    [
        ("Maria Lopez", "Thank you! Maria"),
        ("Maria Lopez", "the LOPEZ family thanks you"),
        ("maria.lopez@example.com", "Best, maria"),
        ("Мария Петрова", "Спасибо, ПЕТРОВА"),
    ],
)
def test_a_comment_that_names_the_customer_is_not_quoted(requester: str, comment: str) -> None:
    assert quotable(comment, stars=5, requester=requester) == ""


def test_short_parts_of_a_name_are_words_like_any_other() -> None:
    assert quotable("I am so glad", stars=5, requester="So Am") == "I am so glad"


@given(comment=st.text(), requester=st.text())
def test_a_quote_is_the_comment_or_nothing(comment: str, requester: str) -> None:
    assert quotable(comment, stars=5, requester=requester) in {"", comment.strip()}
