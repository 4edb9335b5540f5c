"""The small form behind a button: one of the five reasons, and words of one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from pages.ui.exclusions.wishes import field_of
from pages.ui.fair_play.deciding import decider
from pages.ui.reason_picker import pick_reason

#: Characters of a person's own words.
LONGEST = 500


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """The button that opens the form, its field of words, and the button that sends it."""

    open: str
    field: str
    go: str


def show_reasons(
    form: str,
    words: ReasonWords,
    act: Callable[..., None],
    told: tuple[object, ...],
    language: str,
) -> None:
    """The form of a rating; what was written stays until it is taken."""
    with st.popover(words.open, disabled=not decider().name):
        pick_reason(field_of(form, "reason"), language)
        st.text_area(words.field, max_chars=LONGEST, key=field_of(form, "words"), height=90)
        st.button(words.go, key=field_of(form, "go"), on_click=act, args=told)
