"""The form about a low rating: what the case was, what is learned, how far it has come."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback import FeedbackCard
from gamify.access import Visitor
from gamify.feedback.lesson import (
    CAUSE_TITLES,
    LONGEST_LESSON,
    NATURE_TITLES,
    STATE_TITLES,
    Cause,
    LessonState,
    Nature,
)
from gamify.language import translate
from pages.ui.feedback.deciding import field, note


def show_noting(card: FeedbackCard, reader: Visitor, language: str) -> None:
    """Opens below a button; what was noted before stands in the fields."""
    noted = card.note
    with st.popover(translate("Cause and lesson …", language), disabled=not reader.name):
        st.selectbox(
            translate("What the case was about", language),
            list(Cause),
            index=None if noted.cause is None else list(Cause).index(noted.cause),
            format_func=lambda one: translate(CAUSE_TITLES[one], language),
            placeholder=translate("Not known yet", language),
            key=field(card.id, "cause"),
        )
        st.pills(
            translate("What the customer wants", language),
            list(Nature),
            default=noted.nature,
            format_func=lambda one: translate(NATURE_TITLES[one], language),
            key=field(card.id, "nature"),
        )
        st.text_area(
            translate("What we learn from it", language),
            noted.lesson,
            max_chars=LONGEST_LESSON,
            key=field(card.id, "lesson"),
            height=90,
        )
        st.segmented_control(
            translate("State", language),
            list(LessonState),
            default=noted.state,
            format_func=lambda one: translate(STATE_TITLES[one], language),
            key=field(card.id, "state"),
        )
        st.button(
            translate("Save", language),
            key=field(card.id, "note"),
            type="primary",
            on_click=note,
            args=(card.id, language),
        )
