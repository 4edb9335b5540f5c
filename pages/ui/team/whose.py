"""Which team: the one in the address, else the reader's own; anybody may choose any."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from gamify.language import translate

_FIELD = "team-chosen"


def choose_team(teams: Mapping[int, str], chosen: int | None, language: str) -> None:
    """The list of teams; the choice goes into the address, so that a link carries it."""
    names = list(teams.values())
    if not names:
        return
    current = teams.get(chosen) if chosen is not None else None
    st.session_state[_FIELD] = current
    st.selectbox(
        translate("Team", language),
        names,
        key=_FIELD,
        on_change=_go,
        width=360,
    )


def _go() -> None:
    chosen = st.session_state.get(_FIELD)
    if chosen:
        st.query_params["team"] = chosen
