"""Mounts the gallery of nominations: a component that shares ground and head with the board."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from pages.ui.board_component import SHARED_SCRIPTS, SHARED_STYLES, component_of

PARTS = Path(__file__).parent / "gallery"


def gallery_component() -> ComponentRenderer:
    """Register the gallery's component and return what mounts it."""
    return component_of(
        "nominations",
        html=PARTS / "gallery.html",
        styles=[*SHARED_STYLES, PARTS / "gallery.css", PARTS / "cards.css"],
        scripts=[
            *SHARED_SCRIPTS,
            *(PARTS / name for name in ("symbols.js", "cards.js", "gallery.js")),
        ],
    )


_mount = gallery_component()


def show_gallery(gallery: bytes, *, on_address: Callable[[str], None]) -> None:
    """Draw a gallery; `on_address` gets the query string when a person goes elsewhere with it."""

    def told() -> None:
        on_address(st.session_state["nominations"]["address"] or "")

    _mount(key="nominations", data=gallery, on_address_change=told)
