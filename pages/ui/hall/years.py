"""Chooses which seasons are told in full: the newest ones, or those of a fiscal year."""

from __future__ import annotations

import streamlit as st

from gamify.errors import N_
from gamify.language import translate
from pages.ui.hall.reading import NEWEST, hall


def choose_year(language: str) -> int:
    """The year that is asked for, 0 for the newest seasons; asked only where there are older ones.

    Raises DatabaseRefused.
    """
    seasons = hall(0, language=language).seasons
    if len(seasons) <= NEWEST:
        return 0
    years = sorted({one.year for one in seasons}, reverse=True)
    newest = translate(N_("newest seasons"), language)
    chosen = st.selectbox(
        translate(N_("Fiscal year"), language),
        [0, *years],
        format_func=lambda year: str(year) if year else newest,
        key="hall-year",
    )
    return int(chosen or 0)
