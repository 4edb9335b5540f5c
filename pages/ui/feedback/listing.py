"""Lists what was found, page by page, the newest first."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback_filter import FeedbackFilter
from gamify.access import Visitor
from gamify.language import count, say, translate
from pages.ui.feedback.asked import Part, asked_page, forget_parts, write_part
from pages.ui.feedback.cards import show_card
from pages.ui.feedback.filters import ask_words
from pages.ui.feedback.reading import FeedbackSeason, FoundWords, found_words
from pages.ui.feedback.sections import Section


def show_words(season: FeedbackSeason, section: Section, reader: Visitor, language: str) -> None:
    """The filters and what they find; which page it is stands in the address."""
    is_praise = section is Section.PRAISE
    if not is_praise:
        st.caption(
            translate(
                "Ratings of four stars and less, for the people concerned and their leads alone. "
                "What is noted here is about the case: what it was, and what we learn from it.",
                language,
            )
        )
    asked = ask_words(season, language, is_praise=is_praise)
    found = found_words(asked, reader, page=asked_page(st.query_params))
    if not found.cards:
        _show_nothing(asked, language)
        return
    said = (
        count("{n} comment with five stars", "{n} comments with five stars", n=found.count)
        if is_praise
        else count("{n} rating", "{n} ratings", n=found.count)
    )
    st.text(translate(said, language))
    for card in found.cards:
        show_card(card, season, reader, language)
    _show_paging(found, language)


def _show_nothing(asked: FeedbackFilter, language: str) -> None:
    plain = FeedbackFilter(asked.first, asked.last, is_praise=asked.is_praise)
    if asked != plain:
        st.subheader(translate("Nothing fits", language))
        st.text(translate("Try fewer words, another filter or a longer season.", language))
        st.button(translate("Show everything", language), on_click=forget_parts)
    elif asked.is_praise:
        st.subheader(translate("No words with five stars yet", language))
        st.text(translate("Customers’ words appear here as they come in.", language))
    else:
        st.subheader(translate("Nothing to learn from in this season", language))
        st.text(translate("There is no rating below five stars that is yours to see.", language))


def _show_paging(found: FoundWords, language: str) -> None:
    if found.pages < 2:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, title, page in (
            ("newer", translate("Newer", language), found.page - 1),
            ("older", translate("Older", language), found.page + 1),
        ):
            st.button(
                title,
                key=f"feedback-{name}",
                disabled=not 1 <= page <= found.pages,
                on_click=write_part,
                args=(Part.PAGE, str(page) if page > 1 else ""),
            )
        told = say("page {page} of {last}", page=found.page, last=found.pages)
        st.caption(translate(told, language))
