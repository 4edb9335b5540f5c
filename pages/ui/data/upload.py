"""A file on its way in: dropped, understood, asked about, tried out, stored with one click."""

from __future__ import annotations

import streamlit as st

from gamify.errors import CrownboardError
from gamify.ingest.looking import Look
from gamify.ingest.ratings_file import RatingsFile
from gamify.language import describe, say, shown, translate
from pages.ui import reads
from pages.ui.data.checking import Checked, check
from pages.ui.data.draft import (
    CHECK,
    begin,
    forget,
    has_file,
    looked_at,
    parked_file,
    told,
)
from pages.ui.data.drop_component import show_drop
from pages.ui.data.found import show_found
from pages.ui.data.job import Job, Told
from pages.ui.data.parking import Parked
from pages.ui.data.questions import show_question
from pages.ui.data.saving import is_saving, show_save, show_saved, show_saving
from pages.ui.data.understood import choose_source, show_understood
from pages.ui.data.waiting import wait_for
from pages.ui.visit import visitor


def show_upload(language: str) -> None:
    """Where the file on the page stands; without one, the place to drop it."""
    if not has_file():
        show_saved(language)
        show_drop(language, limit_mb=reads.settings().import_limit_mb, on_file=begin)
        return
    parked = parked_file()
    if parked is None:
        st.text(translate("The file isn’t there any more; files wait for an hour.", language))
        _show_other(language)
        return
    if is_saving():
        show_saving(parked, language)
        return
    _show_head(parked, language)
    try:
        look = looked_at(parked)
    except CrownboardError as error:
        with st.container(border=True):
            st.text(describe(error, language))
        return
    _show_look(look, language)


def _show_head(parked: Parked, language: str) -> None:
    size = max(1, parked.path.stat().st_size // 1024)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"{parked.path.name} · {shown(size, language)} KB", width="content")
        _show_other(language)


def _show_other(language: str) -> None:
    st.button(
        translate("Another file", language),
        icon=":material/undo:",
        type="tertiary",
        key="data-other",
        on_click=forget,
    )


def _show_look(look: Look, language: str) -> None:
    if look.question is not None:
        show_question(look.question, look, language)
    if look.layout is not None:
        show_understood(look, language)
    if look.file is None:
        return
    chosen = choose_source(language)
    job = _check(look.file, chosen, language)
    what = say("The file is read")
    if not wait_for(job, what, language):
        return
    try:
        found = job.result()
    except CrownboardError as error:
        with st.container(border=True):
            st.text(describe(error, language))
        return
    show_found(found, language)
    if not found.usable:
        st.text(translate("No row of it can be used, so there is nothing to store.", language))
    elif found.is_known:
        st.text(
            translate("Every row of it is stored already, so there is nothing to store.", language)
        )
    else:
        show_save(look.file, found, chosen, language)


def _check(file: RatingsFile, chosen: str, language: str) -> Job[Checked]:
    """The look through the whole file: one for each way to read it."""
    about = (told(), chosen, language)
    kept = st.session_state.get(CHECK)
    if kept is not None and kept[0] == about:
        job: Job[Checked] = kept[1]
        return job
    if kept is not None:
        kept[1].stop()
    actor = visitor()

    def work(tell: Told) -> Checked:
        return check(file, chosen, language, actor, tell)

    job = Job(work, size=file.size)
    st.session_state[CHECK] = about, job
    return job
