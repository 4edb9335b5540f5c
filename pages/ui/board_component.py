"""Mounts the board: one component whose parts lie beside this module in `board/`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

PARTS = Path(__file__).parent / "board"
STYLES = (
    "board.css",
    "head.css",
    "crown.css",
    "table.css",
    "switch.css",
    "work.css",
    "scorers.css",
)
SCRIPTS = (
    "draw.js",
    "seasons.js",
    "crown.js",
    "switch.js",
    "work.js",
    "table.js",
    "scorers.js",
    "live.js",
    "page.js",
    "board.js",
)

#: What boards of every page share: the ground, the head, the empty state, and staying true.
SHARED_STYLES = tuple(PARTS / name for name in ("board.css", "head.css"))
SHARED_SCRIPTS = tuple(
    PARTS / name for name in ("draw.js", "seasons.js", "crown.js", "live.js", "page.js")
)


def board_component() -> ComponentRenderer:
    """Register the leaderboard's component and return what mounts it."""
    return component_of(
        "board",
        html=PARTS / "board.html",
        styles=[PARTS / name for name in STYLES],
        scripts=[PARTS / name for name in SCRIPTS],
    )


def component_of(
    name: str, *, html: Path, styles: Sequence[Path], scripts: Sequence[Path]
) -> ComponentRenderer:
    """Register a component of these files, each kind joined in its order."""

    def joined(paths: Sequence[Path]) -> str:
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)

    return st.components.v2.component(
        f"crownboard.{name}",
        html=html.read_text(encoding="utf-8"),
        css=joined(styles),
        js=joined(scripts),
        isolate_styles=True,
    )


_mount = board_component()


def show_board(board: bytes, *, on_address: Callable[[str], None]) -> None:
    """Draw a board; `on_address` gets the query string when a person goes elsewhere with it."""

    def told() -> None:
        on_address(st.session_state["board"]["address"] or "")

    _mount(key="board", data=board, on_address_change=told)
