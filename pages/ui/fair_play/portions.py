"""Long lists are drawn in portions: some at first, and a button that shows as many more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from gamify.language import translate

#: So many of each kind are drawn at first; a button shows as many more.
AT_ONCE = 20

Item = TypeVar("Item")


def first(items: Sequence[Item], kind: str) -> Sequence[Item]:
    """What is drawn of a list by now."""
    return items[: st.session_state.get(f"fair_play_{kind}", AT_ONCE)]


def show_more(items: Sequence[Item], kind: str, language: str) -> None:
    """The button below a list that isn't drawn whole."""
    if len(first(items, kind)) < len(items):
        st.button(
            translate("Show more", language), key=f"more-{kind}", on_click=_grow, args=(kind,)
        )


def _grow(kind: str) -> None:
    key = f"fair_play_{kind}"
    st.session_state[key] = st.session_state.get(key, AT_ONCE) + AT_ONCE
