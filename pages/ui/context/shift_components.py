"""Mounts the form of a shift note and lists of notes; their parts lie beside this in `shift/`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from gamify.errors import N_
from gamify.language import translate
from pages.ui.board_component import PARTS as SHARED
from pages.ui.board_component import component_of
from pages.ui.context.note_cards import Note

PARTS = Path(__file__).parent / "shift"

LIST_WORDS = {
    "tick": N_("Tick off"),
    "open": N_("Open again"),
    "drop": N_("Take this note back"),
}


def notes_component() -> ComponentRenderer:
    """Register the list of notes and return what mounts it."""
    return component_of(
        "notes",
        html=PARTS / "notes.html",
        styles=[PARTS / "notes.css"],
        scripts=[SHARED / "draw.js", PARTS / "pieces.js", PARTS / "notes.js"],
    )


def form_component() -> ComponentRenderer:
    """Register the form and return what mounts it."""
    return component_of(
        "shift_form",
        html=PARTS / "form.html",
        styles=[PARTS / "notes.css", PARTS / "form.css"],
        scripts=[SHARED / "draw.js", PARTS / "form.js"],
    )


_mount_notes, _mount_form = notes_component(), form_component()


def show_note_list(
    notes: Sequence[Note],
    language: str,
    *,
    key: str,
    may: bool = False,
    on: Mapping[str, Callable[[int], None]] | None = None,
) -> None:
    """Draw notes; `on` says what happens to the number of what was ticked, opened or dropped."""
    words = {name: translate(word, language) for name, word in LIST_WORDS.items()}
    told = {"notes": [asdict(note) for note in notes], "words": words, "may": may}
    callbacks: dict[str, Any] = {
        f"on_{name}_change": _told(key, name, act) for name, act in (on or {}).items()
    }
    _mount_notes(key=key, data=_as_json(told), **callbacks)


def show_note_form(told: Mapping[str, Any], *, on_written: Callable[[str], None]) -> None:
    """Draw the form; `on_written` gets the draft as JSON."""

    def written() -> None:
        if draft := st.session_state["shift-form"]["written"]:
            on_written(draft)

    _mount_form(key="shift-form", data=_as_json(told), on_written_change=written)


def _told(key: str, name: str, act: Callable[[int], None]) -> Callable[[], None]:
    def tell() -> None:
        if number := st.session_state[key][name]:
            act(int(number))

    return tell


def _as_json(told: Mapping[str, Any]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
