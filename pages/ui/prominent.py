"""The button that a section leads to: readable on dark, where Streamlit writes white on gold."""

from __future__ import annotations

import streamlit as st

_STYLE = (
    "<style>button[data-testid='stBaseButton-primary'],"
    " button[data-testid='stBaseButton-primary'] * {color: #14201b;}</style>"
)


def readable_buttons() -> None:
    """Call it once on a page with such a button."""
    if st.context.theme.type == "dark":
        st.html(_STYLE)
