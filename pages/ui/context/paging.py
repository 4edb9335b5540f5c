"""Turns the pages of a long list; which page stands in the visit, not in the address."""

from __future__ import annotations

import streamlit as st

from gamify.language import say, translate


def page_from(place: str, total: int, on_a_page: int) -> int:
    """The first row of the page that is open: 0, 20, 40 …"""
    last = max((total - 1) // on_a_page, 0)
    page = min(int(st.session_state.get(_key(place), 0)), last)
    st.session_state[_key(place)] = page
    return page * on_a_page


def show_pages(place: str, total: int, on_a_page: int, language: str) -> None:
    """The buttons to newer and older rows, where there is more than one page."""
    page, last = int(st.session_state.get(_key(place), 0)), max((total - 1) // on_a_page, 0)
    if not last:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        for name, title, other in (
            ("newer", translate("Newer", language), page - 1),
            ("older", translate("Older", language), page + 1),
        ):
            st.button(
                title,
                key=f"{place}-{name}",
                disabled=not 0 <= other <= last,
                on_click=_turn,
                args=(place, other),
            )
        told = say("page {page} of {last}", page=page + 1, last=last + 1)
        st.caption(translate(told, language))


def _turn(place: str, page: int) -> None:
    st.session_state[_key(place)] = page


def _key(place: str) -> str:
    return f"page-{place}"
