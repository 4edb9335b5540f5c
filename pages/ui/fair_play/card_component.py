"""Mounts a flag's card: a component whose parts lie beside this module in `card/`."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from streamlit.components.v2.types import ComponentRenderer

from pages.ui.board_component import PARTS as SHARED
from pages.ui.board_component import component_of
from pages.ui.fair_play.cards import FlagCard

PARTS = Path(__file__).parent / "card"


def card_component() -> ComponentRenderer:
    """Register the card's component and return what mounts it."""
    return component_of(
        "flag",
        html=PARTS / "card.html",
        styles=[PARTS / "card.css"],
        scripts=[SHARED / "draw.js", PARTS / "card.js"],
    )


_mount = card_component()


def show_card(card: FlagCard, *, key: str) -> None:
    """Draw a flag."""
    _mount(key=key, data=json.dumps(asdict(card), ensure_ascii=False).encode())
