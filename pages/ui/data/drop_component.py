"""Mounts the place where a file is dropped; it tells the token under which it is parked."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from gamify.errors import N_
from gamify.language import say, translate
from pages.ui.board_component import component_of

PARTS = Path(__file__).parent / "drop"

WORDS = {
    "drop": N_("Drop a ratings file here, or choose one"),
    "sending": N_("on its way"),
    "stop": N_("Stop"),
    "failed": N_("The file didn’t arrive. Try it again."),
}


def drop_component() -> ComponentRenderer:
    """Register the component and return what mounts it."""
    return component_of(
        "drop",
        html=PARTS / "drop.html",
        styles=[PARTS / "drop.css"],
        scripts=[PARTS / "drop.js"],
    )


_mount = drop_component()


def show_drop(language: str, *, limit_mb: int, on_file: Callable[[str], None]) -> None:
    """A place for a file of up to so many megabytes; `on_file` gets the token."""
    formats = say(
        "CSV, TSV, XLSX, JSON, JSON lines or Parquet, up to {limit} MB. Nothing is stored before "
        "you have seen what it brings.",
        limit=limit_mb,
    )
    words = {name: translate(word, language) for name, word in WORDS.items()}
    told = {"words": words | {"formats": translate(formats, language)}, "language": language}

    def parked() -> None:
        if token := st.session_state["drop"]["file"]:
            on_file(token)

    data = json.dumps(told, ensure_ascii=False).encode()
    _mount(key="drop", data=data, on_file_change=parked)
