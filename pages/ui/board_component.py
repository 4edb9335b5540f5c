"""Mounts the board: one component whose parts lie beside this module in `board/`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

PARTS = Path(__file__).parent / "board"
STYLES = ("board.css", "head.css", "crown.css", "table.css", "scorers.css")
SCRIPTS = ("draw.js", "seasons.js", "crown.js", "table.js", "scorers.js", "live.js", "board.js")


def board_component() -> ComponentRenderer:
    """Register the board's component and return what mounts it."""

    def joined(names: tuple[str, ...]) -> str:
        return "\n".join((PARTS / name).read_text(encoding="utf-8") for name in names)

    return st.components.v2.component(
        "crownboard.board",
        html=(PARTS / "board.html").read_text(encoding="utf-8"),
        css=joined(STYLES),
        js=joined(SCRIPTS),
        isolate_styles=True,
    )


_mount = board_component()


def show_board(board: bytes, *, on_address: Callable[[str], None]) -> None:
    """Draw a board; `on_address` gets the query string when a person goes elsewhere with it."""

    def told() -> None:
        on_address(st.session_state["board"]["address"] or "")

    _mount(key="board", data=board, on_address_change=told)
