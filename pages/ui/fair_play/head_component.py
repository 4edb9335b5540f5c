"""Mounts the head that all pages share above the flags: season and language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from pages.ui.board import Board, board_words
from pages.ui.board_component import PARTS as SHARED
from pages.ui.board_component import SHARED_STYLES, component_of
from pages.ui.notices import Notice
from pages.ui.reads import NOTHING_READ, settings
from pages.ui.season_picker import SeasonPicker

PARTS = Path(__file__).parent / "head"


def head_component() -> ComponentRenderer:
    """Register the head's component and return what mounts it."""
    return component_of(
        "head",
        html=PARTS / "head.html",
        styles=SHARED_STYLES,
        scripts=[SHARED / "draw.js", SHARED / "seasons.js", PARTS / "head.js"],
    )


_mount = head_component()


def show_head(
    picker: SeasonPicker | None,
    *,
    language: str,
    on_address: Callable[[str], None],
    notices: tuple[Notice, ...] = (),
) -> None:
    """Draw the head; `on_address` gets the query string when a person goes elsewhere with it."""
    head = Board(
        version=NOTHING_READ,
        day="",
        language=language,
        words=board_words(language),
        organisation=settings().organisation,
        zone="",
        team="",
        teams=(),
    )

    def told() -> None:
        on_address(st.session_state["head"]["address"] or "")

    _mount(
        key="head",
        data=replace(head, picker=picker, notices=notices).to_json(),
        on_address_change=told,
    )
