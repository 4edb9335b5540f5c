"""The frame around every page: navigation, brand, and the reader's language."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from gamify.language import translate
from pages.ui.address import reader_language

PAGES = Path(__file__).resolve().parents[1]
STATIC = PAGES.parent / "static"


def show_frame() -> None:
    """Lay out the frame and run the page that the address names."""
    shade = "dark" if st.context.theme.type == "dark" else "light"
    st.logo(str(STATIC / f"crownboard-{shade}.svg"), size="large")
    language = reader_language()
    page = st.navigation(
        [
            st.Page(
                PAGES / "leaderboard.py",
                title=translate("Leaderboard", language),
                url_path="leaderboard",
                default=True,
            ),
            st.Page(
                PAGES / "nominations.py",
                title=translate("Nominations", language),
                url_path="nominations",
            ),
            st.Page(
                PAGES / "challenges.py",
                title=translate("Challenges", language),
                url_path="challenges",
            ),
            st.Page(
                PAGES / "fair_play.py",
                title=translate("Fair play", language),
                url_path="fair_play",
            ),
        ],
        position="top",
    )
    st.set_page_config(
        page_title=f"{page.title} · Crownboard",
        page_icon=str(STATIC / "crown.png"),
        layout="wide",
    )
    page.run()


show_frame()
