"""Lists what was found, page by page, the newest first."""

from __future__ import annotations

import streamlit as st

from db.queries.feedback import Place
from db.queries.feedback_filter import FeedbackFilter
from gamify.access import Visitor
from gamify.language import count, translate
from pages.ui.feedback.cards import show_card
from pages.ui.feedback.filters import ask_words
from pages.ui.feedback.reading import FeedbackSeason, FoundWords, found_words
from pages.ui.feedback.sections import Section

_PAGES = "feedback-pages"


def show_words(season: FeedbackSeason, section: Section, reader: Visitor, language: str) -> None:
    """The filters and what they find; a page begins where the one before it ended."""
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
    places = _places(asked)
    found = found_words(asked, reader, after=places[-1] if places else None)
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
    _show_paging(asked, places, found, language)


def _show_nothing(asked: FeedbackFilter, language: str) -> None:
    plain = FeedbackFilter(asked.first, asked.last, is_praise=asked.is_praise)
    if asked != plain:
        st.subheader(translate("Nothing fits", language))
        st.text(translate("Try fewer words, another filter or a longer season.", language))
    elif asked.is_praise:
        st.subheader(translate("No words with five stars yet", language))
        st.text(translate("Customers’ words appear here as they come in.", language))
    else:
        st.subheader(translate("Nothing to learn from in this season", language))
        st.text(translate("There is no rating below five stars that is yours to see.", language))


def _places(asked: FeedbackFilter) -> tuple[Place, ...]:
    """Where the pages before this one ended; none after another filter was chosen."""
    of, places = st.session_state.get(_PAGES, (None, ()))
    return places if of == asked else ()


def _show_paging(
    asked: FeedbackFilter, places: tuple[Place, ...], found: FoundWords, language: str
) -> None:
    with st.container(horizontal=True):
        if places:
            st.button(
                translate("Newer", language),
                key="feedback-newer",
                on_click=_turn,
                args=(asked, places[:-1]),
            )
        if found.has_more:
            st.button(
                translate("Older", language),
                key="feedback-older",
                on_click=_turn,
                args=(asked, (*places, found.cards[-1].place)),
            )


def _turn(asked: FeedbackFilter, places: tuple[Place, ...]) -> None:
    st.session_state[_PAGES] = (asked, places)
