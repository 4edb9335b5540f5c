"""Sharing a good practice: praise in the customer's words, what was learned in our own."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback import FeedbackCard
from gamify.access import Visitor
from gamify.feedback.lesson import LONGEST_PRACTICE
from gamify.language import translate
from gamify.wall.praise import quotable
from pages.ui.feedback.deciding import field, share, take_back


def show_sharing(card: FeedbackCard, reader: Visitor, language: str) -> None:
    """The form below a button, or the way back of what is shared."""
    if card.practice is not None:
        st.button(
            translate("Take the practice back", language),
            key=field(card.id, "back"),
            disabled=not reader.name,
            on_click=take_back,
            args=(card.practice, card.id, language),
        )
        return
    is_praise = bool(quotable(card.comment, stars=card.stars)) and card.excluded is None
    label = translate("Share as good practice …", language)
    with st.popover(label, disabled=not reader.name):
        st.write(
            translate(
                "It stands on the team’s page and on the walls until it is taken back.", language
            )
            if is_praise
            else translate(
                "Only your own words are shared, and nothing of the rating. They stand on the "
                "team’s page and on the walls until they are taken back.",
                language,
            )
        )
        if is_praise:
            st.checkbox(
                translate("With the customer’s words", language),
                value=True,
                key=field(card.id, "quotes"),
            )
        st.text_area(
            translate("What is good practice here", language),
            card.note.lesson[:LONGEST_PRACTICE],
            max_chars=LONGEST_PRACTICE,
            key=field(card.id, "words"),
            height=90,
        )
        st.button(
            translate("Share", language),
            key=field(card.id, "share"),
            type="primary",
            on_click=share,
            args=(card.id, language),
        )
