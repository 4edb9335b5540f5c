"""What of the data could be mended: each finding with what it does, and the way to mend it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from gamify.errors import CrownboardError
from gamify.language import describe, say, translate
from gamify.quality.concerns import Concern, ConcernKind, concerns
from gamify.quality.findings import Quality
from pages.ui import reads
from pages.ui.challenges.deciding import draw_all_anew
from pages.ui.data.apart import show_apart
from pages.ui.data.looking import Looked, last_look
from pages.ui.data.mending_imports import (
    show_coarse,
    show_columns,
    show_doubled,
    show_future,
    show_ownerless,
    show_ticketless,
)
from pages.ui.data.mending_people import show_alike, show_lone, show_teamless
from pages.ui.data.waiting import wait_for

#: What draws the lines of a finding, each with its way to be mended.
LINES: Mapping[ConcernKind, Callable[[Quality, str], None]] = {
    ConcernKind.ALIKE: show_alike,
    ConcernKind.TEAMLESS: show_teamless,
    ConcernKind.LONE: show_lone,
    ConcernKind.DOUBLED: show_doubled,
    ConcernKind.FUTURE: show_future,
    ConcernKind.OWNERLESS: show_ownerless,
    ConcernKind.TICKETLESS: show_ticketless,
    ConcernKind.COLUMNS: show_columns,
    ConcernKind.COARSE: show_coarse,
}


def show_quality(language: str) -> None:
    """All findings of the last look, or that there is nothing to mend."""
    version = reads.clock.look().version
    job = last_look.take(version)
    if not wait_for(job, say("The data are looked through"), language):
        return
    try:
        looked = job.result()
    except CrownboardError as error:
        with st.container(border=True):
            st.text(describe(error, language))
        return
    found = concerns(looked.quality)
    if not found:
        st.subheader(translate("There is nothing to mend", language))
        st.write(
            translate(
                "Names, teams, dates, tickets and columns are as they should be. Whatever an "
                "import brings is looked at here.",
                language,
            )
        )
    for concern in found:
        _show(concern, looked.quality, language)
    show_apart(language)
    _show_when(looked, version, language)
    draw_all_anew()


def _show(concern: Concern, quality: Quality, language: str) -> None:
    with st.container(border=True, key=f"quality-{concern.kind}"):
        st.subheader(translate(concern.sentence, language))
        st.caption(translate(concern.effect, language))
        LINES[concern.kind](quality, language)


def _show_when(looked: Looked, version: int, language: str) -> None:
    """When it was looked at, where ratings have come in since."""
    if looked.version == version:
        return
    at = looked.at.astimezone(reads.settings().calendar.zone)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(translate(say("As of {at}.", at=at), language), width="content")
        st.button(
            translate("Look anew", language),
            type="tertiary",
            key="quality-anew",
            on_click=last_look.forget,
        )
