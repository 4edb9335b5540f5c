"""Chosen things in a list of several: readable on dark, where Streamlit writes white on gold."""

from __future__ import annotations

import streamlit as st

#: The text's own colour within a line of it, in both themes.
_STYLE = (
    "<style>[data-testid='stMultiSelectTagsContainer'] [data-tag] {"
    "background: transparent; color: inherit; box-shadow: inset 0 0 0 1px currentColor;"
    "}</style>"
)


def readable_chips() -> None:
    """Call it once beside a multiselect."""
    st.html(_STYLE)
