"""The one click that stores a file, and what came of it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import streamlit as st

from db.commands.file_mappings import keep_mapping
from db.commands.imports import ImportSummary
from db.engine import writing
from db.taking_in import TakenIn, take_in
from gamify.access import Visitor
from gamify.errors import CrownboardError
from gamify.ingest.ratings_file import RatingsFile
from gamify.language import count, describe, say, translate
from pages.ui import reads
from pages.ui.data.checking import Checked
from pages.ui.data.draft import DONE, SAVE, forget, mapping_of, told
from pages.ui.data.job import Job, Told
from pages.ui.data.parking import Parked
from pages.ui.data.waiting import wait_for
from pages.ui.visit import visitor

_REFUSED, _REMEMBER = "data-refused", "data-remember"


def show_save(file: RatingsFile, found: Checked, source: str, language: str) -> None:
    """The button that stores the file, and whether its mapping is kept."""
    if (refused := st.session_state.pop(_REFUSED, None)) is not None:
        with st.container(border=True):
            st.text(describe(refused, language))
    st.checkbox(
        translate("Read files with this header in the same way next time", language),
        value=True,
        key=_REMEMBER,
    )
    title = count("Store {n} row", "Store {n} rows", n=found.usable)
    st.button(
        translate(title, language),
        icon=":material/save:",
        type="primary",
        key="data-save-button",
        on_click=_begin,
        args=(file, source),
    )


def is_saving() -> bool:
    """Whether the file on the page is being stored, or has just been."""
    return SAVE in st.session_state


def show_saving(parked: Parked, language: str) -> None:
    """How far the storing is; at its end the page goes on by itself."""
    job: Job[TakenIn] = st.session_state[SAVE][1]
    st.text(parked.path.name)
    if not wait_for(job, say("The file is stored"), language):
        return
    try:
        summary = job.result().summary
    except CrownboardError as error:
        st.session_state[_REFUSED] = error
        del st.session_state[SAVE]
    else:
        forget()
        st.session_state[DONE] = summary
        reads.clock.forget()
    st.rerun()


def show_saved(language: str) -> None:
    """What the last import did, until another file is dropped."""
    summary: ImportSummary | None = st.session_state.get(DONE)
    if summary is None:
        return
    head = say("Import {batch} is stored.", batch=str(summary.batch))
    parts = (
        count("{n} rating added", "{n} ratings added", n=summary.ratings_added),
        count("{n} rating changed", "{n} ratings changed", n=summary.ratings_changed),
        count("{n} ticket added", "{n} tickets added", n=summary.tickets_added),
        count("{n} row unchanged", "{n} rows unchanged", n=summary.unchanged),
        count("{n} row rejected", "{n} rows rejected", n=summary.rejected),
    )
    with st.container(border=True):
        st.subheader(translate(head, language))
        st.text(" · ".join(translate(part, language) for part in parts))
        with st.container(horizontal=True):
            st.link_button(
                translate("See the leaderboard", language), "/", icon=":material/leaderboard:"
            )
            st.link_button(
                translate("Take it back", language),
                f"data?section=imports&lang={language}",
                icon=":material/undo:",
            )


def _begin(file: RatingsFile, source: str) -> None:
    """Store the file in a thread of its own, once: it goes on when somebody clicks elsewhere."""
    if st.session_state.get(SAVE) is not None:
        return
    actor, options = visitor(), told()
    mapping: dict[str, Any] | None = None
    if st.session_state.get(_REMEMBER, True):
        mapping = mapping_of(file.understanding, options)

    def work(tell: Told) -> TakenIn:
        return _store(file, source, mapping, actor, tell)

    st.session_state[SAVE] = file.path, Job(work, size=file.size)


def _store(
    file: RatingsFile, source: str, mapping: dict[str, Any] | None, actor: Visitor, tell: Told
) -> TakenIn:
    """Rows and mapping in one transaction: all of it or nothing."""
    now = datetime.now(UTC)
    with writing(reads.engine(), trusted=True) as session:
        taken = take_in(
            session,
            file.chunks(),
            file=file,
            source=source,
            settings=reads.settings(),
            actor=actor,
            now=now,
            progress=tell,
        )
        if mapping is not None:
            header = file.understanding.layout.header
            keep_mapping(
                session, source=source, header=header, mapping=mapping, actor=actor, now=now
            )
    return taken
