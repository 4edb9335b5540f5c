"""The log on the page of settings: what to look for, a page of entries, a file of all of them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial

import streamlit as st

from db.queries.audit import LogQuery
from gamify.language import count, translate
from pages.ui import reads
from pages.ui.downloads.pages import show_section_downloads
from pages.ui.log.actions import action_words
from pages.ui.log.reading import AT_ONCE, COLUMNS, LogPage, export_log, read_log
from pages.ui.settings.listing import show_list
from pages.ui.settings.reading import House
from pages.ui.visit import visitor

_WHO, _WHAT, _ABOUT, _TEXT = "log-who", "log-what", "log-about", "log-text"
_FROM, _TO, _PAGE = "log-from", "log-to", "log-page"


def show_log(_: House, language: str) -> None:
    """The newest first; another question begins at the first page."""
    st.caption(
        translate(
            "Every decision with its before and after. Comments and names of customers are never "
            "in it.",
            language,
        )
    )
    query, about = _query(), str(st.session_state.get(_ABOUT, ""))
    page: int = st.session_state.get(_PAGE, 0)
    found = read_log(query, visitor(), language, about=about, page=page)
    _show_fields(found, language)
    _show_rows(found, page, language)
    st.download_button(
        translate("Download all that fits as CSV", language),
        partial(export_log, query, visitor(), language, about=about),
        file_name="crownboard-log.csv",
        mime="text/csv",
        icon=":material/download:",
        key="log-download",
        disabled=not found.total,
        on_click="ignore",
    )
    show_section_downloads("settings/log", language)


def _query() -> LogQuery:
    """What the fields ask for; days are the organisation's."""
    zone = reads.settings().calendar.zone
    first: date | None = st.session_state.get(_FROM)
    last: date | None = st.session_state.get(_TO)
    return LogQuery(
        since=None if first is None else datetime.combine(first, time(), zone),
        until=None if last is None else datetime.combine(last + timedelta(days=1), time(), zone),
        actor=st.session_state.get(_WHO),
        action=st.session_state.get(_WHAT),
        text=str(st.session_state.get(_TEXT, "")),
    )


def _show_fields(found: LogPage, language: str) -> None:
    who, what, first, last = st.columns(4)
    anybody, anything = translate("anybody", language), translate("anything", language)
    with who:
        st.selectbox(
            translate("Who", language),
            found.actors,
            index=None,
            placeholder=anybody,
            key=_WHO,
            on_change=_begin,
        )
    with what:
        st.selectbox(
            translate("What", language),
            found.actions,
            index=None,
            placeholder=anything,
            format_func=lambda action: action_words(action, language),
            key=_WHAT,
            on_change=_begin,
        )
    for place, title, key in (
        (first, translate("From", language), _FROM),
        (last, translate("Until", language), _TO),
    ):
        with place:
            st.date_input(title, value=None, key=key, on_change=_begin)
    about, text = st.columns(2)
    with about:
        st.text_input(
            translate("About whom or what", language),
            placeholder=translate("a person, team, account, ticket or setting", language),
            max_chars=200,
            key=_ABOUT,
            on_change=_begin,
        )
    with text:
        st.text_input(
            translate("Text", language),
            placeholder=translate("part of anything in an entry", language),
            max_chars=200,
            key=_TEXT,
            on_change=_begin,
        )


def _show_rows(found: LogPage, page: int, language: str) -> None:
    if not found.rows:
        st.text(translate("Nothing was decided that fits.", language))
        return
    table = {
        translate(title, language): [row[at] for row in found.rows]
        for at, title in enumerate(COLUMNS)
    }
    show_list(table, key="log", wide=list(table)[-2:])
    first = page * AT_ONCE + 1
    with st.container(horizontal=True, vertical_alignment="center"):
        _button(translate("Newer", language), "log-newer", page - 1, disabled=page == 0)
        _button(
            translate("Older", language),
            "log-older",
            page + 1,
            disabled=first + len(found.rows) > found.total,
        )
        told = count(
            "{first}–{last} of {n} entry",
            "{first}–{last} of {n} entries",
            n=found.total,
            first=first,
            last=first + len(found.rows) - 1,
        )
        st.text(translate(told, language), width="content")


def _button(label: str, key: str, page: int, *, disabled: bool) -> None:
    st.button(label, key=key, disabled=disabled, on_click=_turn, args=(page,))


def _turn(page: int) -> None:
    st.session_state[_PAGE] = page


def _begin() -> None:
    st.session_state[_PAGE] = 0
