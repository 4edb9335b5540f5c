"""Mounts a story: the component draws its blocks in their order, texts as text and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from streamlit.components.v2.types import ComponentRenderer

from pages.ui.board_component import PARTS as SHARED
from pages.ui.board_component import component_of
from pages.ui.story.blocks import Block, story_json

PARTS = Path(__file__).parent / "parts"


def story_component() -> ComponentRenderer:
    """Register the component and return what mounts it."""
    return component_of(
        "story",
        html=PARTS / "story.html",
        styles=[SHARED / "board.css", PARTS / "story.css", PARTS / "lists.css"],
        scripts=[SHARED / "draw.js", PARTS / "story.js"],
    )


_mount = story_component()


def show_story(blocks: Sequence[Block], *, key: str) -> None:
    """Draw blocks, as many beside each other as there is room for."""
    if blocks:
        _mount(key=key, data=story_json(blocks))
