"""Choosing why a rating shouldn't count."""

from __future__ import annotations

import streamlit as st

from gamify.exclusion import REASON_TITLES
from gamify.language import translate


def pick_reason(key: str, language: str) -> None:
    """The five reasons, none chosen; the choice is kept under `key`."""
    st.selectbox(
        translate("Reason", language),
        list(REASON_TITLES),
        index=None,
        placeholder=translate("Choose a reason", language),
        format_func=lambda reason: translate(REASON_TITLES[reason], language),
        key=key,
    )
