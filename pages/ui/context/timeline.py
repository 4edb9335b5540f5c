"""The timeline: announcements and shift notes, by words, team and period."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import streamlit as st

from db.engine import reading
from db.queries.shifts import notes_of
from db.queries.teams import team_names
from db.queries.timeline import ANNOUNCEMENT, NOTE, Sought, timeline, timeline_count
from db.queries.walls import announcements_of
from gamify.language import count, translate
from pages.ui import reads
from pages.ui.context.note_cards import Surroundings, announcement_of, note_of
from pages.ui.context.paging import page_from, show_pages
from pages.ui.context.shift_components import show_note_list
from pages.ui.context.shift_log import pick_team

ON_A_PAGE = 20


def show_timeline(language: str) -> None:
    """The filters, how many fit, and a page of them. Raises DatabaseRefused."""
    sought = _ask(language)
    with reading(reads.engine()) as session:
        total = timeline_count(session, sought)
        first = page_from("timeline", total, ON_A_PAGE)
        entries = timeline(session, sought, most=ON_A_PAGE, offset=first)
        notes = notes_of(session, [one.id for one in entries if one.kind == NOTE])
        told = announcements_of(session, [one.id for one in entries if one.kind == ANNOUNCEMENT])
        teams = team_names(session)
    around = Surroundings(teams, reads.settings().calendar, language)
    st.caption(translate(count("{n} entry", "{n} entries", n=total), language))
    cards = [
        note_of(notes[one.id], around, boxes=False, mine=False)
        if one.kind == NOTE
        else announcement_of(told[one.id], around)
        for one in entries
    ]
    if cards:
        show_note_list(cards, language, key="notes-timeline")
    show_pages("timeline", total, ON_A_PAGE, language)


def _ask(language: str) -> Sought:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input(
            translate("Search", language), max_chars=100, key="timeline-words", width=260
        )
        team = pick_team("timeline-team", language)
        days = st.date_input(
            translate("From and until", language), value=[], key="timeline-days", width=260
        )
    chosen = list(days) if isinstance(days, tuple) else [days]
    return Sought(
        words=words,
        team_id=team,
        since=_begin(chosen[0]) if chosen else None,
        until=_begin(chosen[-1] + timedelta(days=1)) if len(chosen) > 1 else None,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), reads.settings().calendar.zone)
