"""The frame around every page: navigation, brand, who is here, and the reader's language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gamify.access import Visitor, may_at_all
from gamify.language import translate
from pages.ui.address import reader_language
from pages.ui.page_cards import PAGE_CARDS
from pages.ui.visit import seat, visitor
from pages.ui.visiting.component import show_closed, show_visitor

PAGES = Path(__file__).resolve().parents[1]
STATIC = PAGES.parent / "static"


def show_frame() -> None:
    """Lay out the frame and run the page that the address names, if it is the visitor's to see."""
    shade = "dark" if st.context.theme.type == "dark" else "light"
    st.logo(str(STATIC / f"crownboard-{shade}.svg"), size="large")
    language, who = reader_language(), visitor()
    page = st.navigation(_pages(who, language), position="top")
    st.set_page_config(
        page_title=f"{page.title} · Crownboard",
        page_icon=str(STATIC / "crown.png"),
        layout="wide",
    )
    show_visitor(who, seat(), language)
    right = next(
        (card.right for card in PAGE_CARDS if card.name == page.url_path), PAGE_CARDS[0].right
    )
    if may_at_all(who, right):
        page.run()
    else:
        show_closed(who, seat(), right, language)


def _pages(who: Visitor, language: str) -> list[st.Page]:
    """All pages: the navigation names those that are the visitor's, and the rest say for whom."""
    return [
        st.Page(
            PAGES / f"{card.name}.py",
            title=translate(card.title, language),
            url_path=card.name,
            default=card is PAGE_CARDS[0],
            visibility="visible" if may_at_all(who, card.right) else "hidden",
        )
        for card in PAGE_CARDS
    ]


show_frame()
