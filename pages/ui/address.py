"""What the address bar says: which season, which team, which table, which language."""

from __future__ import annotations

from urllib.parse import parse_qsl

import streamlit as st

from gamify.language import LANGUAGES, nearest_language
from pages.ui.reads import BoardQuery, settings
from pages.ui.tables import asked_table

#: What may stand in the address of a board.
NAMES = ("season", "team", "table", "lang", "person")


def reader_language() -> str:
    """The language: chosen in the address, before in this visit, by the settings, the browser's."""
    chosen = st.query_params.get("lang", "")
    if chosen in LANGUAGES:
        st.session_state["language"] = chosen
    remembered = st.session_state.get("language")
    return nearest_language(remembered or settings().language or st.context.locale)


def board_query() -> BoardQuery:
    """The board that the address asks for."""
    return BoardQuery(
        season=st.query_params.get("season", ""),
        team=st.query_params.get("team", ""),
        language=reader_language(),
        table=asked_table(st.query_params.get("table", "")),
    )


def follow(search: str) -> None:
    """Write into the address what a person chose on the board: its query, like "?team=Alpha"."""
    told = {name: value for name, value in parse_qsl(search.removeprefix("?")) if name in NAMES}
    st.query_params.from_dict(told)
