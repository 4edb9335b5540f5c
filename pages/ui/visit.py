"""Who has the page open: known by the entrance's header, looked up at every run."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from gamify.access import NOBODY, READER, Visitor, Way
from gamify.errors import DatabaseRefused
from pages.ui import reads
from pages.ui.seats import HEADER, Seat, open_seat


def seat() -> Seat:
    """How the page's browser came in; nobody's where no entrance stands before the page."""
    return open_seat(st.context.headers.get(HEADER))


def visitor() -> Visitor:
    """Whoever has the page open by now; a sign-out elsewhere shows within seconds.

    While the database is away nobody may more than read: pages say themselves that it is away.
    """
    try:
        return reads.doorkeeper.visitor(seat())
    except DatabaseRefused:
        return replace(READER if reads.settings().open_reading else NOBODY, way=Way.AWAY)
