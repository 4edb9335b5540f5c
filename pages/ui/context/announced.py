"""What is announced and what rests today, as the head of the page shows it."""

from __future__ import annotations

import streamlit as st

from db.engine import reading
from gamify.access import Visitor, may_at_all
from gamify.errors import DatabaseRefused
from gamify.language import translate
from gamify.rights import Right
from pages.ui import reads
from pages.ui.notices import Notice, notices_of


def show_where_to_announce(reader: Visitor, language: str) -> None:
    """For those who may announce something, where they do."""
    if may_at_all(reader, Right.MANAGE_SCREENS):
        st.caption(
            translate(
                "You announce something to a team or to all at the end of “Wall screens”.", language
            )
        )


def current_notices(language: str) -> tuple[Notice, ...]:
    """Pauses and announcements of today; none while the database is away: the page says so."""
    try:
        day = reads.clock.look().day
        with reading(reads.engine()) as session:
            return notices_of(session, today=day, language=language)
    except DatabaseRefused:
        return ()
