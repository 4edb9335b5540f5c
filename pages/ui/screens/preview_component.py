"""Mounts the live preview: the wall itself, small, in a frame of its own."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import urlencode

from streamlit.components.v2.types import ComponentRenderer

from gamify.language import translate
from pages.ui.board_component import component_of

PARTS = Path(__file__).parent / "preview"


def preview_component() -> ComponentRenderer:
    """Register the preview's component and return what mounts it."""
    return component_of(
        "preview",
        html=PARTS / "preview.html",
        styles=[PARTS / "preview.css"],
        scripts=[PARTS / "preview.js"],
    )


_mount = preview_component()


def show_preview(name: str, language: str) -> None:
    """A screen as it is kept; it follows every change by itself."""
    address = f"wall?{urlencode({'screen': name, 'preview': 1})}"
    title = translate("Preview", language)
    data = json.dumps({"address": address, "title": title}, ensure_ascii=False)
    _mount(key=f"preview-{name}", data=data.encode())
