"""Long lists, twenty rows at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from gamify.language import say, translate

Row = TypeVar("Row")

#: Rows of a page.
ROWS = 20


def page_of(rows: Sequence[Row], name: str, language: str) -> Sequence[Row]:
    """The rows of the page that was turned to, below the buttons that turn it."""
    pages = max(1, -(-len(rows) // ROWS))
    key = f"data-page-{name}"
    page = min(int(st.session_state.get(key, 0)), pages - 1)
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            earlier, later = translate("Earlier rows", language), translate("Later rows", language)
            _turn(key, page - 1, earlier, is_there=page > 0)
            text = say("{page} of {pages}", page=page + 1, pages=pages)
            st.text(translate(text, language), width="content")
            _turn(key, page + 1, later, is_there=page + 1 < pages)
    return rows[page * ROWS : (page + 1) * ROWS]


def _turn(key: str, to: int, title: str, *, is_there: bool) -> None:
    st.button(
        title,
        key=f"{key}-{title}",
        type="tertiary",
        disabled=not is_there,
        on_click=_go,
        args=(key, to),
    )


def _go(key: str, to: int) -> None:
    st.session_state[key] = to
