"""One section of a page at a time, chosen in the address."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qsl

import streamlit as st

from gamify.language import translate
from pages.ui.address import NAMES


def pick_section(titles: Mapping[str, str], language: str, *, key: str) -> str:
    """The section that the address asks for, of those that there are for the reader."""
    own = list(titles)
    asked = st.query_params.get("section", "")
    st.session_state[key] = asked if asked in own else own[0]
    name = st.segmented_control(
        translate("Section", language),
        own,
        format_func=lambda one: translate(titles[one], language),
        key=key,
        on_change=_go,
        args=(key,),
        label_visibility="collapsed",
    )
    return name or own[0]


def follow_here(search: str) -> None:
    """Write another language into the address; the section stays."""
    told = {name: value for name, value in parse_qsl(search.removeprefix("?")) if name in NAMES}
    section = st.query_params.get("section", "")
    st.query_params.from_dict(told | ({"section": section} if section else {}))


def _go(key: str) -> None:
    name = st.session_state.get(key)
    if name is not None:
        # A page of a list is one of its own section.
        st.query_params.pop("page", None)
        st.query_params["section"] = name
