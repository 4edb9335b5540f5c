"""Mounts the challenges: a component that shares ground and head with the board."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from pages.ui.board_component import SHARED_SCRIPTS, SHARED_STYLES, component_of

PARTS = Path(__file__).parent / "following"


def following_component() -> ComponentRenderer:
    """Register the component of the challenges and return what mounts it."""
    return component_of(
        "challenges",
        html=PARTS / "following.html",
        styles=[*SHARED_STYLES, *(PARTS / name for name in ("following.css", "chart.css"))],
        scripts=[
            *SHARED_SCRIPTS,
            *(PARTS / name for name in ("chart.js", "cards.js", "following.js")),
        ],
    )


_mount = following_component()


def show_following(following: bytes, *, on_address: Callable[[str], None]) -> None:
    """Draw the challenges; `on_address` gets the query string when a person chooses a language."""

    def told() -> None:
        on_address(st.session_state["challenges"]["address"] or "")

    _mount(key="challenges", data=following, on_address_change=told)
